/** A team's overview for its coaches, by name, and the same as a file. */

import type { Account, Actor } from "@/lib/access/actor";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import {
  getComparability,
  getCurrentRevision,
  getRevisions,
  newestOf,
  type PublishedRevision,
  type Revisions,
} from "@/lib/data/competency/internal/revisions";
import {
  answersByAssessment,
  getTeamSharing,
  listAnswers,
  listAnswersWithEvidence,
  type TeamPerson,
  type TeamSharing,
} from "@/lib/data/overview/internal/shared-answers";
import { recordViews } from "@/lib/data/sharing/internal/shown-answers";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { getDatabase } from "@/lib/db/client";
import { parsePriorities } from "@/lib/domain/assessment/focus";
import {
  type AnswerPair,
  cellsOf,
  chooseView,
  columnsOf,
  entryOf,
  type HeatmapRow,
  movesOf,
  type OverviewChoice,
  type OverviewQuery,
  roundsToCompare,
  type SharedSubmission,
  sortRows,
  spreadsOf,
  type TeamMoves,
  type TeamOverview,
} from "@/lib/domain/overview/overview";
import {
  EXPORT_COLUMN_NAMES,
  EXPORT_COLUMNS,
  EXPORT_FORMATS,
  EXPORT_VERSION,
  type ExportedSubmission,
  type ExportFormat,
  type ExportRow,
  exportCells,
  exportRows,
} from "@/lib/domain/overview/team-export";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { isOpenAt } from "@/lib/domain/round/round";
import { writeCsv } from "@/lib/platform/csv";
import { groupBy } from "@/lib/platform/group-by";

type Answers = ReadonlyMap<string, ReadonlyMap<string, string | null>>;

/** By person: the assessment that counts in this view, if its answers are shown. */
function shownIn(people: readonly TeamPerson[], view: OverviewChoice): Map<string, SharedSubmission> {
  return new Map(
    people.flatMap(({ userId, submissions }) => {
      const entry = entryOf(submissions, view);
      return entry.kind === "shown" ? [[userId, entry.submission] as const] : [];
    }),
  );
}

type Shown = { answers: Answers; revisions: Revisions };

/** Everybody in the team; coaches only if they share. */
function rowsOf(people: readonly TeamPerson[], view: OverviewChoice | null, newest: PublishedRevision | null, shown: Shown): HeatmapRow[] {
  return people.flatMap(({ userId, name, role, submissions }): HeatmapRow[] => {
    const entry = view ? entryOf(submissions, view) : ({ kind: "not-shared" } as const);
    if (role === "coach" && entry.kind !== "shown" && entry.kind !== "hidden") return [];
    if (entry.kind !== "shown") return [{ userId, name, entry }];
    const { assessmentId, revisionId, submittedAt } = entry.submission;
    const [answers, revision] = [shown.answers.get(assessmentId), shown.revisions.get(revisionId)];
    // Deleted in the meantime.
    if (!answers || !revision || !newest) return [{ userId, name, entry: { kind: "not-shared" } }];
    const cells = cellsOf(newest.competency.source, { source: revision.competency.source, answers });
    return [{ userId, name, entry: { kind: "shown", submittedAt, cells } }];
  });
}

/** As many statements as there are pairs of revisions. */
async function getBroken(pairs: readonly (readonly [SharedSubmission, SharedSubmission])[], revisions: Revisions) {
  const broken = new Map<string, ReadonlySet<string>>();
  for (const [earlier, later] of pairs) {
    const key = `${earlier.revisionId} ${later.revisionId}`;
    const [one, other] = [revisions.get(earlier.revisionId), revisions.get(later.revisionId)];
    if (broken.has(key) || !one || !other) continue;
    broken.set(key, one === other ? new Set() : (await getComparability(one, other)).brokenBehaviorIds);
  }
  return (earlier: SharedSubmission, later: SharedSubmission) => broken.get(`${earlier.revisionId} ${later.revisionId}`);
}

type Compared = { earlierName: string; laterName: string; pairs: (readonly [SharedSubmission, SharedSubmission])[] };

