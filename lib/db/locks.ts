/** What is held until a transaction ends, so that nobody else changes it meanwhile, and what to do where somebody was first. */
import { isDuplicate } from "@/lib/platform/database-errors";
import { type DatabaseTransaction, getEngine } from "./client";

/** On SQLite a transaction is alone anyway: it takes the right to write at its start. */
const isAlone = () => getEngine() === "sqlite";

/** Any number that nothing else locks by. */
const ADMINS_LOCK = 7_240_001;

/**
 * Who is an admin changes in one transaction at a time: two admins who demote each other at the same moment would both see
 * the other. The transaction's first statement.
 */
export async function lockAdmins(transaction: DatabaseTransaction): Promise<void> {
  if (isAlone()) return;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${ADMINS_LOCK})`;
}

/** Of one competency and quarter one submission is counted at a time. */
export async function lockQuarter(transaction: DatabaseTransaction, competencyId: string, quarter: string): Promise<void> {
  if (isAlone()) return;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`cohort/${competencyId}/${quarter}`}, 0))`;
}

/** Of one team's rounds one is changed at a time. */
export async function lockTeam(transaction: DatabaseTransaction, teamId: string): Promise<void> {
  if (isAlone()) return;
  await transaction.$executeRaw`SELECT 1 FROM "Team" WHERE "id" = ${teamId} FOR UPDATE`;
}

/** What two people agree on about it changes in one transaction at a time. */
export async function lockAssessment(transaction: DatabaseTransaction, assessmentId: string): Promise<void> {
  if (isAlone()) return;
  await transaction.$executeRaw`SELECT 1 FROM "Assessment" WHERE "id" = ${assessmentId} FOR UPDATE`;
}

/**
 * Before anything else in the transaction that submits: its owner's account is not deleted meanwhile. A row that a transaction
 * changes twice is checked against its owner once more, so taken later it could wait for a deletion that waits for the row.
 */
export async function lockOwner(transaction: DatabaseTransaction, ownerId: string): Promise<void> {
  if (isAlone()) return;
  await transaction.$executeRaw`SELECT 1 FROM "User" WHERE "id" = ${ownerId} FOR KEY SHARE`;
}

/** Before a person is deleted: a submission of theirs at the same moment is waited for, and none begins after. */
export async function lockDeletedPerson(transaction: DatabaseTransaction, userId: string): Promise<void> {
  if (isAlone()) return;
  await transaction.$executeRaw`SELECT 1 FROM "User" WHERE "id" = ${userId} FOR UPDATE`;
}

/**
 * Takes the guest for this transaction: nobody else can claim them or begin an assessment as them until it ends. The address
 * is changed because PostgreSQL locks a row against new references only where one of its keys changes. Returns whether there
 * is such a guest.
 */
export async function lockGuest(transaction: DatabaseTransaction, guestId: string): Promise<boolean> {
  const { count } = await transaction.user.updateMany({
    where: { id: guestId, isAnonymous: true },
    data: { email: `claimed-${guestId}@cairn.invalid` },
  });
  return count === 1;
}

/** Somebody, most likely the same form, wrote between a transaction's look and its write: all of it is undone. */
export class ConcurrencyError extends Error {}

/** Somebody else was first. */
export function isConflict(error: unknown): boolean {
  return error instanceof ConcurrencyError || isDuplicate(error);
}

/** Once more where somebody was first: then what they wrote is seen. @throws what the last attempt throws */
export async function retryOnConflict<Result>(work: () => Promise<Result>, attempts = 2): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (attempts <= 1 || !isConflict(error)) throw error;
  }
  return retryOnConflict(work, attempts - 1);
}
