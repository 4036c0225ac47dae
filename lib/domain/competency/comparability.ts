/** Which answers given on one revision still say the same on another: where a trend may be drawn, and what can be carried over. */
import { NO_OPPORTUNITY } from "../assessment/timed-rating";
import type { CompetencyModel } from "./competency-model";
import { type Difference, differenceBetween, type RecordedChange, settleChanges } from "./difference";
import { behaviorIdsOf, type DraftFields, fieldsOf } from "./draft";

export type Comparability = {
  /** Behaviors of either revision whose levels on one say nothing of those on the other. */
  brokenBehaviorIds: ReadonlySet<string>;
  /** Whether this answer, given on the earlier revision, says the same on the later one. */
  keepsAnswer: (behaviorId: string, answer: string) => boolean;
};

const same = (one: RecordedChange, other: RecordedChange) => one.behaviorId === other.behaviorId && one.levelId === other.levelId;

/**
 * Whether a change between the two ends counts as one of meaning: what appears or goes always does, and what moved or was
 * reworded does where a revision on the way said so, or replaced the behavior or level meanwhile.
 */
function changesMeaning(change: RecordedChange, steps: readonly RecordedChange[]): boolean {
  if (change.kind === "added" || change.kind === "retired") return true;
  return steps.some((step) => {
    if (step.meaning !== "meaning") return false;
    // Which of two that changed places "moved" is a matter of view, so any move of that kind stands for it.
    if (change.kind === "moved") return step.unit === change.unit && step.kind !== "reworded";
    if (step.kind === "moved") return false;
    if (step.kind === "reworded") return step.unit === change.unit && same(step, change);
    return step.unit === "behavior" ? step.behaviorId === change.behaviorId : step.levelId === change.levelId;
  });
}

/** A difference between two published revisions, with what was said of it on the way; nobody chooses any more. */
export function withRecordedMeanings(difference: Difference, steps: readonly RecordedChange[]): Difference {
  return settleChanges(difference, (change) => ({
    ...change,
    meaning: changesMeaning(change, steps) ? "meaning" : "wording",
    canChoose: false,
  }));
}

/** Of the behaviors that were there before, those whose levels say something else after these changes. */
export function brokenBehaviors(before: DraftFields, changes: readonly RecordedChange[]): string[] {
  const ofMeaning = changes.filter(({ meaning }) => meaning === "meaning");
  const isScaleOther = ofMeaning.some(({ unit }) => unit === "level");
  return behaviorIdsOf(before).filter((id) => isScaleOther || ofMeaning.some(({ behaviorId }) => behaviorId === id));
}

/**
 * `steps`: the recorded changes of every revision after the older one, up to and with the newer. A wording that was changed
 * and changed back is the same wording: only what differs between the two ends is looked at.
 */
export function comparabilityOf(
  older: Pick<CompetencyModel, "source" | "additions">,
  newer: Pick<CompetencyModel, "source" | "additions">,
  steps: readonly RecordedChange[],
): Comparability {
  const [before, after] = [fieldsOf(older), fieldsOf(newer)];
  const changes = withRecordedMeanings(differenceBetween(before, after), steps).changes.filter(({ meaning }) => meaning === "meaning");
  const isScaleOther = changes.some(({ unit, kind }) => unit === "level" && kind !== "reworded");
  const levelsOther = new Set(changes.filter(({ unit }) => unit === "level").map(({ levelId }) => levelId));
  const behaviorsOther = new Set(changes.filter(({ unit }) => unit === "behavior").map(({ behaviorId }) => behaviorId));
  const anchorsOther = changes.filter(({ unit }) => unit === "anchor");
  const known = new Set(behaviorIdsOf(after));
  return {
    brokenBehaviorIds: new Set([...brokenBehaviors(before, changes), ...brokenBehaviors(after, changes)]),
    keepsAnswer: (behaviorId, answer) => {
      if (!known.has(behaviorId) || behaviorsOther.has(behaviorId)) return false;
      if (answer === NO_OPPORTUNITY) return true;
      return (
        !isScaleOther &&
        !levelsOther.has(answer) &&
        !anchorsOther.some((anchor) => anchor.behaviorId === behaviorId && anchor.levelId === answer)
      );
    },
  };
}
