/** A database of its own for each test worker, on the engine that CAIRN_TEST_ENGINE names: migrated once, emptied before each test. */
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, inject } from "vitest";
import { publishShippedCompetency } from "@/lib/data/competency/internal/revisions";
import { closeDatabase, type Engine, getDatabase, openDatabase } from "@/lib/db/client";
import { startPostgres } from "../../scripts/postgres-server.mjs";

function readEngine(): Engine {
  const engine = process.env.CAIRN_TEST_ENGINE;
  if (engine !== "sqlite" && engine !== "postgres") throw new Error("CAIRN_TEST_ENGINE must be sqlite or postgres.");
  return engine;
}

export const engine = readEngine();

let folder: string | undefined;

/** The address of a database with nothing in it, not even migrations. The same name again: emptied anew. */
export async function createEmptyDatabase(name: string): Promise<string> {
  if (engine === "sqlite") {
    folder ??= mkdtempSync(path.join(os.tmpdir(), "cairn-test-"));
    for (const end of ["", "-wal", "-shm"]) rmSync(path.join(folder, `${name}.db${end}`), { force: true });
    return `file:${path.join(folder, `${name}.db`)}`;
  }
  process.env.DATABASE_URL_TEST = inject("postgresUrl");
  const server = await startPostgres();
  return server.createDatabase(`cairn_test_${process.env.VITEST_POOL_ID}_${name}`);
}

export function removeDatabases(): void {
  if (folder) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
}

async function emptyDatabase(): Promise<void> {
  const database = getDatabase();
  // Everything of a person goes with the person; revisions are kept while an assessment or a draft stands on them.
  await database.user.deleteMany();
  await database.draft.deleteMany();
  await database.itemCohort.deleteMany();
  await emptyGuarded("Revision", "Revision_no_delete");
  await database.team.deleteMany();
  await database.invitation.deleteMany();
  await database.verification.deleteMany();
  await database.rateLimit.deleteMany();
  await database.sentForm.deleteMany();
  await database.setupToken.deleteMany();
  await database.demoWorkspace.deleteMany();
  await emptyGuarded("AuditEntry", "AuditEntry_no_delete");
}

/** A table that refuses every deletion: its trigger has to go for a moment. */
async function emptyGuarded(table: "Revision" | "AuditEntry", trigger: string): Promise<void> {
  const database = getDatabase();
  if (engine === "postgres") {
    await database.$executeRawUnsafe(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
    await database.$executeRawUnsafe(`DELETE FROM "${table}"`);
    await database.$executeRawUnsafe(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
    return;
  }
  const [guard] = await database.$queryRawUnsafe<{ sql: string }[]>(`SELECT sql FROM sqlite_master WHERE name = '${trigger}'`);
  if (!guard) throw new Error(`The trigger ${trigger} is gone.`);
  await database.$executeRawUnsafe(`DROP TRIGGER "${trigger}"`);
  await database.$executeRawUnsafe(`DELETE FROM "${table}"`);
  await database.$executeRawUnsafe(guard.sql);
}

/** As if nothing had ever been published. */
export function emptyRevisions(): Promise<void> {
  return emptyGuarded("Revision", "Revision_no_delete");
}

/** A PostgreSQL whose commits, in connections made with this address, do not wait for the disk. */
function withoutWaiting(databaseUrl: string): string {
  const address = new URL(databaseUrl);
  address.searchParams.set("options", "-c synchronous_commit=off");
  return address.href;
}

let url: string | undefined;

export function getDatabaseUrl(): string {
  if (!url) throw new Error("Call useDatabase at the head of the test file.");
  return url;
}

/**
 * For the head of a test file: each of its tests begins with the shipped model and nobody. A file that kills processes
 * asks for the durable database that the server has; no other has to outlive a loss of power.
 */
export function useDatabase({ isDurable = false } = {}): void {
  beforeAll(async () => {
    url = await createEmptyDatabase("data");
    if (engine === "postgres" && !isDurable) url = withoutWaiting(url);
    await openDatabase(url);
    if (engine === "sqlite" && !isDurable) await getDatabase().$queryRaw`PRAGMA synchronous = OFF`;
  });
  beforeEach(async () => {
    await emptyDatabase();
    await publishShippedCompetency();
  });
  afterAll(async () => {
    await closeDatabase();
    removeDatabases();
  });
}

/** Every row of every table, to see that nothing else changed. */
export async function readEverything() {
  const database = getDatabase();
  const ofBehavior = { orderBy: [{ assessmentId: "asc" as const }, { behaviorId: "asc" as const }] };
  const byId = { orderBy: { id: "asc" as const } };
  return {
    users: await database.user.findMany(byId),
    sessions: await database.session.findMany(byId),
    accounts: await database.account.findMany(byId),
    verifications: await database.verification.findMany(byId),
    revisions: await database.revision.findMany(byId),
    assessments: await database.assessment.findMany(byId),
    ratings: await database.rating.findMany(ofBehavior),
    plans: await database.plan.findMany(ofBehavior),
    passkeys: await database.passkey.findMany(byId),
    twoFactors: await database.twoFactor.findMany(byId),
    rateLimits: await database.rateLimit.findMany({ orderBy: { key: "asc" } }),
    setupTokens: await database.setupToken.findMany({ orderBy: { tokenHash: "asc" } }),
    auditEntries: await database.auditEntry.findMany(byId),
    teams: await database.team.findMany(byId),
    memberships: await database.membership.findMany({ orderBy: [{ teamId: "asc" }, { userId: "asc" }] }),
    invitations: await database.invitation.findMany(byId),
    shares: await database.share.findMany({ orderBy: [{ assessmentId: "asc" }, { teamId: "asc" }] }),
    teamCohorts: await database.teamCohort.findMany(byId),
    rounds: await database.round.findMany(byId),
    roundMails: await database.roundMail.findMany({
      orderBy: [{ roundId: "asc" }, { userId: "asc" }, { kind: "asc" }, { sequence: "asc" }],
    }),
    views: await database.shareView.findMany({
      orderBy: [{ assessmentId: "asc" }, { teamId: "asc" }, { viewerId: "asc" }, { place: "asc" }, { day: "asc" }],
    }),
    reviews: await database.review.findMany(byId),
    reviewEntries: await database.reviewEntry.findMany({ orderBy: [{ reviewId: "asc" }, { behaviorId: "asc" }] }),
    agreedLevels: await database.agreedLevel.findMany(byId),
    agendas: await database.agenda.findMany({ orderBy: [{ teamId: "asc" }, { coachId: "asc" }, { subject: "asc" }] }),
    organizationCohorts: await database.organizationCohort.findMany(byId),
    organizationCohortCounts: await database.organizationCohortCount.findMany({
      orderBy: [{ organizationCohortId: "asc" }, { behaviorId: "asc" }, { answer: "asc" }],
    }),
    drafts: await database.draft.findMany(byId),
    draftFields: await database.draftField.findMany({ orderBy: [{ draftId: "asc" }, { path: "asc" }] }),
    draftEdits: await database.draftEdit.findMany({ orderBy: [{ draftId: "asc" }, { number: "asc" }] }),
    draftMeanings: await database.draftMeaning.findMany({ orderBy: [{ draftId: "asc" }, { change: "asc" }] }),
    itemCohorts: await database.itemCohort.findMany(byId),
  };
}
