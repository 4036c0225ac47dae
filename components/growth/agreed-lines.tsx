/** The agreed levels of one self-assessment, as lines of its owner's history. */
import { formatDay } from "@/components/ui/format-day";
import type { AgreedLine } from "@/lib/domain/growth/history";

export function AgreedLines({ lines }: { lines: readonly AgreedLine[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="mt-1 max-w-[38rem] space-y-1 text-[0.94rem] text-ink-2">
      {lines.map(({ agreedLevelId, coachName, agreedAt, behaviorName, levelName, why }) => (
        <li key={agreedLevelId} className="wrap-anywhere">
          Agreed with <bdi>{coachName ?? "a coach whose account is deleted"}</bdi> on {formatDay(agreedAt)}: {behaviorName} at {levelName}.
          Why: <bdi>{why}</bdi>
        </li>
      ))}
    </ul>
  );
}
