/** Answers in aggregate, for a team, for the organization and for a competency's descriptors. They reveal nobody. */

import { type Expression, type NotNull, type SqlBool, sql } from "kysely";
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { isAllowed } from "@/lib/access/rules";
import { assessmentsWhere, sharesWhere } from "@/lib/access/where";
import { requireAccountFor } from "@/lib/data/account/internal/require-account";
import { publishItemCohort } from "@/lib/data/cohort/internal/item-cohorts";
import { getSituation } from "@/lib/data/cohort/internal/team-cohorts";
import { findRevisionNumbered, getRevision, getRevisions } from "@/lib/data/competency/internal/revisions";
import { listRoundsOf } from "@/lib/data/round/internal/rounds";
import { liveSharesWith } from "@/lib/data/sharing/internal/share-access";
import { sharesShownTo } from "@/lib/data/sharing/internal/shown-answers";
import { getDatabase, getEngine } from "@/lib/db/client";
import { idsIn } from "@/lib/db/ids-in";
import { type Counted, sqlOn } from "@/lib/db/sql";
import { type BehaviorUse, itemStatistics, type UsedAnswers } from "@/lib/domain/cohort/item-statistics";
import {
  type AnswerSum,
  type OrganizationSpread,
  organizationSpread,
  type ShownSpread,
  type SpreadChoice,
} from "@/lib/domain/cohort/organization-cohort";
import { distributionsOf, type LiveShare, nextCohort, type ShownCohort, type TeamAggregate } from "@/lib/domain/cohort/team-cohort";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { notFoundError } from "@/lib/domain/request/expected-error";
import type { ShareId } from "@/lib/domain/sharing/share";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { getEnvironment } from "@/lib/platform/environment";

export type ItemStatistics = {
  number: number;
  competency: CompetencyModel;
  /** In the competency's order. */
  behaviors: BehaviorUse[];
  /** How many more people have to submit before anything new is counted; 0 if nobody is waited for. */
  missing: number;
};

async function listItemCohorts(viewer: { userId: string }, revisionId: string): Promise<UsedAnswers[][]> {
  const cohorts = await getDatabase().itemCohort.findMany({
    where: { revisionId },
    orderBy: [{ drawnAt: "asc" }, { id: "asc" }],
    select: {
      size: true,
      assessments: {
        select: {
          ownerId: true,
          ratings: { select: { behaviorId: true, answer: true, firstAnswer: true } },
          shares: { where: sharesWhere(viewer, "team.see"), select: { teamId: true } },
        },
      },
    },
  });
  return cohorts
    .filter(({ size, assessments }) => assessments.length === size)
    .map(({ assessments }) =>
      assessments.map(({ ownerId, ratings, shares }) => ({
        answers: new Map(ratings.map(({ behaviorId, answer, firstAnswer }) => [behaviorId, { answer, first: firstAnswer }])),
        isKnownToViewer: ownerId === viewer.userId || shares.length > 0,
      })),
    );
}

/** @throws ExpectedError NotFound where there is no such revision */
export async function getItemStatistics(actor: Actor | null, competencyId: string, number: number, now: Date): Promise<ItemStatistics> {
  const account = requireAccountFor(actor, "competency.edit");
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const revision = await findRevisionNumbered(competencyId, number);
  if (!revision) throw notFoundError();
  const { competency, revisionId } = revision;
  const missing = await publishItemCohort(account, revisionId, minGroupSize, now);
  const cohorts = await listItemCohorts(account, revisionId);
  return { number, competency, behaviors: itemStatistics(competency.source, cohorts, minGroupSize), missing };
}

/**
 * The full cohorts that count the viewer, or a person whose answers the viewer knows or may come to know by name: of a team that
 * the viewer is in, or who shared with one. Found from the viewer's own teams, which are few.
 */
