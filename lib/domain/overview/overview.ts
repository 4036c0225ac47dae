/** A team's overview for its coaches: which assessment counts for each person, what each cell shows, and the order of people. */

import { rankOf, ratedLevel } from "@/lib/domain/assessment/rated-behaviors";
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import { hasScaleOf } from "@/lib/domain/cohort/team-cohort";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { type SearchParams, textParam } from "@/lib/domain/request/list-query";
import { isOpenAt, type Round } from "@/lib/domain/round/round";
import { levelName } from "@/lib/domain/text/wording";
import { type BehaviorMove, type BehaviorSpread, moveOf, spreadOf } from "./insights";

/** What the address asks for; empty: not asked for. An unknown value falls back to the default. */
export type OverviewQuery = {
  round: string;
  competency: string;
  /** A behavior's id, BY_DAY, or else by name. */
  sort: string;
  order: "asc" | "desc";
};

/** Cannot be a behavior's id: those have no underscore. */
export const BY_DAY = "submitted_on";

export function parseOverviewQuery(params: SearchParams): OverviewQuery {
  return {
    round: textParam(params, "round"),
    competency: textParam(params, "competency"),
    sort: textParam(params, "sort"),
    order: textParam(params, "order") === "desc" ? "desc" : "asc",
  };
}

/** A submitted assessment that its owner shares, or shared, with the team. Without answers. */
export type SharedSubmission = {
  assessmentId: string;
  revisionId: string;
  competencyId: string;
  submittedAt: Date;
  withdrawnAt: Date | null;
  /** Whether this coach may be shown its answers now. */
  isShown: boolean;
};

/** For one competency: a round's, or the latest. */
export type OverviewChoice = { competencyId: string; round: Round | null };

export type Entry = { kind: "shown"; submission: SharedSubmission } | HiddenEntry;

/** Why there are no cells. */
type HiddenEntry = { kind: "hidden" } | { kind: "withdrawn"; withdrawnAt: Date } | { kind: "not-shared" };

/** The later submitted first; two at the same moment are always in the same order. */
function latestFirst(a: SharedSubmission, b: SharedSubmission): number {
  return b.submittedAt.getTime() - a.submittedAt.getTime() || (a.assessmentId < b.assessmentId ? 1 : -1);
}

function isIn({ competencyId, round }: OverviewChoice, submission: SharedSubmission): boolean {
  return submission.competencyId === competencyId && (round === null || isOpenAt(round, submission.submittedAt));
}

/**
 * The assessment that counts for a person: the latest that they share, even if it is hidden and an earlier one is not, since the
 * earlier one would reveal what the reviewer must not know. A withdrawn one shows only that it was withdrawn.
 */
export function entryOf(submissions: readonly SharedSubmission[], view: OverviewChoice): Entry {
  const seen = submissions.filter((submission) => isIn(view, submission));
  const [latest] = seen.filter(({ withdrawnAt }) => withdrawnAt === null).toSorted(latestFirst);
  if (latest) return latest.isShown ? { kind: "shown", submission: latest } : { kind: "hidden" };
  const withdrawn = seen.flatMap(({ withdrawnAt }) => withdrawnAt ?? []).toSorted((a, b) => b.getTime() - a.getTime());
  return withdrawn[0] ? { kind: "withdrawn", withdrawnAt: withdrawn[0] } : { kind: "not-shared" };
}

export type ChosenView = {
  /** Null where nothing was ever shared and there is no round. */
  view: OverviewChoice | null;
  /** The competencies of what people share, the most shared first, and of rounds. */
  competencyIds: string[];
};

