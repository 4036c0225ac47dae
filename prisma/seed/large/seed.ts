/** `npm run seed:large`: fills an empty database with a large organization, for measuring. The app does not import it. */
import { randomBytes } from "node:crypto";
import { hashPassword } from "@/lib/auth/password";
import { getCurrentRevision, publishShippedCompetency } from "@/lib/data/competency/internal/revisions";
import { closeDatabase, getDatabase, getEngine, openDatabase } from "@/lib/db/client";
import { getEnvironment } from "@/lib/platform/environment";
import { bulkInsert, type Row, type RowsByTable } from "./bulk-insert";
import { beganAt, LARGE_DOMAIN, type LargePerson, type LargeSize, type LargeTeam, largeOrganization } from "./organization";
import { Random } from "./random";
import { cohortRows, peopleRows, teamRows } from "./rows";
import { countSubmissions, publishCohorts, submissionsOf } from "./submissions";

/** For a slow disk. In milliseconds. */
const LONGEST = 10 * 60_000;

/** Each with some 25 counts. */
const COHORTS_AT_ONCE = 1_000;

/** Members of the teams that one transaction writes: some 14,000 ratings. */
const MEMBERS_AT_ONCE = 200;

/** The message is a sentence for the person at the terminal. */
export class LargeSeedError extends Error {}

export type LargeProgress = (done: number, total: number, what: string) => void;
export type LargeSignIn = { role: "admin" | "coach" | "member"; email: string; password: string };
export type LargeResult = { rows: Record<string, number>; signIns: LargeSignIn[]; largestTeamId: string; usualTeamId: string };

const PATIENT = { timeout: LONGEST, maxWait: LONGEST };

async function inTransaction(...parts: RowsByTable[]): Promise<void> {
  await getDatabase().$transaction(async (transaction) => {
    for (const tables of parts) await bulkInsert(transaction, tables);
  }, PATIENT);
}

/**
 * Throws where the database has real data. The rest of an unfinished run is deleted and made again: nobody can sign in to it,
 * since its people have no password and its admin comes last.
 */
async function makeRoom(): Promise<void> {
  const database = getDatabase();
  const ofLarge = { email: { endsWith: `@${LARGE_DOMAIN}` } };
  const [people, teams, others] = [
    await database.user.count(),
    await database.team.count(),
    await database.user.count({ where: { NOT: ofLarge } }),
  ];
  if (people === 0 && teams === 0) return;
  const isWhole = (await database.user.count({ where: { ...ofLarge, isAdmin: true } })) > 0;
  if (isWhole && others === 0) {
    throw new LargeSeedError(
      "The database that DATABASE_URL names holds the large organization already. Name another to make it anew, or delete this one first.",
    );
  }
  if (others > 0 || people === 0) {
    throw new LargeSeedError(
      "The database that DATABASE_URL names holds people’s work, which the large organization must not be mixed with. Name an empty database, or a file that is not there yet.",
    );
  }
  await database.$transaction(async (transaction) => {
    await transaction.organizationCohort.deleteMany();
    await transaction.team.deleteMany();
    await transaction.user.deleteMany({ where: ofLarge });
  }, PATIENT);
}

/** Printed once, and stored only as a hash. */
async function givePassword(role: LargeSignIn["role"], person: LargePerson, now: Date): Promise<{ signIn: LargeSignIn; row: Row }> {
  const password = randomBytes(15).toString("base64url");
  const { userId, email } = person;
  const credential = { id: `${userId}-password`, accountId: userId, providerId: "credential", userId };
  return {
    signIn: { role, email, password },
    row: { ...credential, password: await hashPassword(password), createdAt: now, updatedAt: now },
  };
}

/** Groups of teams, each with about as many members. */
function groupsOf<Sat extends { team: LargeTeam }>(sat: readonly Sat[]): Sat[][] {
  const groups: Sat[][] = [];
  let members = MEMBERS_AT_ONCE;
  for (const one of sat) {
    if (members >= MEMBERS_AT_ONCE) {
      groups.push([]);
      members = 0;
    }
    groups.at(-1)?.push(one);
    members += one.team.members.length;
  }
  return groups;
}

/**
 * Fills the open database. The same size on the same day gives the same organization, except for the passwords. All data is
 * committed before the first person who can sign in. @throws LargeSeedError
 */
export async function fillWithLarge(size: LargeSize, now: Date, onProgress: LargeProgress): Promise<LargeResult> {
  await makeRoom();
  const { revisionId, competency } = await getCurrentRevision();
  const { source } = competency;
  const minGroupSize = getEnvironment().MIN_GROUP_SIZE;
  const organization = largeOrganization(size, competency.id, now);
  const random = new Random(4);
  const sat = organization.teams.map((team) => {
    const submissions = submissionsOf(random, source, team, beganAt(size, now), now);
    return { team, submissions, cohorts: publishCohorts(random, team, submissions, minGroupSize, now) };
  });
  const cohorts = countSubmissions(
    random,
    source,
    sat.flatMap(({ submissions }) => submissions),
    minGroupSize,
  );
  const groups = groupsOf(sat);
  const total = groups.length + 2;
  onProgress(0, total, "cohorts");
  for (let from = 0; from < cohorts.length; from += COHORTS_AT_ONCE) {
    await inTransaction(cohortRows(revisionId, cohorts.slice(from, from + COHORTS_AT_ONCE)));
  }
  await inTransaction({ User: peopleRows(organization, organization.coaches, size, now) });
  let done = 1;
  for (const group of groups) {
    onProgress(done++, total, group[0]?.team.name ?? "");
    const people = group.flatMap(({ team }) => team.members);
    const rows = group.map((of) => teamRows(random, source, revisionId, of, size, now));
    await inTransaction({ User: peopleRows(organization, people, size, now) }, ...rows);
  }
  onProgress(done, total, "sign-ins");
  const [largest, usual] = [organization.teams[0], organization.teams.at(-1)];
  const [coach, member] = [largest?.coaches[0], largest?.members[0]];
  if (!largest || !usual || !coach || !member) throw new LargeSeedError("A large organization needs a team, a coach and a member.");
  const given = await Promise.all([
    givePassword("admin", organization.admin, now),
    givePassword("coach", coach, now),
    givePassword("member", member, now),
  ]);
  await inTransaction({ User: peopleRows(organization, [organization.admin], size, now), Account: given.map(({ row }) => row) });
  // The engine would do it by itself within minutes; without it, early measurements would use other query plans.
  if (getEngine() === "postgres") await getDatabase().$executeRaw`ANALYZE`;
  onProgress(total, total, "done");
  return {
    rows: await countRows(),
    signIns: given.map(({ signIn }) => signIn),
    largestTeamId: largest.teamId,
    usualTeamId: usual.teamId,
  };
}

async function countRows(): Promise<Record<string, number>> {
  const database = getDatabase();
  return {
    people: await database.user.count(),
    teams: await database.team.count(),
    rounds: await database.round.count(),
    assessments: await database.assessment.count(),
    ratings: await database.rating.count(),
    shares: await database.share.count(),
    teamCohorts: await database.teamCohort.count(),
    reviews: await database.review.count(),
    organizationCohorts: await database.organizationCohort.count(),
  };
}

/** Opens and migrates the database of the environment, fills it, and closes it again. @throws LargeSeedError */
export async function seedLarge(size: LargeSize, onProgress: LargeProgress): Promise<LargeResult> {
  await openDatabase(getEnvironment().DATABASE_URL);
  try {
    await publishShippedCompetency();
    return await fillWithLarge(size, new Date(), onProgress);
  } finally {
    await closeDatabase();
  }
}