function cohortsKnownTo(viewerId: string) {
  const themselves = sql<{ ownerId: string }>`(SELECT ${viewerId} AS "ownerId")`;
  return sqlOn()
    .selectFrom("Assessment as a")
    .select("a.organizationCohortId")
    .where("a.organizationCohortId", "is not", null)
    .$narrowType<{ organizationCohortId: NotNull }>()
    .where("a.ownerId", "in", (owner) =>
      owner
        .selectFrom(themselves.as("viewer"))
        .select("viewer.ownerId")
        .union(
          owner
            .selectFrom("Membership as mine")
            .innerJoin("Membership as fellow", "fellow.teamId", "mine.teamId")
            .select("fellow.userId as ownerId")
            .where("mine.userId", "=", viewerId),
        )
        .union(
          owner
            .selectFrom("Membership as mine")
            .innerJoin("Share as s", "s.teamId", "mine.teamId")
            .innerJoin("Assessment as shared", "shared.id", "s.assessmentId")
            .select("shared.ownerId")
            .where("mine.userId", "=", viewerId),
        ),
    );
}

/** `isRevealing`, as a query says it: a cohort counts for a behavior only where its answers are not so alike. */
async function listSums({
  viewerId,
  revisionId,
  quarter,
}: {
  viewerId: string;
  revisionId: string;
  quarter: string;
}): Promise<AnswerSum[]> {
  const rows = await sqlOn()
    .with("known", () => cohortsKnownTo(viewerId))
    .with("telling", (from) =>
      from
        .selectFrom("OrganizationCohort as t")
        .innerJoin("OrganizationCohortCount as c", "c.organizationCohortId", "t.id")
        .select(["c.organizationCohortId", "c.behaviorId"])
        .where("t.revisionId", "=", revisionId)
        .where("t.quarter", "=", quarter)
        .where("t.fullAt", "is not", null)
        .where("t.size", ">=", getEnvironment().MIN_GROUP_SIZE)
        .where("t.id", "not in", (known) => known.selectFrom("known").select("known.organizationCohortId"))
        .groupBy(["c.organizationCohortId", "c.behaviorId"])
        .having((group) => group(group(group.fn.sum<number>("c.count"), "-", group.fn.max("c.count")), ">=", 2)),
    )
    .selectFrom("telling")
    .innerJoin("OrganizationCohortCount as c", (join) =>
      join.onRef("c.organizationCohortId", "=", "telling.organizationCohortId").onRef("c.behaviorId", "=", "telling.behaviorId"),
    )
    .select((select) => ["c.behaviorId", "c.answer", select.fn.sum<Counted>("c.count").as("count")])
    .groupBy(["c.behaviorId", "c.answer"])
    .execute();
  return rows.map(({ behaviorId, answer, count }) => ({ behaviorId, answer, count: Number(count) }));
}

type People = Pick<ShownSpread, "people" | "withheldFromViewer" | "tooFew" | "waiting">;

async function getPeople({ viewerId, revisionId, quarter }: { viewerId: string; revisionId: string; quarter: string }): Promise<People> {
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const { waiting, tooFew, withheldFromViewer, people } = await sqlOn()
    .with("known", () => cohortsKnownTo(viewerId))
    .with("counted", (from) =>
      from
        .selectFrom("OrganizationCohort as t")
        .select((select) => [
          "t.size",
          select("t.fullAt", "is", null).as("isOpen"),
          select("t.id", "in", select.selectFrom("known").select("known.organizationCohortId")).as("isKnown"),
        ])
        .where("t.revisionId", "=", revisionId)
        .where("t.quarter", "=", quarter),
    )
    .selectFrom("counted")
    .select((select) => {
      const [isOpen, isKnown] = [select.ref("isOpen"), select.ref("isKnown")];
      const isFull = select.not(isOpen);
      const isEnough = select.and([isFull, select("size", ">=", minGroupSize)]);
      const sumWhere = (condition: Expression<SqlBool>) =>
        select.fn.sum<Counted | null>(select.case().when(condition).then(select.ref("size")).else(0).end());
      return [
        sumWhere(isOpen).as("waiting"),
        sumWhere(select.and([isFull, select("size", "<", minGroupSize)])).as("tooFew"),
        sumWhere(select.and([isEnough, isKnown])).as("withheldFromViewer"),
        sumWhere(select.and([isEnough, select.not(isKnown)])).as("people"),
      ];
    })
    .executeTakeFirstOrThrow();
  return {
    waiting: Number(waiting ?? 0),
    tooFew: Number(tooFew ?? 0),
    withheldFromViewer: Number(withheldFromViewer ?? 0),
    people: Number(people ?? 0),
  };
}