function pairsOf({ people, rounds }: TeamSharing, view: OverviewChoice): Compared | null {
  const compared = roundsToCompare(rounds, view);
  if (!compared) return null;
  const { competencyId } = view;
  const later = shownIn(people, { competencyId, round: compared.later });
  const pairs = [...shownIn(people, { competencyId, round: compared.earlier })].flatMap(([userId, earlier]) => {
    const other = later.get(userId);
    return other ? [[earlier, other] as const] : [];
  });
  return { earlierName: compared.earlier.name, laterName: compared.later.name, pairs };
}

async function movesBetween({ earlierName, laterName, pairs }: Compared, { answers, revisions }: Shown): Promise<TeamMoves> {
  const brokenBetween = await getBroken(pairs, revisions);
  const answered = pairs.flatMap(([earlier, later]): AnswerPair[] => {
    const [before, after, broken] = [answers.get(earlier.assessmentId), answers.get(later.assessmentId), brokenBetween(earlier, later)];
    const source = revisions.get(later.revisionId)?.competency.source;
    return before && after && broken && source ? [{ earlier: before, later: { source, answers: after }, broken }] : [];
  });
  const newest = newestOf(
    pairs.map(([, later]) => later),
    revisions,
  );
  const columns = newest ? columnsOf(newest.competency) : [];
  return { earlierName, laterName, pairCount: answered.length, moves: movesOf(columns, answered) };
}

/** By the name in the newest revision; empty if there is only one. */
async function namesOf(competencyIds: readonly string[]): Promise<TeamOverview["competencies"]> {
  if (competencyIds.length < 2) return [];
  return Promise.all(
    competencyIds.map(async (competencyId) => ({ competencyId, name: (await getCurrentRevision(competencyId)).competency.source.name })),
  );
}

/**
 * What this coach may be shown of the whole team, in as many statements however many people are in it. The view is recorded for
 * each assessment whose answers are in it. @throws ExpectedError Unauthenticated or NotFound
 */
export async function getTeamOverview(actor: Actor | null, teamId: string, query: OverviewQuery, now: Date): Promise<TeamOverview> {
  const account = requireAccount(actor);
  const sharing = await getTeamSharing(account, teamId);
  const { people, rounds } = sharing;
  const { view, competencyIds } = chooseView(people, rounds, query);
  const current = view ? [...shownIn(people, view).values()] : [];
  const compared = view && pairsOf(sharing, view);
  const submissions = [
    ...new Map([...current, ...(compared?.pairs.flat() ?? [])].map((submission) => [submission.assessmentId, submission])).values(),
  ];
  const assessmentIds = submissions.map(({ assessmentId }) => assessmentId);
  await recordViews(account, teamId, assessmentIds, "heatmap", now);
  const [answers, revisions, competencies] = await Promise.all([
    listAnswers(assessmentIds),
    getRevisions(submissions),
    namesOf(competencyIds),
  ]);
  const shown = { answers: answersByAssessment(answers), revisions };
  const newest = newestOf(current, shown.revisions);
  const columns = newest ? columnsOf(newest.competency) : [];
  const levels = newest?.competency.source.levels.map(({ id, name }) => ({ id, name })) ?? [];
  const rows = rowsOf(people, view, newest, shown);
  return {
    query: { ...query, round: view?.round?.roundId ?? "", competency: (competencyIds.length > 1 && view?.competencyId) || "" },
    rounds: rounds.filter(({ competencyId }) => competencyId === view?.competencyId).map(({ roundId, name }) => ({ roundId, name })),
    competencies,
    levels,
    columns,
    rows: sortRows(rows, columns, query),
    spreads: spreadsOf(levels.length, columns, rows),
    moves: compared && (await movesBetween(compared, shown)),
  };
}

type ExportedPerson = { userId: string; name: string; submission: SharedSubmission };

export type TeamFile = { filename: string; mediaType: string; text: string };

function readFormat(format: string): ExportFormat {
  const known = EXPORT_FORMATS.find((one) => one === format);
  if (known) return known;
  throw new ExpectedError("Invalid", "There is no such format. Ask for format=csv, format=json or format=columns.");
}

