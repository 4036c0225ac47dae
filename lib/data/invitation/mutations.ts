/** Inviting, and accepting or declining an invitation. */

import { randomUUID } from "node:crypto";
import type { Account, Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { invitationsWhere } from "@/lib/access/where";
import { limitAttempts } from "@/lib/data/account/internal/rate-limits";
import { requireAccount, requireAccountFor } from "@/lib/data/account/internal/require-account";
import { findByToken, getManagedPlace, getPlace, isForOne, openInvitations, type Place } from "@/lib/data/invitation/internal/invitations";
import { recordAudit, recordOwn } from "@/lib/data/workspace/internal/audit";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { ConcurrencyError, isConflict } from "@/lib/db/locks";
import { addressError, normalizeAddress } from "@/lib/domain/account/email-address";
import { DEFAULT_LIFETIME, type InvitationState, invitationState } from "@/lib/domain/invitation/invitation";
import { reportInvitations } from "@/lib/domain/invitation/invitation-list";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import type { TeamRole } from "@/lib/domain/team/team-role";
import { invitationMail } from "@/lib/mail/invitation";
import { sendMail } from "@/lib/mail/transport";
import { appUrl } from "@/lib/platform/app-url";
import { createToken } from "@/lib/platform/token";

const DAY = 24 * 60 * 60 * 1000;

/** A long list is written in one transaction, in statements of so many rows: PostgreSQL takes 65,535 values in one. */
const ROWS_AT_ONCE = 500;

const LONGEST_TRANSACTION = 30_000;

/** How many mails are on their way at a time. */
const MAILS_AT_ONCE = 3;

function auditOf(actor: Account, { teamId, teamName }: Place, detail: Record<string, string | number | boolean>) {
  return teamId === null || teamName === null
    ? ({ actor, action: "person.invited", detail } as const)
    : ({ actor, action: "invitation.created", teamId, detail: { team: teamName, ...detail } } as const);
}

function joinUrl(token: string): string {
  return appUrl(`/join/${token}`);
}

type NewLink = { role: TeamRole; days: number; uses: number };

/** Returns a link to pass on, which is stored nowhere. @throws ExpectedError Unauthenticated or NotFound */
export async function createInvitationLink(
  actor: Actor | null,
  teamId: string | null,
  { role, days, uses }: NewLink,
  now: Date,
): Promise<{ url: string; expiresAt: Date }> {
  const account = requireAccount(actor);
  const { token, tokenHash } = createToken();
  const expiresAt = new Date(now.getTime() + days * DAY);
  await getDatabase().$transaction(async (transaction) => {
    const place = await getManagedPlace(transaction, account, teamId);
    const granted = place.teamId === null ? "member" : role;
    await transaction.invitation.create({
      data: {
        id: randomUUID(),
        teamId: place.teamId,
        role: granted,
        tokenHash,
        invitedById: account.userId,
        createdAt: now,
        expiresAt,
        maxUses: uses,
      },
    });
    await recordAudit(transaction, auditOf(account, place, { by: "link", role: granted, days, uses }), now);
  });
  return { url: joinUrl(token), expiresAt };
}

type Outgoing = { tokenHash: string; token: string; to: string; name: string; role: TeamRole; expiresAt: Date };

/** Each is marked as sent once the mail server has accepted it; the others can be sent again. Failures are logged. */
async function deliver(mails: Outgoing[], teamName: string | null, inviterName: string): Promise<void> {
  const waiting = mails.values();
  const sendNext = async () => {
    for (const { tokenHash, token, ...mail } of waiting) {
      try {
        await sendMail(invitationMail({ ...mail, teamName, inviterName, url: joinUrl(token) }));
        await getDatabase().invitation.updateMany({ where: { tokenHash }, data: { sentAt: new Date() } });
      } catch {
        // sendMail has logged it; one that could not be sent stays marked as such.
      }
    }
  };
  await Promise.all(Array.from({ length: MAILS_AT_ONCE }, sendNext));
}

export type Invitee = { address: string; name: string; role: TeamRole };

export type SentInvitations = {
  invited: number;
  /** Had an open invitation, which a new one has replaced. */
  again: number;
  /** Were in the team already, or had an open invitation that stays. */
  left: number;
  /** Resolves once each mail has been tried. Nothing needs to wait for it. */
  delivery: Promise<void>;
};

const HEADING = { line: 0, cells: ["email", "name", "role"] };

/**
 * Invites all of them or, if one line is invalid, none. People with an open invitation get a new one only if `again`; then the
 * old link stops working.
 * @throws ExpectedError
 */
export async function sendInvitations(
  actor: Actor | null,
  teamId: string | null,
  { invitees, again }: { invitees: readonly Invitee[]; again: boolean },
  now: Date,
): Promise<SentInvitations> {
  const account = requireAccount(actor);
  const expiresAt = new Date(now.getTime() + DEFAULT_LIFETIME * DAY);
  const lines = invitees.map(({ address, name, role }, index) => ({ line: index + 1, cells: [address, name, role] }));
  const { place, mails, replaced } = await getDatabase().$transaction(
    async (transaction) => {
      const found = await getManagedPlace(transaction, account, teamId);
      const { members, invited } = await getPlace(transaction, found.teamId, now);
      const report = reportInvitations([HEADING, ...lines], { fallbackRole: "member", members, invited: new Set(invited.keys()) });
      if (!report.ok) throw new ExpectedError("Invalid", report.error);
      for (const { address, outcome } of report.rows) {
        if (outcome.kind === "refused") throw new ExpectedError("Invalid", `Nobody was invited: ${address}: ${outcome.why}`);
      }
      const chosen = report.rows.filter(({ outcome }) => outcome.kind === "invite" || (again && outcome.kind === "already invited"));
      const outgoing = chosen.map(
        ({ address, name, role }): Outgoing => ({
          ...createToken(),
          to: address,
          name,
          role: found.teamId === null ? "member" : (role ?? "member"),
          expiresAt,
        }),
      );
      const old = chosen.flatMap(({ address }) => invited.get(address) ?? []);
      for (let from = 0; from < old.length; from += ROWS_AT_ONCE) {
        await transaction.invitation.deleteMany({ where: { id: { in: old.slice(from, from + ROWS_AT_ONCE) } } });
      }
      for (let from = 0; from < outgoing.length; from += ROWS_AT_ONCE) {
        await transaction.invitation.createMany({
          data: outgoing.slice(from, from + ROWS_AT_ONCE).map(({ tokenHash, to, role }) => ({
            id: randomUUID(),
            teamId: found.teamId,
            role,
            tokenHash,
            email: to,
            invitedById: account.userId,
            createdAt: now,
            expiresAt,
            maxUses: 1,
          })),
        });
      }
      const coaches = outgoing.filter(({ role }) => role === "coach").length;
      const detail = { by: "mail", count: outgoing.length, coaches };
      if (outgoing.length > 0) await recordAudit(transaction, auditOf(account, found, detail), now);
      return { place: found, mails: outgoing, replaced: chosen.filter(({ outcome }) => outcome.kind === "already invited").length };
    },
    { timeout: LONGEST_TRANSACTION },
  );
  return {
    invited: mails.length - replaced,
    again: replaced,
    left: invitees.length - mails.length,
    delivery: deliver(mails, place.teamName, account.name),
  };
}

/**
 * Invites one person by mail; a person with an invitation gets a new link. @throws ExpectedError Invalid or Conflict, beside
 * those of access
 */
export async function inviteByEmail(
  actor: Actor | null,
  teamId: string | null,
  { email, role }: { email: string; role: TeamRole },
  now: Date,
): Promise<SentInvitations> {
  const account = requireAccount(actor);
  await getManagedPlace(getDatabase(), account, teamId);
  const address = normalizeAddress(email);
  const error = addressError(address);
  if (error) throw new ExpectedError("Invalid", error, { email: error });
  const sent = await sendInvitations(account, teamId, { invitees: [{ address, name: "", role }], again: true }, now);
  if (sent.left > 0)
    throw new ExpectedError("Conflict", "This person is in the team already.", { email: "This person is in the team already." });
  return sent;
}

/** @throws ExpectedError NotFound */
async function getManagedInvitation(transaction: DatabaseTransaction, actor: Account, invitationId: string) {
  requireWellFormed(invitationId);
  const row = await transaction.invitation.findFirst({
    where: { id: invitationId, ...invitationsWhere(actor, "team.manage") },
    include: { team: { select: { name: true } } },
  });
  if (!row) throw notFoundError();
  return row;
}

/** Its link stops working; revoking again does nothing. Returns where it led. @throws ExpectedError */
export async function revokeInvitation(actor: Actor | null, invitationId: string, now: Date): Promise<{ teamId: string | null }> {
  const account = requireAccount(actor);
  return getDatabase().$transaction(async (transaction) => {
    const { id, teamId, team, role } = await getManagedInvitation(transaction, account, invitationId);
    const { count } = await transaction.invitation.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
    if (count > 0) {
      const detail = { ...(team ? { team: team.name } : {}), role };
      await recordAudit(transaction, { actor: account, action: "invitation.revoked", teamId, detail }, now);
    }
    return { teamId };
  });
}

/** Mails it again with a new link: the old token is not stored. @throws ExpectedError Conflict for an invitation that was not mailed */
export async function resendInvitation(
  actor: Actor | null,
  invitationId: string,
  now: Date,
): Promise<{ teamId: string | null; delivery: Promise<void> }> {
  const account = requireAccount(actor);
  const { token, tokenHash } = createToken();
  const expiresAt = new Date(now.getTime() + DEFAULT_LIFETIME * DAY);
  const { teamId, team, email, role } = await getDatabase().$transaction(async (transaction) => {
    const row = await getManagedInvitation(transaction, account, invitationId);
    if (row.email === null) {
      throw new ExpectedError("Conflict", "This is a link that was handed on, so Cairn cannot send it. Create a new link instead.");
    }
    const { count } = await transaction.invitation.updateMany({
      where: { id: row.id, revokedAt: null, uses: 0 },
      data: { tokenHash, expiresAt, sentAt: null, declinedAt: null, invitedById: account.userId },
    });
    if (count === 0) throw new ExpectedError("Conflict", "This invitation was accepted or revoked meanwhile, so it was not sent again.");
    const detail = { ...(row.team ? { team: row.team.name } : {}), role: row.role };
    await recordAudit(transaction, { actor: account, action: "invitation.resent", teamId: row.teamId, detail }, now);
    return { ...row, email: row.email };
  });
  const mail = { token, tokenHash, to: email, name: "", role, expiresAt };
  return { teamId, delivery: deliver([mail], team?.name ?? null, account.name) };
}

const ENDED: Record<Exclude<InvitationState, "open">, string> = {
  revoked: "This invitation was withdrawn. Ask whoever sent it to you for a new one.",
  declined: "This invitation was declined. Ask whoever sent it to you for a new one.",
  expired: "This invitation has expired. Ask whoever sent it to you for a new one.",
  "used up": "This invitation has been used by as many people as it was for. Ask whoever sent it to you for a new one.",
};

/** Counts one more use, if one is left at this moment. */
async function countUse(transaction: DatabaseTransaction, invitationId: string, now: Date): Promise<boolean> {
  const { count } = await transaction.invitation.updateMany({
    where: { id: invitationId, ...openInvitations(now) },
    data: { uses: { increment: 1 } },
  });
  return count > 0;
}

/**
 * Joins the team, or becomes a coach in it. Accepting again changes nothing and counts no use; of two people at the same moment,
 * no more join than the limit allows. The action rotates the session afterwards.
 * @throws ExpectedError
 */
export async function acceptInvitation(actor: Actor | null, token: string, now: Date): Promise<{ teamId: string }> {
  const account = requireAccountFor(actor, "invitation.accept");
  const attempt = await limitAttempts("invitation", { account: account.email });
  const row = await findByToken(getDatabase(), token);
  if (!row) throw notFoundError();
  await attempt.succeed();
  const { id, teamId, team, role } = row;
  if (!teamId || !team) throw new ExpectedError("Conflict", "This invitation is to create an account, and you have one.");
  try {
    await getDatabase().$transaction(async (transaction) => {
      const key = { teamId_userId: { teamId, userId: account.userId } };
      const own = await transaction.membership.findUnique({ where: key, select: { role: true } });
      if (own && (own.role === "coach" || role === "member")) return;
      if (!(await countUse(transaction, id, now))) {
        const ended = await transaction.invitation.findUnique({ where: { id } });
        const state = ended ? invitationState(ended, now) : "revoked";
        throw new ExpectedError("Conflict", state === "open" ? "Something changed just now. Please try again." : ENDED[state]);
      }
      if (own) {
        const { count } = await transaction.membership.updateMany({
          where: { teamId, userId: account.userId, role: "member" },
          data: { role: "coach" },
        });
        if (count === 0) throw new ConcurrencyError();
      } else await transaction.membership.create({ data: { teamId, userId: account.userId, role, joinedAt: now } });
      const action = own ? "team.roleChanged" : "team.joined";
      const detail = { team: team.name, role, by: "invitation" };
      await recordOwn(transaction, account, action, now, { teamId, detail });
    });
  } catch (error) {
    // The same person accepted at the same moment in another tab.
    if (!isConflict(error)) throw error;
  }
  return { teamId };
}

/**
 * Ends an invitation for one person. A link for several stays as it is: nobody declines for the others.
 * @throws ExpectedError NotFound, or Conflict where it has ended already
 */
export async function declineInvitation(actor: Actor | null, token: string, now: Date): Promise<void> {
  requireAllowed(actor, "invitation.open");
  const attempt = await limitAttempts("invitation");
  await getDatabase().$transaction(async (transaction) => {
    const row = await findByToken(transaction, token);
    if (!row) throw notFoundError();
    const state = invitationState(row, now);
    if (state === "declined" || (state === "open" && !isForOne(row))) return;
    const { count } = await transaction.invitation.updateMany({
      where: { id: row.id, ...openInvitations(now) },
      data: { declinedAt: now },
    });
    if (count === 0) throw new ExpectedError("Conflict", ENDED[state === "open" ? "used up" : state]);
    const who = actor?.kind === "account" ? actor : null;
    const detail = { ...(row.team ? { team: row.team.name } : {}), role: row.role };
    await recordAudit(transaction, { actor: who, action: "invitation.declined", teamId: row.teamId, detail }, now);
  });
  await attempt.succeed();
}
