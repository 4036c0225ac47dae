/** A page of teams: their coaches, how many people they have, and which have no coach. */
import { Badge } from "@/components/ui/badge";
import { type DataColumn, DataTable } from "@/components/ui/data-table";
import { formatDay } from "@/components/ui/format-day";
import { TextLink } from "@/components/ui/text-link";
import { describeRange, type Order, sortBy } from "@/components/workspace/people-table";
import type { ListedTeam } from "@/lib/domain/team/listed-team";

type TeamsTableProps = Order & { teams: readonly ListedTeam[]; count: number; first: number; isSearch: boolean };

function columnsFor(order: Order): DataColumn<ListedTeam>[] {
  return [
    {
      name: "Name",
      sort: sortBy("name", order),
      cell: ({ teamId, name }) => (
        <TextLink href={`/teams/${encodeURIComponent(teamId)}/people`} className="-my-2.5 font-semibold">
          {name}
        </TextLink>
      ),
    },
    {
      name: "Coaches",
      cell: ({ coaches }) => (coaches.length === 0 ? <Badge kind="alert">No coach</Badge> : coaches.map(({ name }) => name).join(", ")),
    },
    { name: "Members", sort: sortBy("size", order), cell: ({ memberCount }) => memberCount.toLocaleString("en-US") },
    { name: "Created", sort: sortBy("created", order), cell: ({ createdAt }) => formatDay(createdAt) },
  ];
}

export function TeamsTable({ teams, count, first, isSearch, ...order }: TeamsTableProps) {
  if (teams.length === 0) {
    return (
      <p className="text-ink-2">
        {count > 0
          ? "There are no teams on this page. Go back to the first one."
          : isSearch
            ? "No team matches. Try a shorter part of its name."
            : "There are no teams yet. Create the first one below, then invite its coach."}
      </p>
    );
  }
  return (
    <DataTable
      caption={describeRange("Teams", first, teams.length, count)}
      columns={columnsFor(order)}
      rows={teams}
      keyOf={({ teamId }) => teamId}
    />
  );
}