/** Only where focus and plan are shared; others do not leave the database. */
async function getFocusAndPlans(teamId: string) {
  const withPlan = { shares: { some: { teamId, withPlan: true, withdrawnAt: null } } };
  const priorities = await getDatabase().assessment.findMany({ where: withPlan, select: { id: true, priorities: true } });
  const plans = await getDatabase().plan.findMany({
    where: { assessment: withPlan },
    select: { assessmentId: true, behaviorId: true, when: true, then: true },
  });
  return { priorities: new Map(priorities.map(({ id, priorities: ids }) => [id, parsePriorities(ids)])), plans };
}

/** This coach's own, the later number last, and what they themselves agreed on with the person. */
async function getOwnWork({ coachId, teamId }: { coachId: string; teamId: string }) {
  const committed = { coachId, teamId, committedAt: { not: null } };
  const reviews = await getDatabase().review.findMany({
    where: committed,
    orderBy: { number: "asc" },
    select: { id: true, assessmentId: true, isBlind: true, committedAt: true, releasedAt: true },
  });
  const entries = await getDatabase().reviewEntry.findMany({
    where: { review: committed },
    select: { reviewId: true, behaviorId: true, answer: true },
  });
  const agreedLevels = await getDatabase().agreedLevel.findMany({
    where: { coachId, teamId, agreedAt: { not: null } },
    orderBy: [{ agreedAt: "asc" }, { id: "asc" }],
    select: { assessmentId: true, behaviorId: true, levelId: true, why: true, agreedAt: true },
  });
  return { reviews, entries, agreedLevels };
}

/** In as many statements however many people there are, but for one for each revision. */
async function getSubmissions(account: Account, teamId: string, { rounds }: TeamSharing, shown: readonly ExportedPerson[], now: Date) {
  const assessmentIds = shown.map(({ submission }) => submission.assessmentId);
  await recordViews(account, teamId, assessmentIds, "export", now);
  const ratingsOf = groupBy(await listAnswersWithEvidence(teamId, assessmentIds), ({ assessmentId }) => assessmentId);
  const { priorities, plans } = await getFocusAndPlans(teamId);
  const plansOf = groupBy(plans, ({ assessmentId }) => assessmentId);
  const work = await getOwnWork({ coachId: account.userId, teamId });
  const reviewsOf = groupBy(work.reviews, ({ assessmentId }) => assessmentId);
  const entriesOf = groupBy(work.entries, ({ reviewId }) => reviewId);
  const agreedLevelsOf = groupBy(work.agreedLevels, ({ assessmentId }) => assessmentId);
  const revisions = await getRevisions(shown.map(({ submission }) => submission));
  const submissions = shown.flatMap(({ userId, name, submission }): ExportedSubmission[] => {
    const { assessmentId, revisionId, competencyId, submittedAt } = submission;
    const [ratings, revision] = [ratingsOf(assessmentId), revisions.get(revisionId)];
    // Withdrawn or deleted in the meantime.
    if (ratings.length === 0 || !revision) return [];
    const review = reviewsOf(assessmentId).at(-1);
    return [
      {
        userId,
        name,
        roundName: rounds.find((round) => round.competencyId === competencyId && isOpenAt(round, submittedAt))?.name ?? null,
        submittedAt,
        revisionNumber: revision.number,
        source: revision.competency.source,
        ratings,
        priorities: priorities.get(assessmentId) ?? null,
        plans: new Map(plansOf(assessmentId).map(({ behaviorId, when, then }) => [behaviorId, { when, then }])),
        review: review?.committedAt
          ? {
              answers: new Map(entriesOf(review.id).map(({ behaviorId, answer }) => [behaviorId, answer])),
              isBlind: review.isBlind === true,
              committedAt: review.committedAt,
              releasedAt: review.releasedAt,
            }
          : null,
        agreedLevels: new Map(
          agreedLevelsOf(assessmentId).flatMap(({ behaviorId, levelId, why, agreedAt }) =>
            agreedAt ? [[behaviorId, { levelId, why, agreedAt }] as const] : [],
          ),
        ),
      },
    ];
  });
  return { submissions, revisions: [...revisions.values()].toSorted((a, b) => a.number - b.number) };
}