type CountedRevision = { id: string; competencyId: string; number: number; quarters: string[] };

/** The revisions with counted people, newest first, each with its quarters, newest first. */
async function listCounted(): Promise<CountedRevision[]> {
  const rows = await sqlOn()
    .selectFrom((from) => from.selectFrom("OrganizationCohort").select(["revisionId", "quarter"]).distinct().as("counted"))
    .innerJoin("Revision as r", "r.id", "counted.revisionId")
    .select(["r.id", "r.competencyId", "r.number", "counted.quarter"])
    .orderBy("r.number", "desc")
    .orderBy("counted.quarter", "desc")
    .execute();
  const revisions = new Map<string, CountedRevision>();
  for (const { quarter, ...revision } of rows) {
    const known = revisions.get(revision.id) ?? { ...revision, quarters: [] };
    known.quarters.push(quarter);
    revisions.set(revision.id, known);
  }
  return [...revisions.values()];
}

/** By the name in its newest revision, the oldest competency first. */
function listNames(): Promise<OrganizationSpread["competencies"]> {
  const name = getEngine() === "sqlite" ? sql<string>`r."content" ->> '$.source.name'` : sql<string>`r."content"::json #>> '{source,name}'`;
  return sqlOn()
    .selectFrom("Revision as r")
    .innerJoin(
      (from) =>
        from
          .selectFrom("Revision")
          .select((select) => ["competencyId", select.fn.max("number").as("newest"), select.fn.min("publishedAt").as("begun")])
          .groupBy("competencyId")
          .as("current"),
      (join) => join.onRef("current.competencyId", "=", "r.competencyId").onRef("current.newest", "=", "r.number"),
    )
    .select(["r.competencyId", name.as("name")])
    .orderBy("current.begun")
    .orderBy("r.competencyId")
    .execute();
}

/**
 * How the whole organization's answers spread over the levels in one quarter, on one revision of one competency; without a
 * choice, the newest there is. It is read from the cohorts, in a fixed number of statements.
 * @throws ExpectedError NotFound for anybody but admins, and for what does not exist
 */
export async function getOrganizationSpread(actor: Actor | null, choice: SpreadChoice): Promise<OrganizationSpread> {
  const { userId } = requireAccountFor(actor, "organization.see");
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const competencies = await listNames();
  const counted = await listCounted();
  const isCountedCompetency = (one: { competencyId: string }) => counted.some(({ competencyId }) => competencyId === one.competencyId);
  const usual = competencies.find(isCountedCompetency) ?? competencies[0];
  const competencyId = choice.competencyId ?? usual?.competencyId;
  if (competencyId === undefined || !competencies.some((one) => one.competencyId === competencyId)) throw notFoundError();
  const revisions = counted.filter((one) => one.competencyId === competencyId);
  const known = {
    minGroupSize,
    competencies,
    competencyId,
    revisions: revisions.map(({ number, quarters }) => ({ number, quarters })),
  };
  const revision = choice.revisionNumber === undefined ? revisions[0] : revisions.find(({ number }) => number === choice.revisionNumber);
  const quarter = choice.quarter ?? revision?.quarters[0];
  if (!revision || quarter === undefined || !revision.quarters.includes(quarter)) {
    if (choice.revisionNumber !== undefined || choice.quarter !== undefined) throw notFoundError();
    return { ...known, shown: null };
  }
  const { source } = (await getRevision(revision.id)).competency;
  const people = await getPeople({ viewerId: userId, revisionId: revision.id, quarter });
  return {
    ...known,
    shown: {
      revisionNumber: revision.number,
      quarter,
      levels: source.levels.map(({ id, name }) => ({ id, name })),
      behaviors: source.behaviors.map(({ id, name }) => ({ id, name })),
      spreads: organizationSpread(source, await listSums({ viewerId: userId, revisionId: revision.id, quarter })),
      ...people,
      missing: Math.max(1, minGroupSize - people.waiting),
    },
  };
}

