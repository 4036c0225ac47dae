/** What a coach is shown of a team, as a file: CSV, JSON, or the meaning of its columns (docs/team-export.md). */
import { getDatabase } from "@/lib/db/client";
import type { Account, Actor } from "@/lib/access/actor";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import {
  EXPORT_COLUMN_NAMES,
  EXPORT_COLUMNS,
  EXPORT_FORMATS,
  EXPORT_VERSION,
  type ExportedSitting,
  type ExportFormat,
  type ExportRow,
  exportCells,
  exportRows,
} from "@/lib/domain/overview/team-export";
import { chooseView, entryOf, type GlanceQuery, type SharedSitting } from "@/lib/domain/overview/overview";
import { isOpenAt } from "@/lib/domain/round/round";
import { writeCsv } from "@/lib/platform/csv";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { getRevision, type PublishedRevision } from "@/lib/data/competency/internal/revisions";
import { groupBy } from "@/lib/platform/group-by";
import { recordLooks } from "@/lib/data/sharing/internal/shown-answers";
import { readAnswersWithEvidence, readTeamSharing, type TeamSharing } from "./shared-answers";

type Shown = { userId: string; name: string; sitting: SharedSitting };

export type TeamFile = { filename: string; mediaType: string; text: string };

function readFormat(format: string): ExportFormat {
  const known = EXPORT_FORMATS.find((one) => one === format);
  if (known) return known;
  throw new ExpectedError("Invalid", "There is no such format. Ask for format=csv, format=json or format=columns.");
}

/** Where focus and plan are shared: what is not does not leave the database. */
async function readFocusAndPlans(teamId: string) {
  const withPlan = { shares: { some: { teamId, withPlan: true, withdrawnAt: null } } };
  const priorities = await getDatabase().assessment.findMany({ where: withPlan, select: { id: true, priorities: true } });
  const plans = await getDatabase().plan.findMany({
    where: { assessment: withPlan },
    select: { assessmentId: true, behaviorId: true, when: true, then: true },
  });
  return { priorities: new Map(priorities.map(({ id, priorities: ids }) => [id, JSON.parse(ids) as string[]])), plans };
}

/** This coach's own, the later number last, and what they themselves agreed on with the person. */
async function readOwnWork(coachId: string, teamId: string) {
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
  const agreements = await getDatabase().agreement.findMany({
    where: { coachId, teamId, agreedAt: { not: null } },
    orderBy: [{ agreedAt: "asc" }, { id: "asc" }],
    select: { assessmentId: true, behaviorId: true, levelId: true, why: true, agreedAt: true },
  });
  return { reviews, entries, agreements };
}

/** In as many statements however many people there are, but for one for each revision. */
async function readSittings(account: Account, teamId: string, { rounds }: TeamSharing, shown: readonly Shown[], now: Date) {
  const assessmentIds = shown.map(({ sitting }) => sitting.assessmentId);
  await recordLooks(account, teamId, assessmentIds, "export", now);
  const ratingsOf = groupBy(await readAnswersWithEvidence(teamId, assessmentIds), ({ assessmentId }) => assessmentId);
  const { priorities, plans } = await readFocusAndPlans(teamId);
  const plansOf = groupBy(plans, ({ assessmentId }) => assessmentId);
  const work = await readOwnWork(account.userId, teamId);
  const reviewsOf = groupBy(work.reviews, ({ assessmentId }) => assessmentId);
  const entriesOf = groupBy(work.entries, ({ reviewId }) => reviewId);
  const agreementsOf = groupBy(work.agreements, ({ assessmentId }) => assessmentId);
  const revisions = new Map<string, PublishedRevision>();
  for (const id of new Set(shown.map(({ sitting }) => sitting.revisionId))) revisions.set(id, await getRevision(id));
  const sittings = shown.flatMap(({ userId, name, sitting }): ExportedSitting[] => {
    const { assessmentId, revisionId, competencyId, submittedAt } = sitting;
    const [ratings, revision] = [ratingsOf(assessmentId), revisions.get(revisionId)];
    // Withdrawn or deleted since it was found.
    if (ratings.length === 0 || !revision) return [];
    const review = reviewsOf(assessmentId).at(-1);
    return [
      {
        userId,
        name,
        roundName: rounds.find((round) => round.competencyId === competencyId && isOpenAt(round, submittedAt))?.name ?? null,
        submittedAt,
        revisionNumber: revision.number,
        source: revision.model.source,
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
        agreements: new Map(
          agreementsOf(assessmentId).flatMap(({ behaviorId, levelId, why, agreedAt }) =>
            agreedAt ? [[behaviorId, { levelId, why, agreedAt }] as const] : [],
          ),
        ),
      },
    ];
  });
  return { sittings, revisions: [...revisions.values()].toSorted((a, b) => a.number - b.number) };
}

/** Whom the heatmap shows for this address. @throws ExpectedError NotFound where there is no such round or competency */
function findShown({ people, rounds }: TeamSharing, query: Pick<GlanceQuery, "round" | "competency">) {
  const { view, competencyIds } = chooseView(people, rounds, query);
  const isThere =
    (query.round === "" || view?.round?.roundId === query.round) &&
    (query.competency === "" || competencyIds.some((id) => id === query.competency));
  // A page falls back to what there is; a file that says something else than was asked for would mislead.
  if (!isThere) throw notFoundError();
  const shown = people.flatMap(({ userId, name, sittings }): Shown[] => {
    const entry = view ? entryOf(sittings, view) : null;
    return entry?.kind === "shown" ? [{ userId, name, sitting: entry.sitting }] : [];
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
    revisions: revisions.map(({ number, model: { id, source } }) => ({
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
 * Exactly what the heatmap shows this coach, with what is shared besides and the coach's own reviews. That it was taken is in
 * the audit, and for each member among those who looked. Round and competency are empty where they were not asked for.
 * @throws ExpectedError Unauthenticated, NotFound or Invalid
 */
export async function exportTeam(
  actor: Actor | null,
  teamId: string,
  { format: wanted, ...query }: { format: string } & Pick<GlanceQuery, "round" | "competency">,
  now: Date,
): Promise<TeamFile> {
  const account = requireAccount(actor);
  const sharing = await readTeamSharing(account, teamId);
  const format = readFormat(wanted);
  const filename = (end: string) => `cairn-team-${now.toISOString().slice(0, 10)}${end}`;
  if (format === "columns") {
    const text = writeCsv(["column", "meaning"], Object.entries(EXPORT_COLUMNS));
    return { filename: filename("-columns.csv"), mediaType: "text/csv; charset=utf-8", text };
  }
  const { round, shown } = findShown(sharing, query);
  const { sittings, revisions } = await readSittings(account, teamId, sharing, shown, now);
  const rows = sittings.flatMap(exportRows);
  const detail = { team: sharing.teamName, format, round: round?.name ?? "", rows: rows.length };
  await getDatabase().$transaction((transaction) =>
    recordAudit(transaction, { actor: account, action: "sharing.exported", teamId, detail }, now),
  );
  return format === "csv"
    ? { filename: filename(".csv"), mediaType: "text/csv; charset=utf-8", text: writeCsv(EXPORT_COLUMN_NAMES, rows.map(exportCells)) }
    : {
        filename: filename(".json"),
        mediaType: "application/json; charset=utf-8",
        text: writeJson(sharing, teamId, round, { rows, revisions }, now),
      };
}
