/** `npm run measure:large`: how long the pages' queries take on the large organization. The app does not import it. */
import { randomUUID } from "node:crypto";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import type { Account } from "@/lib/access/actor";
import { getWorkshopAgenda } from "@/lib/data/agenda/queries";
import { submitAssessment } from "@/lib/data/assessment/mutations";
import { getAssessmentsOverview } from "@/lib/data/assessment/queries";
import { publishDueCohorts } from "@/lib/data/cohort/internal/team-cohorts";
import { getItemStatistics, getOrganizationSpread, getTeamAggregate } from "@/lib/data/cohort/queries";
import { getCurrentRevision } from "@/lib/data/competency/internal/revisions";
import { listCompetencies } from "@/lib/data/competency/queries/published";
import { listSubmittedAssessments } from "@/lib/data/growth/queries";
import { getTeamOverview } from "@/lib/data/overview/queries";
import { deliverRoundMails } from "@/lib/data/round/internal/round-mails";
import { getTeamRounds } from "@/lib/data/round/queries";
import { getMemberPage } from "@/lib/data/sharing/queries";
import { getTeamPage, getTeamsPage } from "@/lib/data/team/queries";
import { getPeoplePage } from "@/lib/data/workspace/queries";
import { closeDatabase, getDatabase, getEngine, openDatabase } from "@/lib/db/client";
import { parseOverviewQuery } from "@/lib/domain/overview/overview";
import type { TeamRole } from "@/lib/domain/team/team-role";
import { getEnvironment } from "@/lib/platform/environment";
import { LARGE_DOMAIN } from "./organization";

const TURNS = 15;

export type Measured = {
  name: string;
  /** In milliseconds: the first, cold run, then the median and the longest of the next ones. */
  first: number;
  median: number;
  longest: number;
  /** The longest time in which the process served nothing else: on SQLite every statement blocks it. */
  stall: number;
};

type Work = () => Promise<unknown>;

async function measure(name: string, work: Work, turns = TURNS): Promise<Measured> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const times: number[] = [];
  for (let turn = 0; turn <= turns; turn++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
    // Without this, a delay that ends with the work would not be measured.
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  delay.disable();
  const [first = 0, ...rest] = times;
  const ordered = rest.toSorted((a, b) => a - b);
  return {
    name,
    first,
    median: ordered[Math.floor(ordered.length / 2)] ?? first,
    longest: ordered.at(-1) ?? first,
    stall: delay.max / 1e6,
  };
}

async function actorOf(userId: string): Promise<Account> {
  const { name, email, isAdmin, auditRef, memberships } = await getDatabase().user.findUniqueOrThrow({
    where: { id: userId },
    include: { memberships: true },
  });
  const teams = memberships.map(({ teamId, role }) => ({ teamId, role }));
  return { userId, kind: "account", name, email, isAdmin, auditRef: auditRef ?? "", sessionId: "", teams };
}

/** The largest team and one of usual size. */
async function findTeams(): Promise<{ teamId: string; members: number }[]> {
  const sizes = await getDatabase().membership.groupBy({ by: ["teamId"], where: { role: "member" }, _count: { userId: true } });
  const ordered = sizes.map(({ teamId, _count }) => ({ teamId, members: _count.userId })).sort((a, b) => b.members - a.members);
  const [largest, usual] = [ordered[0], ordered[Math.floor(ordered.length / 2)]];
  if (!largest || !usual) throw new Error("There is no team here. Run npm run seed:large first.");
  return [largest, usual];
}

async function teamWorks(): Promise<[name: string, work: Work][]> {
  const works: [string, Work][] = [];
  for (const { teamId, members } of await findTeams()) {
    const ofTeam = await getDatabase().membership.findMany({ where: { teamId }, orderBy: { userId: "asc" } });
    const idOf = (role: TeamRole) => ofTeam.find((one) => one.role === role)?.userId ?? "";
    const [coach, member] = [await actorOf(idOf("coach")), await actorOf(idOf("member"))];
    const now = new Date();
    works.push(
      [`team of ${members}: page`, () => getTeamPage(coach, teamId)],
      [`team of ${members}: cohort`, () => getTeamAggregate(member, teamId, now)],
      [`team of ${members}: at a glance`, () => getTeamOverview(coach, teamId, parseOverviewQuery({}), now)],
      [`team of ${members}: rounds`, () => getTeamRounds(coach, teamId, now)],
      [`team of ${members}: workshop agenda`, () => getWorkshopAgenda(coach, teamId, now)],
      [`team of ${members}: one person`, () => getMemberPage(coach, { teamId, userId: member.userId, assessmentId: null }, now)],
      [
        `team of ${members}: / for a member`,
        () => Promise.all([getCurrentRevision(), listCompetencies(null), getAssessmentsOverview(member), listSubmittedAssessments(member)]),
      ],
    );
  }
  return works;
}

/** One submission each by some people, dated in a quarter in which nobody has been counted. */
async function submissionWork(): Promise<Work> {
  const { revisionId, competency } = await getCurrentRevision();
  const people = await getDatabase().user.findMany({ where: { email: { startsWith: "member-" } }, take: TURNS + 1, select: { id: true } });
  const at = new Date("2099-01-01T00:00:00Z");
  const ready: { actor: Account; id: string }[] = [];
  for (const { id: ownerId } of people) {
    const id = randomUUID();
    const ratings = competency.source.behaviors.map((behavior, index) => ({
      behaviorId: behavior.id,
      answer: competency.source.levels[index % 3]?.id ?? null,
      answeredAt: 1n,
    }));
    await getDatabase().assessment.create({ data: { id, ownerId, revisionId, ratings: { createMany: { data: ratings } } } });
    ready.push({ actor: await actorOf(ownerId), id });
  }
  return async () => {
    const next = ready.pop();
    if (next) await submitAssessment(next.actor, next.id, at);
  };
}

/** Opens the database of the environment, which `npm run seed:large` has filled. It changes some of the data. */
export async function measureLarge(onMeasured: (measured: Measured) => void): Promise<{ engine: string }> {
  await openDatabase(getEnvironment().DATABASE_URL);
  try {
    const found = await getDatabase().user.findFirst({ where: { isAdmin: true, email: { endsWith: `@${LARGE_DOMAIN}` } } });
    if (!found) throw new Error("This is not a database that npm run seed:large has filled.");
    const admin = await actorOf(found.id);
    const { competency, number } = await getCurrentRevision();
    const list = { search: "", page: 1, direction: "asc" } as const;
    const works: [name: string, work: Work, turns?: number][] = [
      ["/admin/organization", () => getOrganizationSpread(admin, {})],
      ["/admin/people", () => getPeoplePage(admin, { ...list, sort: "name", show: "everybody" })],
      ["/admin/people, searching", () => getPeoplePage(admin, { ...list, search: "okafor", sort: "seen", show: "everybody" })],
      ["/admin/teams", () => getTeamsPage(admin, { ...list, sort: "name", show: "all" })],
      ...(await teamWorks()),
      ["submit a self-assessment", await submissionWork()],
      ["the hourly job for due mails", () => deliverRoundMails(new Date()), 1],
      ["the hourly job for due cohorts", () => publishDueCohorts(new Date()), 1],
      ["descriptors in use", () => getItemStatistics(admin, competency.id, number, new Date()), 1],
    ];
    for (const [name, work, turns] of works) onMeasured(await measure(name, work, turns));
    return { engine: getEngine() };
  } finally {
    await closeDatabase();
  }
}
