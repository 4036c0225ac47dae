/** Says that a self-assessment came, or would come, after the end of a round, and so does not count in it. */
import { Notice } from "@/components/ui/notice";
import type { MissedRound } from "@/lib/domain/round/round";
import { describeEnd } from "@/lib/domain/round/round-wording";

type MissedRoundsProps = {
  rounds: readonly MissedRound[];
  /** Whether the self-assessment is submitted already. */
  isSubmitted: boolean;
};

export function MissedRounds({ rounds, isSubmitted }: MissedRoundsProps) {
  return rounds.map((round) => (
    <div key={round.roundId} className="mt-6 max-w-reading wrap-anywhere print:hidden">
      <Notice kind="status" title={`The round “${round.name}” of ${round.teamName} ${describeEnd(round)}`}>
        {isSubmitted
          ? "So this is in your own history, and not in that round. You can still share it with the team. If a coach opens the round again, it counts there too."
          : "What you submit now goes into your own history, and not into that round. You can still share it with the team. If a coach opens the round again, it counts there too."}
      </Notice>
    </div>
  ));
}