/** Resolves what an address asks for. A round brings its competency; without a round and a competency it is the most shared one. */
export function chooseView(
  people: readonly { submissions: readonly SharedSubmission[] }[],
  rounds: readonly Round[],
  { round, competency }: Pick<OverviewQuery, "round" | "competency">,
): ChosenView {
  const live = people.map(({ submissions }) => submissions.filter(({ withdrawnAt }) => withdrawnAt === null));
  const sharers = (id: string) => live.filter((submissions) => submissions.some(({ competencyId }) => competencyId === id)).length;
  const newestFirst = live.flat().toSorted(latestFirst);
  const known = [...newestFirst, ...rounds].map(({ competencyId }) => competencyId);
  const competencyIds = [...new Set(known)].toSorted((a, b) => sharers(b) - sharers(a));
  const asked = competencyIds.find((id) => id === competency);
  const chosen = rounds.find(({ roundId, competencyId }) => roundId === round && (asked ?? competencyId) === competencyId) ?? null;
  const [withdrawn] = people.flatMap(({ submissions }) => submissions).toSorted(latestFirst);
  const competencyId = chosen?.competencyId ?? asked ?? competencyIds[0] ?? withdrawn?.competencyId;
  return { view: competencyId === undefined ? null : { competencyId, round: chosen }, competencyIds };
}

/** The competency's rounds to compare: the chosen one, or else the newest, with the one before it. `rounds`: newest first. */
export function roundsToCompare(
  rounds: readonly Round[],
  { competencyId, round }: OverviewChoice,
): { earlier: Round; later: Round } | null {
  const own = rounds.filter((each) => each.competencyId === competencyId);
  const index = round === null ? 0 : own.findIndex(({ roundId }) => roundId === round.roundId);
  const [later, earlier] = own.slice(index, index + 2);
  return earlier && later ? { earlier, later } : null;
}

export type HeatmapCell =
  | { kind: "level"; rank: number; name: string }
  /** Answered on a revision with another scale: a level's name, without a rank to count. */
  | { kind: "other-scale"; name: string }
  | { kind: "no-opportunity" }
  /** The person's revision had no such behavior. */
  | { kind: "not-asked" };

/** One person's answers by behavior id, and their revision. */
export type SubmittedAnswers = { source: CompetencyModel["source"]; answers: ReadonlyMap<string, string | null> };

/** One cell for each behavior of `source`. @throws where an answer is neither a level of its revision nor "no opportunity yet" */
export function cellsOf(source: CompetencyModel["source"], given: SubmittedAnswers): HeatmapCell[] {
  const isSameScale = hasScaleOf(source, given.source);
  return source.behaviors.map(({ id }): HeatmapCell => {
    if (!given.source.behaviors.some((behavior) => behavior.id === id)) return { kind: "not-asked" };
    const level = given.answers.get(id) ?? "";
    if (level === NO_OPPORTUNITY) return { kind: "no-opportunity" };
    if (!isSameScale) return { kind: "other-scale", name: levelName(given.source, level) };
    return { kind: "level", rank: rankOf(source, level), name: levelName(source, level) };
  });
}

export type HeatmapColumn = { behaviorId: string; name: string; shortName: string };

export type HeatmapRow = {
  userId: string;
  name: string;
  entry: { kind: "shown"; submittedAt: Date; cells: HeatmapCell[] } | HiddenEntry;
};

export function columnsOf({ source, additions }: CompetencyModel): HeatmapColumn[] {
  return source.behaviors.map(({ id, name }) => ({ behaviorId: id, name, shortName: additions.shortNames[id] ?? name }));
}

const NAMES = new Intl.Collator("en-US");

const byName = (a: HeatmapRow, b: HeatmapRow) => NAMES.compare(a.name, b.name) || (a.userId < b.userId ? -1 : 1);

/** Rows without a sort value come last in either direction, grouped by reason. */
const UNORDERED = ["no-opportunity", "other-scale", "not-asked", "hidden", "withdrawn", "not-shared"] as const;

type SortKey = { value: number } | (typeof UNORDERED)[number];

function keyOf({ entry }: HeatmapRow, column: number | typeof BY_DAY): SortKey {
  if (entry.kind !== "shown") return entry.kind;
  if (column === BY_DAY) return { value: entry.submittedAt.getTime() };
  const cell = entry.cells[column];
  return cell?.kind === "level" ? { value: cell.rank } : (cell?.kind ?? "not-asked");
}