/**
 * Cohorts with answers that a blind round still hides from this coach: a person who knows the others by name could subtract them
 * from the counts. Empty for a member.
 */
async function findHeldCohorts(viewer: Actor, teamId: string): Promise<string[]> {
  if (!isAllowed(viewer, "sharing.readRatings", { teamId })) return [];
  const rounds = await listRoundsOf(teamId);
  if (!rounds.some(({ blindReviews }) => blindReviews)) return [];
  const held = await getDatabase().share.findMany({
    where: {
      ...liveSharesWith(teamId),
      cohortId: { not: null },
      NOT: sharesShownTo(viewer, teamId, rounds),
    },
    select: { cohortId: true },
  });
  return [...new Set(held.flatMap(({ cohortId }) => cohortId ?? []))];
}

/**
 * The newest cohort that this person may see and that is still whole. A member who coaches one of its people in another team may
 * see their answers by name, and could subtract them from the counts, so such a member is not shown it.
 */
async function findIntactCohort(
  { viewerId, teamId }: { viewerId: string; teamId: string },
  heldIds: readonly string[],
): Promise<string | null> {
  const found = await sqlOn()
    // Materialized: in the join the subquery would run for each person in the cohort.
    .with(
      (as) => as("permitted").materialized(),
      (from) =>
        from
          .selectFrom("TeamCohort as p")
          .innerJoin("Membership as viewer", (join) => join.onRef("viewer.teamId", "=", "p.teamId").on("viewer.userId", "=", viewerId))
          .select(["p.id", "p.teamId", "p.size", "p.number"])
          .where("p.teamId", "=", teamId)
          .where("p.size", ">=", getEnvironment().MIN_GROUP_SIZE)
          .where("p.id", "not in", (held) => held.selectFrom(idsIn(heldIds).as("held")).select("held.id"))
          .where((where) =>
            where.or([
              where("viewer.role", "=", "coach"),
              where.not(
                where.exists(
                  where
                    .selectFrom("Share as held")
                    .innerJoin("Assessment as submission", (join) =>
                      join.onRef("submission.id", "=", "held.assessmentId").on("submission.ownerId", "<>", viewerId),
                    )
                    .innerJoin("Membership as coaching", (join) =>
                      join
                        .on("coaching.userId", "=", viewerId)
                        .on("coaching.role", "=", "coach")
                        .onRef("coaching.teamId", "<>", "p.teamId"),
                    )
                    .select("held.assessmentId")
                    .whereRef("held.cohortId", "=", "p.id")
                    .where((coached) =>
                      coached.or([
                        coached.exists(
                          coached
                            .selectFrom("Membership as other")
                            .select("other.userId")
                            .whereRef("other.teamId", "=", "coaching.teamId")
                            .whereRef("other.userId", "=", "submission.ownerId"),
                        ),
                        coached.exists(
                          coached
                            .selectFrom("Share as named")
                            .innerJoin("Assessment as theirs", "theirs.id", "named.assessmentId")
                            .select("theirs.id")
                            .whereRef("named.teamId", "=", "coaching.teamId")
                            .whereRef("theirs.ownerId", "=", "submission.ownerId"),
                        ),
                      ]),
                    ),
                ),
              ),
            ]),
          ),
    )
    .selectFrom("permitted as p")
    .innerJoin("Share as s", (join) =>
      join.onRef("s.cohortId", "=", "p.id").onRef("s.teamId", "=", "p.teamId").on("s.withdrawnAt", "is", null),
    )
    .innerJoin("Assessment as a", "a.id", "s.assessmentId")
    .innerJoin("Membership as m", (join) => join.onRef("m.teamId", "=", "p.teamId").onRef("m.userId", "=", "a.ownerId"))
    .select("p.id")
    .groupBy(["p.id", "p.size", "p.number"])
    .having((group) => group(group.fn.countAll<number>(), "=", group.ref("p.size")))
    .orderBy("p.number", "desc")
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? null;
}

