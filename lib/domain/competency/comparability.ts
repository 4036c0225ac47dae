/** Which answers given on one revision mean the same on another: where a trend may be drawn, and what can be carried over. */
import { NO_OPPORTUNITY } from "../assessment/timed-rating";
import type { CompetencyModel } from "./competency-model";
import { type Difference, differenceBetween, type RecordedChange, settleChanges } from "./difference";
import { behaviorIdsOf, type DraftFields, fieldsOf } from "./draft";

export type Comparability = {
  /** Behaviors whose levels cannot be compared between the two revisions. */
  brokenBehaviorIds: ReadonlySet<string>;
  /** Whether this answer, given on the earlier revision, means the same on the later one. */
  keepsAnswer: (behaviorId: string, answer: string) => boolean;
};

const same = (one: RecordedChange, other: RecordedChange) => one.behaviorId === other.behaviorId && one.levelId === other.levelId;

/**
 * Whether a change between the two revisions is one of meaning. Additions and removals always are. A move or a new wording is one
 * if a revision in between said so, or replaced the behavior or level.
 */
function changesMeaning(change: RecordedChange, steps: readonly RecordedChange[]): boolean {
  if (change.kind === "added" || change.kind === "retired") return true;
  return steps.some((step) => {
    if (step.meaning !== "meaning") return false;
    // When two change places, either may be called the one that moved, so any move of that kind counts.
    if (change.kind === "moved") return step.unit === change.unit && step.kind !== "reworded";
    if (step.kind === "moved") return false;
    if (step.kind === "reworded") return step.unit === change.unit && same(step, change);
    return step.unit === "behavior" ? step.behaviorId === change.behaviorId : step.levelId === change.levelId;
  });
}

/** A difference between two published revisions with the recorded meanings. They are settled. */
export function withRecordedMeanings(difference: Difference, steps: readonly RecordedChange[]): Difference {
  return settleChanges(difference, (change) => ({
    ...change,
    meaning: changesMeaning(change, steps) ? "meaning" : "wording",
    canChoose: false,
  }));
}

/** The earlier revision's behaviors whose levels mean something else after these changes. */
export function brokenBehaviors(before: DraftFields, changes: readonly RecordedChange[]): string[] {
  const ofMeaning = changes.filter(({ meaning }) => meaning === "meaning");
  const isScaleOther = ofMeaning.some(({ unit }) => unit === "level");
  return behaviorIdsOf(before).filter((id) => isScaleOther || ofMeaning.some(({ behaviorId }) => behaviorId === id));
}

/**
 * `steps`: the recorded changes of every revision after the older one, up to and with the newer. A wording that was changed and
 * changed back is the same wording: only what differs between the two ends counts.
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