/** The column that the rows are sorted by: its index, BY_DAY, or null for the names. */
function sortColumn(columns: readonly HeatmapColumn[], sort: string): number | typeof BY_DAY | null {
  if (sort === BY_DAY) return BY_DAY;
  const index = columns.findIndex(({ behaviorId }) => behaviorId === sort);
  return index < 0 ? null : index;
}

/** A behavior sorts by rank: levels are ordinal. Equal rows are in order of names, from A to Z. */
export function sortRows(
  rows: readonly HeatmapRow[],
  columns: readonly HeatmapColumn[],
  { sort, order }: Pick<OverviewQuery, "sort" | "order">,
): HeatmapRow[] {
  const column = sortColumn(columns, sort);
  const sign = order === "desc" ? -1 : 1;
  if (column === null) return rows.toSorted((a, b) => sign * byName(a, b));
  return rows.toSorted((a, b) => {
    const [one, other] = [keyOf(a, column), keyOf(b, column)];
    if (typeof one === "string" || typeof other === "string") {
      const place = (key: SortKey) => (typeof key === "string" ? UNORDERED.indexOf(key) : -1);
      return place(one) - place(other) || byName(a, b);
    }
    return sign * (one.value - other.value) || byName(a, b);
  });
}

/**
 * One spread for each behavior, from the cells that are shown. People who were not asked, or answered on another scale, are not
 * counted.
 */
export function spreadsOf(levelCount: number, columns: readonly HeatmapColumn[], rows: readonly HeatmapRow[]): BehaviorSpread[] {
  return columns.map(({ behaviorId }, column) => {
    const cells = rows.flatMap(({ entry }) => (entry.kind === "shown" ? (entry.cells[column] ?? []) : []));
    const answers = cells.flatMap((cell) => (cell.kind === "level" ? [cell.rank] : cell.kind === "no-opportunity" ? [null] : []));
    return spreadOf(levelCount, behaviorId, answers);
  });
}

/** One person's answers in two rounds, and the behaviors whose levels differ in meaning between the two revisions. */
export type AnswerPair = {
  earlier: ReadonlyMap<string, string | null>;
  later: SubmittedAnswers;
  broken: ReadonlySet<string>;
};

export type NamedMove = BehaviorMove & { name: string };

/** By the later round's scale, in the order of `columns`. One person's change of mind never shows. */
export function movesOf(columns: readonly HeatmapColumn[], pairs: readonly AnswerPair[]): NamedMove[] {
  return columns.flatMap(({ behaviorId, name }) => {
    const ranks = pairs.flatMap(({ earlier, later, broken }): [number, number][] => {
      const [before, after] = [ratedLevel(earlier.get(behaviorId)), ratedLevel(later.answers.get(behaviorId))];
      if (broken.has(behaviorId) || before === null || after === null) return [];
      return [[rankOf(later.source, before), rankOf(later.source, after)]];
    });
    const move = moveOf(behaviorId, ranks);
    return move ? [{ ...move, name }] : [];
  });
}

export type TeamMoves = {
  earlierName: string;
  laterName: string;
  /** How many people are shown in both rounds. */
  pairCount: number;
  moves: NamedMove[];
};

/** What a coach of the team is shown. */
export type TeamOverview = {
  /** As resolved: the competency is empty where there is only one. */
  query: OverviewQuery;
  /** The competency's rounds, newest first. */
  rounds: { roundId: string; name: string }[];
  /** Empty unless shared assessments or rounds are about several competencies. */
  competencies: { competencyId: string; name: string }[];
  levels: { id: string; name: string }[];
  /** Empty where no answer is shown. */
  columns: HeatmapColumn[];
  rows: HeatmapRow[];
  /** One for each column. */
  spreads: BehaviorSpread[];
  /** Null where there are no two rounds to compare. */
  moves: TeamMoves | null;
};
