/** What a person answered for one behavior, in full: the level with its anchor, and the example. */
import { NO_OPPORTUNITY, type Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

export function AnswerText({
  competency,
  behaviorId,
  ratings,
}: {
  competency: CompetencyModel;
  behaviorId: string;
  ratings: readonly Rating[];
}) {
  const rating = ratings.find((each) => each.behaviorId === behaviorId);
  const level = competency.source.levels.find(({ id }) => id === rating?.answer);
  return (
    <>
      {level ? (
        <>
          <p>{level.name}</p>
          <p className="text-ink-2">{competency.additions.anchors[behaviorId]?.[level.id]}</p>
        </>
      ) : rating?.answer === NO_OPPORTUNITY ? (
        <p>No opportunity yet</p>
      ) : (
        <p className="font-semibold text-signal">Not answered yet</p>
      )}
      {rating?.evidence && (
        // Plaintext: each line reads in the direction of its own words.
        <p dir="auto" className="mt-2 border-s border-line ps-4 whitespace-pre-line wrap-anywhere text-ink-2 [unicode-bidi:plaintext]">
          {rating.evidence}
        </p>
      )}
    </>
  );
}
