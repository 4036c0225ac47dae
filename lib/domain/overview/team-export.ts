/** The file of a team's results for its coaches: one row for each person and behavior, and what each column means. */
import { chooseFocus } from "@/lib/domain/assessment/focus";
import { type Plan, planSentence } from "@/lib/domain/assessment/plan";
import { ratedLevel } from "@/lib/domain/assessment/rated-behaviors";
import { NO_OPPORTUNITY, type Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { NOT_OBSERVED } from "@/lib/domain/review/review";

/** Raised by each change that breaks readers. */
export const EXPORT_VERSION = 1;

const RANK = "1 for the revision's lowest level, counted up. Empty where no level was chosen. An order, not a distance: do not average it.";

/** In the file's order. docs/team-export.md lists each, and a test compares the two. */
export const EXPORT_COLUMNS = {
  person: "The person's name.",
  person_id: "The same for all rows of a person: two people may have one name.",
  round: "The team's round in which the self-assessment was submitted. Empty where there was none.",
  submitted_on: "The day on which it was submitted (UTC, year-month-day).",
  competency: "The competency that it is about.",
  revision: "The number of the competency model's revision that it was taken on. Levels and behaviors are in that revision's words.",
  behavior_id: "The behavior's id, the same in every revision.",
  behavior: "The behavior's name.",
  answer_id: "The person's own answer: a level's id, or no-opportunity.",
  answer: "The same in words: the level's name, or No opportunity yet.",
  rank: `Of the person's own answer. ${RANK}`,
  example: "The person's example, where they share examples with the team.",
  is_focus: "Whether it is what the person works on next: yes or no. Empty where they do not share their focus with the team.",
  plan: "The person's if–then plan for it, where they share that with the team.",
  own_review_answer: "Your own rating in your latest committed review: a level's name, or Not observed. Never averaged with the person's.",
  own_review_rank: `Of your own rating. ${RANK}`,
  own_review_blind: "Whether you had not seen the person's answers before you rated: yes or no.",
  own_review_committed_on: "The day on which you committed that review (UTC).",
  own_review_released_on: "The day on which you released it to the person (UTC). Empty where you have not.",
  agreed_level: "The level that the person and you agreed on after talking. Neither rating changed by it.",
  agreed_on: "The day on which you both had agreed (UTC).",
  agreed_why: "Why, as it was written down when you agreed.",
} as const;

export type ExportColumn = keyof typeof EXPORT_COLUMNS;

export const EXPORT_COLUMN_NAMES = Object.keys(EXPORT_COLUMNS) as ExportColumn[];

export type ExportRow = Record<ExportColumn, string | number | boolean | null>;

export const EXPORT_FORMATS = ["csv", "json", "columns"] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** One shown self-assessment. What is null or missing was not shared, or does not exist. */
export type ExportedSubmission = {
  userId: string;
  name: string;
  roundName: string | null;
  submittedAt: Date;
  revisionNumber: number;
  source: CompetencyModel["source"];
  /** Evidence is empty where it is not shared. */
  ratings: readonly Rating[];
  /** What the person marked as mattering most, where focus and plan are shared. */
  priorities: readonly string[] | null;
  /** By behavior id. */
  plans: ReadonlyMap<string, Plan>;
  review: { answers: ReadonlyMap<string, string | null>; isBlind: boolean; committedAt: Date; releasedAt: Date | null } | null;
  /** By behavior id. */
  agreedLevels: ReadonlyMap<string, { levelId: string; why: string; agreedAt: Date }>;
};

const dayOf = (date: Date | null | undefined) => date?.toISOString().slice(0, 10) ?? null;

function focusOf({ source, ratings, priorities }: ExportedSubmission): readonly string[] | null {
  if (priorities === null) return null;
  const { focuses, opportunity } = chooseFocus(source, ratings, priorities);
  return opportunity === null ? focuses.map(({ behaviorId }) => behaviorId) : [opportunity];
}

/** Name and rank, from 1, of a level of the submission's own revision. */
function levelOf({ source }: ExportedSubmission, levelId: string | null | undefined): { name: string | null; rank: number | null } {
  const rank = source.levels.findIndex(({ id }) => id === levelId);
  return rank < 0 ? { name: null, rank: null } : { name: source.levels[rank]?.name ?? null, rank: rank + 1 };
}

/** Each behavior of its revision, in that order. */
export function exportRows(submission: ExportedSubmission): ExportRow[] {
  const focus = focusOf(submission);
  const { review } = submission;
  return submission.source.behaviors.map(({ id, name }): ExportRow => {
    const rating = submission.ratings.find(({ behaviorId }) => behaviorId === id);
    const own = levelOf(submission, ratedLevel(rating?.answer));
    const reviewed = review?.answers.get(id) ?? null;
    const coachs = levelOf(submission, reviewed);
    const plan = submission.plans.get(id);
    const agreed = submission.agreedLevels.get(id);
    return {
      person: submission.name,
      person_id: submission.userId,
      round: submission.roundName,
      submitted_on: dayOf(submission.submittedAt),
      competency: submission.source.name,
      revision: submission.revisionNumber,
      behavior_id: id,
      behavior: name,
      answer_id: rating?.answer ?? null,
      answer: rating?.answer === NO_OPPORTUNITY ? "No opportunity yet" : own.name,
      rank: own.rank,
      example: rating?.evidence || null,
      is_focus: focus && focus.includes(id),
      plan: plan ? planSentence(plan) : null,
      own_review_answer: reviewed === NOT_OBSERVED ? "Not observed" : coachs.name,
      own_review_rank: coachs.rank,
      own_review_blind: review?.isBlind ?? null,
      own_review_committed_on: dayOf(review?.committedAt),
      own_review_released_on: dayOf(review?.releasedAt),
      agreed_level: levelOf(submission, agreed?.levelId).name,
      agreed_on: dayOf(agreed?.agreedAt),
      agreed_why: agreed?.why || null,
    };
  });
}

/** As text in the CSV: empty for null, words for true and false. */
export function exportCells(row: ExportRow): (string | number)[] {
  return EXPORT_COLUMN_NAMES.map((column) => {
    const value = row[column];
    return typeof value === "boolean" ? (value ? "yes" : "no") : (value ?? "");
  });
}