/** Null where it is no longer whole. */
async function findCohort({ cohortId, teamId }: { cohortId: string; teamId: string }): Promise<ShownCohort | null> {
  const cohort = await getDatabase().teamCohort.findUnique({
    where: { id: cohortId },
    select: {
      drawnAt: true,
      size: true,
      shares: {
        where: liveSharesWith(teamId),
        select: {
          assessment: {
            select: { revisionId: true, revision: { select: { number: true } }, ratings: { select: { behaviorId: true, answer: true } } },
          },
        },
      },
    },
  });
  const submissions = cohort?.shares.map(({ assessment }) => assessment) ?? [];
  if (!cohort || submissions.length !== cohort.size) return null;
  const revisions = await getRevisions(submissions);
  const sourceOf = (revisionId: string) => {
    const revision = revisions.get(revisionId);
    if (!revision) throw new Error("An assessment without its revision.");
    return revision.competency.source;
  };
  const [newest] = submissions.toSorted((a, b) => b.revision.number - a.revision.number);
  if (!newest) return null;
  const source = sourceOf(newest.revisionId);
  const counted = submissions.map(({ revisionId, ratings }) => ({
    source: sourceOf(revisionId),
    answers: new Map(ratings.map(({ behaviorId, answer }) => [behaviorId, answer])),
  }));
  return {
    drawnAt: cohort.drawnAt,
    size: cohort.size,
    levels: source.levels.map(({ id, name }) => ({ id, name })),
    behaviors: source.behaviors.map(({ id, name }) => ({ id, name })),
    distributions: distributionsOf(source, counted, getEnvironment().MIN_GROUP_SIZE),
  };
}

/** What a person in the team sees; with `extra`, what they would see if that were shared too. */
async function buildTeamAggregate(viewer: Actor, teamId: string, now: Date, extra?: LiveShare): Promise<TeamAggregate> {
  requireAllowed(viewer, "team.seeAggregate", { teamId });
  const [heldIds, { shares, ...situation }] = await Promise.all([findHeldCohorts(viewer, teamId), getSituation(getDatabase(), teamId)]);
  const cohortId = await findIntactCohort({ viewerId: viewer.userId, teamId }, heldIds);
  const others = shares.filter(({ assessmentId }) => assessmentId !== extra?.assessmentId);
  const next = nextCohort({ ...situation, shares: extra ? [...others, extra] : others, now });
  return {
    minGroupSize: situation.minGroupSize,
    cohort: cohortId === null ? null : await findCohort({ cohortId, teamId }),
    isHeldBack: heldIds.length > 0,
    next: next.kind === "due" ? { kind: "due" } : next,
  };
}

/** For those in the team. @throws ExpectedError NotFound */
export async function getTeamAggregate(actor: Actor | null, teamId: string, now: Date): Promise<TeamAggregate> {
  if (!actor) throw notFoundError();
  return buildTeamAggregate(actor, teamId, now);
}

/**
 * What the team will see once the actor's own submitted assessment is shared. It never publishes a cohort for that: a person who
 * could look before they share could try one answer after the other. @throws ExpectedError NotFound
 */
export async function previewTeamAggregate(actor: Actor | null, { teamId, assessmentId }: ShareId, now: Date): Promise<TeamAggregate> {
  if (!actor || illFormedReason(assessmentId) !== null) throw notFoundError();
  const own = await getDatabase().assessment.findFirst({
    where: { id: assessmentId, ...assessmentsWhere(actor, "sharing.decide") },
    select: { submittedAt: true, isInTeamCohort: true, shares: { select: { teamId: true, sharedAt: true, withdrawnAt: true } } },
  });
  if (!own?.submittedAt) throw notFoundError();
  const known = own.shares.find((share) => share.teamId === teamId && share.withdrawnAt === null);
  return buildTeamAggregate(actor, teamId, now, {
    assessmentId,
    ownerId: actor.userId,
    submittedAt: own.submittedAt,
    sharedAt: known?.sharedAt ?? now,
    isCounted: own.isInTeamCohort,
  });
}