/** The people in the heatmap for this address. @throws ExpectedError NotFound where there is no such round or competency */
function findExportedPerson({ people, rounds }: TeamSharing, query: Pick<OverviewQuery, "round" | "competency">) {
  const { view, competencyIds } = chooseView(people, rounds, query);
  const isThere =
    (query.round === "" || view?.round?.roundId === query.round) &&
    (query.competency === "" || competencyIds.some((id) => id === query.competency));
  // A page falls back to the default; a file with something else than was asked for would mislead.
  if (!isThere) throw notFoundError();
  const shown = people.flatMap(({ userId, name, submissions }): ExportedPerson[] => {
    const entry = view ? entryOf(submissions, view) : null;
    return entry?.kind === "shown" ? [{ userId, name, submission: entry.submission }] : [];
  });
  const names = new Intl.Collator("en-US");
  return { round: view?.round ?? null, shown: shown.toSorted((a, b) => names.compare(a.name, b.name) || (a.userId < b.userId ? -1 : 1)) };
}

type Drawn = { rows: readonly ExportRow[]; revisions: readonly PublishedRevision[] };

function writeJson(
  sharing: TeamSharing,
  teamId: string,
  round: TeamSharing["rounds"][number] | null,
  { rows, revisions }: Drawn,
  now: Date,
): string {
  const whole = {
    format: "cairn-team-export",
    version: EXPORT_VERSION,
    exportedAt: now,
    team: { teamId, name: sharing.teamName },
    round: round && { roundId: round.roundId, name: round.name, openedAt: round.openedAt, dueAt: round.dueAt, closedAt: round.closedAt },
    revisions: revisions.map(({ number, competency: { id, source } }) => ({
      competencyId: id,
      competency: source.name,
      revision: number,
      levels: source.levels.map((level, rank) => ({ id: level.id, name: level.name, rank: rank + 1 })),
      behaviors: source.behaviors.map((behavior) => ({ id: behavior.id, name: behavior.name })),
    })),
    columns: EXPORT_COLUMNS,
    rows,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/**
 * Exactly what the heatmap shows this coach, with what else is shared and the coach's own reviews. The export is recorded in the
 * audit, and as a view for each member. Round and competency are empty where they were not asked for.
 * @throws ExpectedError Unauthenticated, NotFound or Invalid
 */
export async function exportTeam(
  actor: Actor | null,
  teamId: string,
  { format: wanted, ...query }: { format: string } & Pick<OverviewQuery, "round" | "competency">,
  now: Date,
): Promise<TeamFile> {
  const account = requireAccount(actor);
  const sharing = await getTeamSharing(account, teamId);
  const format = readFormat(wanted);
  const filename = (end: string) => `cairn-team-${now.toISOString().slice(0, 10)}${end}`;
  if (format === "columns") {
    const text = writeCsv(["column", "meaning"], Object.entries(EXPORT_COLUMNS));
    return { filename: filename("-columns.csv"), mediaType: "text/csv; charset=utf-8", text };
  }
  const { round, shown } = findExportedPerson(sharing, query);
  const { submissions, revisions } = await getSubmissions(account, teamId, sharing, shown, now);
  const rows = submissions.flatMap(exportRows);
  const detail = { team: sharing.teamName, format, round: round?.name ?? "", rows: rows.length };
  await recordAudit(getDatabase(), { actor: account, action: "sharing.exported", teamId, detail }, now);
  return format === "csv"
    ? { filename: filename(".csv"), mediaType: "text/csv; charset=utf-8", text: writeCsv(EXPORT_COLUMN_NAMES, rows.map(exportCells)) }
    : {
        filename: filename(".json"),
        mediaType: "application/json; charset=utf-8",
        text: writeJson(sharing, teamId, round, { rows, revisions }, now),
      };
}
