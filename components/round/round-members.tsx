/** How far each member is in the open round, for the team's coaches. Never a rating. */
import { TextLink } from "@/components/ui/text-link";
import { countProgress, ROUND_PROGRESS, type RoundProgress } from "@/lib/domain/round/round";
import { PROGRESS_LABELS } from "@/lib/domain/round/round-wording";

type RoundMembersProps = { teamId: string; members: readonly { userId: string; name: string; progress: RoundProgress }[] };

function RoundCounts({ counts }: { counts: Record<RoundProgress, number> }) {
  return (
    <dl className="grid max-w-reading grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
      {ROUND_PROGRESS.map((progress) => (
        <div key={progress} className="flex flex-col-reverse justify-end border-t-2 border-accent pt-2">
          <dt className="text-[0.94rem] leading-snug text-ink-2">{PROGRESS_LABELS[progress]}</dt>
          <dd className="font-display text-[1.9rem] leading-tight">{counts[progress].toLocaleString("en-US")}</dd>
        </div>
      ))}
    </dl>
  );
}

/** In groups, people who have not started first: the coach wants to find them. */
export function RoundMembers({ teamId, members }: RoundMembersProps) {
  if (members.length === 0) {
    return <p className="text-ink-2">This team has no members now. People who join while the round is open will be listed here.</p>;
  }
  return (
    <>
      <RoundCounts counts={countProgress(members.map(({ progress }) => progress))} />
      {ROUND_PROGRESS.map((progress) => {
        const group = members.filter((member) => member.progress === progress);
        if (group.length === 0) return null;
        return (
          <section key={progress} aria-labelledby={`group-${progress}`} className="mt-8">
            <h3 id={`group-${progress}`} className="text-[1.2rem]">
              {PROGRESS_LABELS[progress]} <span className="text-ink-3">({group.length.toLocaleString("en-US")})</span>
            </h3>
            <ul className="mt-2 gap-x-10 border-t border-line sm:columns-2 lg:columns-3">
              {group.map(({ userId, name }) => (
                <li key={userId} className="flex min-h-11 break-inside-avoid items-center border-b border-line py-1 wrap-anywhere">
                  {progress === "shared" ? (
                    <TextLink href={`/teams/${encodeURIComponent(teamId)}/members/${encodeURIComponent(userId)}`}>{name}</TextLink>
                  ) : (
                    name
                  )}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
