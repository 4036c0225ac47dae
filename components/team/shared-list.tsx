/** For a team's coaches: who has shared what, and the way to it. */
import { formatDay } from "@/components/ui/format-day";
import { type SharingState, shareWords, type TeamShare } from "@/lib/domain/team/sharing";

function sayState(state: SharingState): string {
  switch (state.kind) {
    case "not-shared":
      return "Nothing shared";
    case "shared":
      return `Shared on ${formatDay(state.sharedAt)}, ${shareWords(state)}`;
    case "withdrawn":
      return `Stopped sharing on ${formatDay(state.withdrawnAt)}`;
  }
}

export function SharedList({ teamId, shares }: { teamId: string; shares: readonly TeamShare[] }) {
  if (shares.length === 0) {
    return <p className="text-ink-2">Once people have joined the team, you will see here who shares a self-assessment with its coaches.</p>;
  }
  return (
    <ul className="divide-y divide-line border-y border-line">
      {shares.map(({ userId, name, state }) => (
        <li key={userId} className="flex flex-wrap items-center justify-between gap-x-6 py-1.5">
          <span className="min-w-0 py-1.5">
            <span className="font-semibold wrap-anywhere">{name}</span>
            <span className="block text-[0.94rem] text-ink-2">{sayState(state)}</span>
          </span>
          {state.kind === "shared" && (
            <a
              href={`/teams/${encodeURIComponent(teamId)}/members/${encodeURIComponent(userId)}`}
              className="text-link inline-flex min-h-11 items-center"
            >
              Open<span className="sr-only"> what {name} shared</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
