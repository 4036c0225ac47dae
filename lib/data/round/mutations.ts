/** Opening, moving, closing and reopening a round. */

import { randomUUID } from "node:crypto";
import type { Account, Actor } from "@/lib/access/actor";
import { teamsWhere } from "@/lib/access/where";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import { getCurrentRevision, listRevisionsOf } from "@/lib/data/competency/internal/revisions";
import { deliverRoundClosing, deliverRoundMails } from "@/lib/data/round/internal/round-mails";
import { listRoundsOf } from "@/lib/data/round/internal/rounds";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { lockTeam } from "@/lib/db/locks";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import { dueDay, isOpenAt, type Round } from "@/lib/domain/round/round";
import { readDueDay } from "@/lib/domain/round/round-form";
import { describeDue, describeEnd, formatRoundDay } from "@/lib/domain/round/round-wording";
import type { AuditAction } from "@/lib/domain/workspace/audit";

type RoundId = { teamId: string; roundId: string };

/** A team's rounds, locked against other changes. */
type Locked = { account: Account; team: { id: string; name: string }; rounds: Round[]; transaction: DatabaseTransaction };

/**
 * Runs `change` alone among changes of this team's rounds, if the actor still coaches it: of two coaches who open a round at the
 * same moment, the second sees the first one's. On SQLite every transaction runs alone.
 */
async function withCoachLock<Result>(actor: Actor | null, teamId: string, change: (locked: Locked) => Promise<Result>): Promise<Result> {
  const account = requireAccount(actor);
  requireWellFormed(teamId);
  return getDatabase().$transaction(async (transaction) => {
    await lockTeam(transaction, teamId);
    const team = await transaction.team.findFirst({
      where: { id: teamId, ...teamsWhere(account, "round.manage") },
      select: { id: true, name: true },
    });
    if (!team) throw notFoundError();
    return change({ account, team, rounds: await listRoundsOf(teamId, transaction), transaction });
  });
}

function getRound({ rounds }: Locked, roundId: string): Round {
  const round = rounds.find((each) => each.roundId === roundId);
  if (!round) throw notFoundError();
  return round;
}

/** @throws ExpectedError Invalid, with the sentence at the field */
function getDueAt(day: string, timeZone: string, now: Date): Date {
  const due = readDueDay(day, timeZone, now);
  if (!due.ok) throw new ExpectedError("Invalid", due.error, { dueDay: due.error });
  return due.dueAt;
}

async function recordRound(
  { account, team, transaction }: Locked,
  action: AuditAction,
  round: Pick<Round, "name" | "dueAt" | "timeZone">,
  now: Date,
) {
  const detail = { team: team.name, round: round.name, due: dueDay(round) };
  await recordAudit(transaction, { actor: account, action, teamId: team.id, detail }, now);
}

/** @throws ExpectedError Invalid where nothing of it is published */
async function getCompetencyId(transaction: DatabaseTransaction, competencyId: string | undefined): Promise<string> {
  if (competencyId === undefined) return (await getCurrentRevision(undefined, transaction)).competency.id;
  const published = await listRevisionsOf(competencyId, transaction, 1);
  const error = "Choose one of the competencies in the list.";
  if (published.length === 0) throw new ExpectedError("Invalid", error, { competencyId: error });
  return competencyId;
}

export type NewRound = {
  name: string;
  /** As 2026-11-30; due is its end in the time zone. */
  dueDay: string;
  /** A known IANA name: see timeZoneSchema. */
  timeZone: string;
  /** If missing: the default competency for assessments. */
  competencyId?: string | undefined;
  blindReviews: boolean;
};

/** Whether it is what is asked for: the same form was sent before. */
function isAsked(round: Round, { name, dueDay: day, timeZone, competencyId, blindReviews }: NewRound): boolean {
  return (
    round.name === name &&
    dueDay(round) === day &&
    round.timeZone === timeZone &&
    round.blindReviews === blindReviews &&
    (competencyId === undefined || round.competencyId === competencyId)
  );
}

async function isOpenedBy(transaction: DatabaseTransaction, { roundId }: Round, account: Account): Promise<boolean> {
  return (await transaction.round.count({ where: { id: roundId, openedById: account.userId } })) > 0;
}

/** Opening the same again changes nothing. @throws ExpectedError Unauthenticated, NotFound, Invalid, or Conflict while another is open */
export async function openRound(actor: Actor | null, teamId: string, asked: NewRound, now: Date): Promise<{ roundId: string }> {
  return withCoachLock(actor, teamId, async (locked) => {
    const { account, rounds, transaction } = locked;
    const open = rounds.find((round) => isOpenAt(round, now));
    if (open && isAsked(open, asked) && (await isOpenedBy(transaction, open, account))) return { roundId: open.roundId };
    if (open) {
      throw new ExpectedError(
        "Conflict",
        `“${open.name}” is open in this team until ${describeDue(open)}. Close it first, then open the next one.`,
      );
    }
    const { name, timeZone, blindReviews } = asked;
    const dueAt = getDueAt(asked.dueDay, timeZone, now);
    const competencyId = await getCompetencyId(transaction, asked.competencyId);
    const roundId = randomUUID();
    await transaction.round.create({
      data: { id: roundId, teamId, competencyId, name, openedAt: now, dueAt, timeZone, blindReviews, openedById: account.userId },
    });
    await recordRound(locked, "round.opened", { name, dueAt, timeZone }, now);
    return { roundId };
  });
}

