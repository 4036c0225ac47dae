/** What is shared with a team, as its owner decides and as the team's coaches see it. */
import { chooseFocus, type FocusChoice } from "@/lib/domain/assessment/focus";
import type { Plan } from "@/lib/domain/assessment/plan";
import type { Rating } from "@/lib/domain/assessment/timed-rating";
import type { TeamAggregate } from "@/lib/domain/cohort/team-cohort";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";

/** What is shared, and with which team. */
export type ShareId = { assessmentId: string; teamId: string };

/** What an owner may add to the ratings. Each is a separate decision. */
export type ShareChoice = {
  withEvidence: boolean;
  /** What they marked as mattering most, hence the focus, and the plan. */
  withPlan: boolean;
};

/** Inside a sentence: "ratings only", or "ratings, examples, focus and plan". */
export function describeShare({ withEvidence, withPlan }: ShareChoice): string {
  if (withPlan) return withEvidence ? "ratings, examples, focus and plan" : "ratings, focus and plan";
  return withEvidence ? "ratings and examples" : "ratings only";
}

export type SharingState =
  | { kind: "not-shared" }
  | ({ kind: "shared"; sharedAt: Date } & ShareChoice)
  | { kind: "withdrawn"; withdrawnAt: Date };

export type SharingTeam = {
  teamId: string;
  name: string;
  /** The other coaches, by name. */
  coaches: string[];
  state: SharingState;
};

export type SharingChoices = { assessmentId: string; submittedAt: Date; teams: SharingTeam[] };

export type SharedResult = {
  assessmentId: string;
  personName: string;
  submittedAt: Date;
  revisionNumber: number;
  competency: CompetencyModel;
  /** Without evidence where that was not shared. */
  ratings: Rating[];
  /** What they work on next, as their own level summary says it; null where that was not shared. */
  focus: FocusChoice | null;
  /** Plans for what they work on next, by behavior id; empty where that was not shared. */
  plans: Record<string, Plan>;
} & ShareChoice;

/** What an owner works on next, as their level summary says it. A plan for anything else stays private. */
export function currentFocus(
  source: CompetencyModel["source"],
  ratings: readonly Rating[],
  priorities: readonly string[],
  plans: readonly ({ behaviorId: string } & Plan)[],
): { focus: FocusChoice; plans: Record<string, Plan> } {
  const focus = chooseFocus(source, ratings, priorities);
  const next = [...focus.focuses.map(({ behaviorId }) => behaviorId), ...(focus.opportunity === null ? [] : [focus.opportunity])];
  const planned = plans.filter(({ behaviorId }) => next.includes(behaviorId));
  return { focus, plans: Object.fromEntries(planned.map(({ behaviorId, when, then }) => [behaviorId, { when, then }])) };
}

/** Of a result that was read with everything: what a coach sees by this choice. */
export function narrowResult(result: SharedResult, { withEvidence, withPlan }: ShareChoice): SharedResult {
  return {
    ...result,
    withEvidence,
    withPlan,
    ratings: withEvidence ? result.ratings : result.ratings.map((rating) => ({ ...rating, evidence: "" })),
    ...(withPlan ? {} : { focus: null, plans: {} }),
  };
}

export type SharePreview = { coach: SharedResult; team: TeamAggregate };

/** Of a withdrawn share a coach learns only that it was withdrawn, and when. */
export type MemberShare =
  | ({ kind: "shared"; assessmentId: string; submittedAt: Date; sharedAt: Date } & ShareChoice)
  | { kind: "withdrawn"; withdrawnAt: Date };
