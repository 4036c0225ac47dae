/** A team's rounds that have ended, newest first, with how many took part. */
import { DataTable } from "@/components/ui/data-table";
import { describeEnd, describeOpening } from "@/lib/domain/round/round-wording";
import type { PastRound } from "@/lib/domain/round/shown-round";
import { capitalize } from "@/lib/domain/text/wording";

type RoundHistoryProps = { rounds: readonly PastRound[]; withCompetency: boolean };

const count = (number: number) => number.toLocaleString("en-US");

function roundName(round: PastRound, withCompetency: boolean) {
  const { name, competencyName, blindReviews } = round;
  const more = [...(withCompetency ? [competencyName] : []), ...(blindReviews ? ["blind reviews"] : [])].join(", ");
  return (
    <>
      <span className="font-semibold wrap-anywhere">{name}</span>
      {more && <span className="block text-[0.88rem] text-ink-3">{capitalize(more)}</span>}
    </>
  );
}

export function RoundHistory({ rounds, withCompetency }: RoundHistoryProps) {
  return (
    <DataTable
      caption="Only today’s members who were in the team before the round’s end are counted."
      rows={rounds}
      keyOf={({ roundId }) => roundId}
      columns={[
        {
          name: "Round",
          cell: (round) => roundName(round, withCompetency),
        },
        { name: "Opened", cell: describeOpening },
        { name: "Ended", cell: (round) => capitalize(describeEnd(round)) },
        { name: "Submitted", cell: ({ submitted, of }) => `${count(submitted)} of ${count(of)}` },
        { name: "Shared", cell: ({ shared, of }) => `${count(shared)} of ${count(of)}` },
      ]}
    />
  );
}
