/** What changed between two self-assessments of one person, behavior by behavior and in words, never as a score. */
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { joinBehaviors } from "@/lib/domain/text/wording";
import { answersByBehavior, rankOf, ratedLevel } from "./rated-behaviors";
import type { Rating } from "./timed-rating";

export type BehaviorChange = {
  behaviorId: string;
  /** A level's id, NO_OPPORTUNITY, or null: not answered. */
  earlier: string | null;
  later: string | null;
  /** "Rated" means at a level: a change from "no opportunity yet" to a level is newly rated. */
  change: "higher" | "lower" | "same" | "newly-rated" | "no-longer-rated" | "not-rated" | "meaning-changed";
};

function changeBetween(
  source: CompetencyModel["source"],
  earlier: string | null,
  later: string | null,
  isBroken: boolean,
): BehaviorChange["change"] {
  const [before, after] = [ratedLevel(earlier), ratedLevel(later)];
  if (before === null) return after === null ? "not-rated" : "newly-rated";
  if (isBroken) return "meaning-changed";
  if (after === null) return "no-longer-rated";
  const [rankBefore, rankAfter] = [rankOf(source, before), rankOf(source, after)];
  return rankAfter > rankBefore ? "higher" : rankAfter < rankBefore ? "lower" : "same";
}

/**
 * In the competency's order. `source` is from the revision to compare by: behaviors that it lacks are left out. Behaviors whose
 * meaning is `broken` between the two revisions are not compared. @throws for any other level that `source` lacks
 */
export function compareAssessments(
  source: CompetencyModel["source"],
  earlier: readonly Rating[],
  later: readonly Rating[],
  broken: ReadonlySet<string> = new Set(),
): BehaviorChange[] {
  const [before, after] = [answersByBehavior(earlier), answersByBehavior(later)];
  return source.behaviors.map(({ id }) => {
    const [from, to] = [before.get(id) ?? null, after.get(id) ?? null];
    return { behaviorId: id, earlier: from, later: to, change: changeBetween(source, from, to, broken.has(id)) };
  });
}

/**
 * Says what was rated higher, lower and the same, without praise or blame. Learning moves the yardstick that people rate
 * themselves by (response shift; Howard 1979–80), so the text says that a drop may be learning.
 */
export function describeComparison(source: CompetencyModel["source"], changes: readonly BehaviorChange[]): string {
  const groupOf = (wanted: BehaviorChange["change"]) => {
    const ids = changes.filter(({ change }) => change === wanted).map(({ behaviorId }) => behaviorId);
    const [is, was] = ids.length === 1 ? ["is", "was"] : ["are", "were"];
    return ids.length === 0 ? null : { names: joinBehaviors(source, ids), is, was };
  };
  const higher = groupOf("higher");
  const lower = groupOf("lower");
  const same = groupOf("same");
  const newlyRated = groupOf("newly-rated");
  const noLongerRated = groupOf("no-longer-rated");
  const notRated = groupOf("not-rated");
  const broken = groupOf("meaning-changed");

  const moves = [higher && `${higher.names} higher`, lower && `${lower.names} lower`, same && `${same.names} the same`].filter(
    (move) => move !== null,
  );
  return [
    moves.length === 0
      ? "No behavior is rated in both self-assessments."
      : // Semicolons, because each group's names are a list with commas of its own.
        `Compared with the earlier self-assessment, you rated ${moves.join("; ")}.`,
    lower && "A lower rating may be a sign of learning: knowing more about a behavior can move your yardstick.",
    newlyRated && `${newlyRated.names} ${newlyRated.is} rated now and ${newlyRated.was} not before.`,
    noLongerRated && `${noLongerRated.names} ${noLongerRated.was} rated before and ${noLongerRated.is} not now.`,
    broken &&
      `${broken.names} ${broken.is} not compared: since the earlier self-assessment the model’s words have changed in what they mean.`,
    notRated && `${notRated.names} ${notRated.is} rated in neither.`,
  ]
    .filter((sentence) => sentence !== null)
    .join(" ");
}