function endedError(round: Round, what: string): ExpectedError {
  return new ExpectedError("Conflict", `“${round.name}” ${describeEnd(round)}, ${what}`);
}

/**
 * Gives an open round a later due day, in its own time zone. The day that it has already changes nothing.
 * @throws ExpectedError Unauthenticated, NotFound, Invalid or Conflict
 */
export async function moveRound(actor: Actor | null, { teamId, roundId }: RoundId, day: string, now: Date): Promise<void> {
  await withCoachLock(actor, teamId, async (locked) => {
    const round = getRound(locked, roundId);
    if (!isOpenAt(round, now)) throw endedError(round, "so its day does not move anymore. Open it again to give it a new one.");
    const dueAt = getDueAt(day, round.timeZone, now);
    if (dueAt.getTime() === round.dueAt.getTime()) return;
    if (dueAt < round.dueAt) {
      const error = `It is due on ${formatRoundDay(dueDay(round))}. Choose a later day, or close it now.`;
      throw new ExpectedError("Invalid", error, { dueDay: error });
    }
    await locked.transaction.round.update({ where: { id: roundId }, data: { dueAt, sequence: { increment: 1 } } });
    await recordRound(locked, "round.moved", { ...round, dueAt }, now);
  });
}

/**
 * What is submitted from now on does not count in it. Who was called hears of it by sendRoundClosing. Closing it again changes
 * nothing.
 * @throws ExpectedError Unauthenticated, NotFound, or Conflict once it has ended by its day
 */
export async function closeRound(actor: Actor | null, { teamId, roundId }: RoundId, now: Date): Promise<void> {
  await withCoachLock(actor, teamId, async (locked) => {
    const round = getRound(locked, roundId);
    if (round.closedAt) return;
    if (!isOpenAt(round, now)) throw endedError(round, "so there is nothing left to close.");
    await locked.transaction.round.update({ where: { id: roundId }, data: { closedAt: now, sequence: { increment: 1 } } });
    await recordRound(locked, "round.closed", round, now);
  });
}

/**
 * Opens the team's newest round again, with a new due day in its own time zone. Late submissions then count in it: no round began
 * in between. Opening it again with the same day changes nothing. @throws ExpectedError Unauthenticated, NotFound, Invalid or Conflict
 */
export async function reopenRound(actor: Actor | null, { teamId, roundId }: RoundId, day: string, now: Date): Promise<void> {
  await withCoachLock(actor, teamId, async (locked) => {
    const round = getRound(locked, roundId);
    const [newest] = locked.rounds;
    if (isOpenAt(round, now) && dueDay(round) === day) return;
    if (isOpenAt(round, now)) throw new ExpectedError("Conflict", `“${round.name}” is open already, until ${describeDue(round)}.`);
    if (newest && newest.roundId !== roundId) {
      throw new ExpectedError(
        "Conflict",
        `Only a team’s newest round can be opened again, and that is “${newest.name}” by now. Open a new round instead.`,
      );
    }
    const dueAt = getDueAt(day, round.timeZone, now);
    await locked.transaction.round.update({ where: { id: roundId }, data: { dueAt, closedAt: null, sequence: { increment: 1 } } });
    await recordRound(locked, "round.reopened", { ...round, dueAt }, now);
  });
}

/**
 * Sends the mails of an open round that are due now; what a mail server does not take goes out with the next hour. Answers how
 * many went out. Throws Unauthenticated or NotFound.
 */
export async function sendRoundMails(actor: Actor | null, { teamId, roundId }: RoundId, now: Date): Promise<number> {
  await requireManaged(actor, { teamId, roundId });
  return deliverRoundMails(now, roundId);
}

/** @throws ExpectedError Unauthenticated or NotFound */
async function requireManaged(actor: Actor | null, { teamId, roundId }: RoundId): Promise<void> {
  const account = requireAccount(actor);
  requireWellFormed(teamId, roundId);
  const where = { id: roundId, teamId, team: teamsWhere(account, "round.manage") };
  if ((await getDatabase().round.count({ where })) === 0) throw notFoundError();
}

/**
 * Tells who was called to a round, and has not submitted, that it was closed. `closedAt` is the moment at which closeRound closed
 * it: another one sends nothing. @throws ExpectedError Unauthenticated or NotFound
 */
export async function sendRoundClosing(actor: Actor | null, { teamId, roundId }: RoundId, closedAt: Date): Promise<void> {
  await requireManaged(actor, { teamId, roundId });
  await deliverRoundClosing(closedAt, roundId);
}
