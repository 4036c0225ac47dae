/** The organization's cohorts: how everybody's answers are counted so that no two views of an admin differ by one person. */

import { levelIdAt } from "@/lib/domain/assessment/rated-behaviors";
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { type SearchParams, textParam } from "@/lib/domain/request/list-query";
import { countWord } from "@/lib/domain/text/wording";
import { medianRank } from "./team-cohort";

/** The quarter of a moment, in UTC, as 2026-Q4: the same for everybody. */
export function quarterOf(at: Date): string {
  return `${at.getUTCFullYear()}-Q${Math.floor(at.getUTCMonth() / 3) + 1}`;
}

/** 2026-Q4 as people write it. */
export function quarterName(quarter: string): string {
  const [year, name] = quarter.split("-");
  return `${name} ${year}`;
}

/** Which view is asked for; undefined: the newest revision and quarter. */
export type SpreadChoice = { competencyId?: string | undefined; revisionNumber?: number | undefined; quarter?: string | undefined };

/** A revision's quarter in an address: "3.2026-Q4". */
export function viewParam(revisionNumber: number, quarter: string): string {
  return `${revisionNumber}.${quarter}`;
}

/** What an address asks for. An invalid view counts as none. */
export function parseSpreadChoice(params: SearchParams): SpreadChoice {
  const view = /^([1-9]\d{0,8})\.(\d{4}-Q[1-4])$/.exec(textParam(params, "view"));
  return {
    competencyId: textParam(params, "competency") || undefined,
    revisionNumber: view ? Number(view[1]) : undefined,
    quarter: view?.[2],
  };
}

/** What people with an account read before and after they submit. Nothing else is shown to others unless they share it. */
export function describeCounted(minGroupSize: number): string {
  return `Once a quarter your answers count, without your name and with those of ${countWord(minGroupSize - 1)} others or more, in how the whole organization’s answers spread. Its admins see that, and never whose they are.`;
}

export type CountableSubmission = {
  /** One person can be many guests, and so be all of a cohort but one. */
  isByGuest: boolean;
  /** It repeats a submission with other answers. */
  isCorrection: boolean;
  /** In this competency and quarter, even if that cohort is gone: otherwise subtracting two sums could give one person. */
  isOwnerCounted: boolean;
};

/** Whether a submission counts at all. It depends on who submits and when, and never on an answer. */
export function isCounted({ isByGuest, isCorrection, isOwnerCounted }: CountableSubmission): boolean {
  return !isByGuest && !isCorrection && !isOwnerCounted;
}

/** An open cohort of `size` people with one more. A full cohort is shown, takes nobody else, and never changes. */
export function withOneMore(size: number, minGroupSize: number): { size: number; isFull: boolean } {
  return { size: size + 1, isFull: size + 1 >= minGroupSize };
}

/** The sum of the full cohorts that may count for this behavior. */
export type AnswerSum = { behaviorId: string; answer: string; count: number };

export type BehaviorSpread = {
  behaviorId: string;
  /** How many people it counts. */
  people: number;
  /** Null where it counts nobody. */
  shown: { counts: number[]; noOpportunity: number; medianLevelId: string | null } | null;
};

/** In the competency's order. Levels are ordinal: a median and counts, never a mean. */
export function organizationSpread(source: CompetencyModel["source"], sums: readonly AnswerSum[]): BehaviorSpread[] {
  return source.behaviors.map(({ id: behaviorId }) => {
    const countOf = (answer: string) => sums.find((sum) => sum.behaviorId === behaviorId && sum.answer === answer)?.count ?? 0;
    const counts = source.levels.map(({ id }) => countOf(id));
    const noOpportunity = countOf(NO_OPPORTUNITY);
    const people = counts.reduce((sum, count) => sum + count, noOpportunity);
    if (people === 0) return { behaviorId, people, shown: null };
    const median = medianRank(counts);
    return { behaviorId, people, shown: { counts, noOpportunity, medianLevelId: median === null ? null : levelIdAt(source, median) } };
  });
}

/** What an admin sees of one competency's revision in one quarter. */
export type ShownSpread = {
  revisionNumber: number;
  quarter: string;
  levels: { id: string; name: string }[];
  behaviors: { id: string; name: string }[];
  spreads: BehaviorSpread[];
  /** How many people are in the cohorts that this admin is shown. */
  people: number;
  /** How many are in full cohorts that hold the admin or a fellow member of one of the admin's teams. */
  withheldFromViewer: number;
  /** How many are in cohorts that were full under a smaller MIN_GROUP_SIZE. */
  tooFew: number;
  /** How many are in the open cohort, and how many more it takes to fill it. */
  waiting: number;
  missing: number;
};

export type OrganizationSpread = {
  minGroupSize: number;
  competencies: { competencyId: string; name: string }[];
  competencyId: string;
  /** Newest first: revisions with at least one counted person, and their quarters. */
  revisions: { number: number; quarters: string[] }[];
  /** Null where nobody has been counted yet. */
  shown: ShownSpread | null;
};
