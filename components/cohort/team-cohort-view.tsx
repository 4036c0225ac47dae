/** The team's picture as its members and coaches see it, and when the next one is drawn. */
import { formatDay } from "@/components/ui/format-day";
import { countWord } from "@/lib/domain/text/wording";
import { MEDIAN_WORDS } from "@/lib/domain/overview/insight-wording";
import type { TeamPicture } from "@/lib/domain/cohort/team-cohort";
import { PictureChart } from "./team-cohort-chart";

function sayNext({ next, picture, minGroupSize }: TeamPicture): string {
  const what = picture ? "The next picture" : "The picture";
  switch (next.kind) {
    case "needs-more":
      return `${what} is drawn from ${countWord(minGroupSize)} people or more who share a new self-assessment: ${countWord(next.more)} more ${next.more === 1 ? "is" : "are"} needed.`;
    case "scheduled":
      return `${what} is drawn once everybody in the team has shared, or on ${formatDay(next.at)} with those who have by then.`;
    case "due":
      return `${what} is drawn within the hour.`;
  }
}

/** Below a heading of the second level that the page gives. */
export function TeamPictureView({ view }: { view: TeamPicture }) {
  const { picture, isHeldBack } = view;
  return (
    <>
      <p className="max-w-[44rem] text-ink-2">
        {picture
          ? `${picture.size} people’s own views, shared by ${formatDay(picture.drawnAt)}. It shows how many gave each answer, and never who.`
          : "Here the team’s answers will be shown together: how many gave each answer, and never who."}{" "}
        {sayNext(view)}
      </p>
      {isHeldBack && (
        <p className="mt-2 max-w-[44rem] text-ink-2">
          {picture ? "A newer picture" : "A picture"} is there for the team. You see it once you have reviewed, or skipped, everybody whose
          answers the round hides from you: they are in it.
        </p>
      )}
      {picture && (
        <div className="mt-6">
          <p className="mb-3 max-w-[44rem] text-ink-2">
            From {picture.levels[0]?.name} on the left to {picture.levels.at(-1)?.name} on the right. {MEDIAN_WORDS}
          </p>
          <PictureChart picture={picture} />
        </div>
      )}
      <details className="mt-4 max-w-[44rem] text-ink-2">
        <summary className="min-h-11 cursor-pointer py-2">How a picture keeps single answers hidden</summary>
        <ul className="list-disc space-y-1 border-l border-line pl-9 text-[0.94rem]">
          <li>It is drawn from at least {countWord(view.minGroupSize)} people at once, and never changes by one.</li>
          <li>Each self-assessment counts in one picture only, so two of them can’t be compared to find one person.</li>
          <li>When somebody in it stops sharing or leaves the team, the whole picture goes.</li>
          <li>Where all answers, or all but one, are the same, they aren’t shown.</li>
        </ul>
      </details>
    </>
  );
}
