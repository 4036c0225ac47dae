/** The team at a glance, as one of its coaches is shown it. */
import type { Actor } from "@/lib/access/actor";
import {
  type AnswerPair,
  cellsOf,
  chooseView,
  columnsOf,
  entryOf,
  type GlanceQuery,
  type GlanceView,
  type HeatmapRow,
  movesOf,
  roundsToCompare,
  type SharedSitting,
  sortRows,
  spreadsOf,
  type TeamGlance,
  type TeamMoves,
} from "@/lib/domain/overview/overview";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { findComparability, getCurrentRevision, newestOf, type PublishedRevision, type Revisions, readRevisions } from "@/lib/data/competency/internal/revisions";
import { recordLooks } from "@/lib/data/sharing/internal/shown-answers";
import { answersByAssessment, readAnswers, readTeamSharing, type TeamPerson, type TeamSharing } from "./shared-answers";

type Answers = ReadonlyMap<string, ReadonlyMap<string, string | null>>;

/** By person: what stands for them in this view, where its answers are shown. */
function shownIn(people: readonly TeamPerson[], view: GlanceView): Map<string, SharedSitting> {
  return new Map(
    people.flatMap(({ userId, sittings }) => {
      const entry = entryOf(sittings, view);
      return entry.kind === "shown" ? [[userId, entry.sitting] as const] : [];
    }),
  );
}

type Shown = { answers: Answers; revisions: Revisions };

/** Everybody in the team, and coaches only where they share. */
function rowsOf(people: readonly TeamPerson[], view: GlanceView | null, newest: PublishedRevision | null, shown: Shown): HeatmapRow[] {
  return people.flatMap(({ userId, name, role, sittings }): HeatmapRow[] => {
    const entry = view ? entryOf(sittings, view) : ({ kind: "not-shared" } as const);
    if (role === "coach" && entry.kind !== "shown" && entry.kind !== "hidden") return [];
    if (entry.kind !== "shown") return [{ userId, name, entry }];
    const { assessmentId, revisionId, submittedAt } = entry.sitting;
    const [answers, revision] = [shown.answers.get(assessmentId), shown.revisions.get(revisionId)];
    // Deleted since it was found.
    if (!answers || !revision || !newest) return [{ userId, name, entry: { kind: "not-shared" } }];
    const cells = cellsOf(newest.model.source, { source: revision.model.source, answers });
    return [{ userId, name, entry: { kind: "shown", submittedAt, cells } }];
  });
}

/** As many statements as there are pairs of revisions. */
async function readBroken(pairs: readonly (readonly [SharedSitting, SharedSitting])[], revisions: Revisions) {
  const broken = new Map<string, ReadonlySet<string>>();
  for (const [earlier, later] of pairs) {
    const key = `${earlier.revisionId} ${later.revisionId}`;
    const [one, other] = [revisions.get(earlier.revisionId), revisions.get(later.revisionId)];
    if (broken.has(key) || !one || !other) continue;
    broken.set(key, one === other ? new Set() : (await findComparability(one, other)).brokenBehaviorIds);
  }
  return (earlier: SharedSitting, later: SharedSitting) => broken.get(`${earlier.revisionId} ${later.revisionId}`);
}

type Compared = { earlierName: string; laterName: string; pairs: (readonly [SharedSitting, SharedSitting])[] };

function pairsOf({ people, rounds }: TeamSharing, view: GlanceView): Compared | null {
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
  const brokenBetween = await readBroken(pairs, revisions);
  const answered = pairs.flatMap(([earlier, later]): AnswerPair[] => {
    const [before, after, broken] = [answers.get(earlier.assessmentId), answers.get(later.assessmentId), brokenBetween(earlier, later)];
    const source = revisions.get(later.revisionId)?.model.source;
    return before && after && broken && source ? [{ earlier: before, later: { source, answers: after }, broken }] : [];
  });
  const newest = newestOf(
    pairs.map(([, later]) => later),
    revisions,
  );
  const columns = newest ? columnsOf(newest.model) : [];
  return { earlierName, laterName, pairCount: answered.length, moves: movesOf(columns, answered) };
}

/** The name in the newest revision of each; there is nothing to choose from one. */
async function namesOf(competencyIds: readonly string[]): Promise<TeamGlance["competencies"]> {
  if (competencyIds.length < 2) return [];
  return Promise.all(
    competencyIds.map(async (competencyId) => ({ competencyId, name: (await getCurrentRevision(competencyId)).model.source.name })),
  );
}

/**
 * What this coach may be shown of the whole team, in as many statements however many people are in it. That it was looked at
 * is written down for each assessment whose answers are in it. @throws ExpectedError Unauthenticated or NotFound
 */
export async function getTeamGlance(actor: Actor | null, teamId: string, query: GlanceQuery, now: Date): Promise<TeamGlance> {
  const account = requireAccount(actor);
  const sharing = await readTeamSharing(account, teamId);
  const { people, rounds } = sharing;
  const { view, competencyIds } = chooseView(people, rounds, query);
  const current = view ? [...shownIn(people, view).values()] : [];
  const compared = view && pairsOf(sharing, view);
  const sittings = [...new Map([...current, ...(compared?.pairs.flat() ?? [])].map((sitting) => [sitting.assessmentId, sitting])).values()];
  const assessmentIds = sittings.map(({ assessmentId }) => assessmentId);
  await recordLooks(account, teamId, assessmentIds, "heatmap", now);
  const shown = { answers: answersByAssessment(await readAnswers(assessmentIds)), revisions: await readRevisions(sittings) };
  const newest = newestOf(current, shown.revisions);
  const columns = newest ? columnsOf(newest.model) : [];
  const levels = newest?.model.source.levels.map(({ id, name }) => ({ id, name })) ?? [];
  const rows = rowsOf(people, view, newest, shown);
  return {
    query: { ...query, round: view?.round?.roundId ?? "", competency: (competencyIds.length > 1 && view?.competencyId) || "" },
    rounds: rounds.filter(({ competencyId }) => competencyId === view?.competencyId).map(({ roundId, name }) => ({ roundId, name })),
    competencies: await namesOf(competencyIds),
    levels,
    columns,
    rows: sortRows(rows, columns, query),
    spreads: spreadsOf(levels.length, columns, rows),
    moves: compared && (await movesBetween(compared, shown)),
  };
}
