/** What the settings page shows of a person's account: sign-in methods, sessions, pending changes. */

import { symmetricDecrypt } from "better-auth/crypto";
import { Secret, TOTP } from "otpauth";
import type { Actor } from "@/lib/access/actor";
import { getAuth } from "@/lib/auth/auth";
import { requireAccountFor } from "@/lib/data/account/internal/require-account";
import { emailChangeKey } from "@/lib/data/account/internal/security";
import { getDatabase } from "@/lib/db/client";
import { deviceName } from "@/lib/domain/account/device-name";
import { hashToken } from "@/lib/platform/token";

export type AccountSecurity = {
  name: string;
  email: string;
  /** The new address whose mailed link still works. */
  pendingEmail: string | null;
  hasPassword: boolean;
  passkeys: { passkeyId: string; name: string; addedAt: Date | null }[];
  authenticator: "off" | "begun" | "on";
  sessions: { sessionId: string; device: string; begunAt: Date; usedAt: Date; isThisOne: boolean }[];
};

async function findEmailChangeOf(userId: string, now: Date) {
  const row = await getDatabase().verification.findFirst({ where: { identifier: emailChangeKey(userId), expiresAt: { gt: now } } });
  return row && (JSON.parse(row.value) as { email: string; tokenHash: string });
}

/** @throws ExpectedError Unauthenticated */
export async function getAccountSecurity(actor: Actor | null, now: Date): Promise<AccountSecurity> {
  const { userId, name, email, sessionId } = requireAccountFor(actor, "settings.change");
  const database = getDatabase();
  const [pending, passwords, passkeys, apps, sessions] = await Promise.all([
    findEmailChangeOf(userId, now),
    database.account.count({ where: { userId, password: { not: null } } }),
    database.passkey.findMany({ where: { userId }, select: { id: true, name: true, createdAt: true }, orderBy: { createdAt: "asc" } }),
    database.twoFactor.findMany({ where: { userId }, select: { verified: true } }),
    database.session.findMany({
      where: { userId, expiresAt: { gt: now } },
      select: { id: true, userAgent: true, createdAt: true, updatedAt: true },
      orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
    }),
  ]);
  return {
    name,
    email,
    pendingEmail: pending?.email ?? null,
    hasPassword: passwords > 0,
    passkeys: passkeys.map((passkey) => ({ passkeyId: passkey.id, name: passkey.name ?? "A passkey", addedAt: passkey.createdAt })),
    authenticator: apps.length === 0 ? "off" : apps.some(({ verified }) => verified) ? "on" : "begun",
    sessions: sessions
      .map(({ id, userAgent, createdAt, updatedAt }) => ({
        sessionId: id,
        device: deviceName(userAgent),
        begunAt: createdAt,
        usedAt: updatedAt,
        isThisOne: id === sessionId,
      }))
      .toSorted((a, b) => Number(b.isThisOne) - Number(a.isThisOne)),
  };
}

export type OwnTeam = { teamId: string; name: string; role: string };

/** @throws ExpectedError Unauthenticated */
export async function listOwnTeams(actor: Actor | null): Promise<OwnTeam[]> {
  const { userId } = requireAccountFor(actor, "settings.change");
  const rows = await getDatabase().membership.findMany({
    where: { userId },
    select: { teamId: true, role: true, team: { select: { name: true } } },
    orderBy: { joinedAt: "asc" },
  });
  return rows.map(({ teamId, role, team }) => ({ teamId, name: team.name, role }));
}

/** Returns the address that this link confirms for the signed-in person, or null. Checking does not use it up. */
export async function findEmailChange(actor: Actor | null, token: string, now: Date): Promise<string | null> {
  const { userId } = requireAccountFor(actor, "settings.change");
  const pending = await findEmailChangeOf(userId, now);
  return pending && pending.tokenHash === hashToken(token) ? pending.email : null;
}

export type AuthenticatorSetup = {
  /** For apps that cannot scan. */
  secret: string;
  /** The content of the QR code. */
  uri: string;
  backupCodes: string[];
};

/** The QR code and backup codes until the first code has confirmed them; null before setup starts and once it is confirmed. */
export async function findAuthenticatorSetup(actor: Actor | null): Promise<AuthenticatorSetup | null> {
  const { userId, email } = requireAccountFor(actor, "settings.change");
  const row = await getDatabase().twoFactor.findFirst({ where: { userId, verified: false } });
  if (!row) return null;
  const { secretConfig } = await getAuth().$context;
  const secret = Secret.fromUTF8(await symmetricDecrypt({ key: secretConfig, data: row.secret }));
  const { backupCodes } = await getAuth().api.viewBackupCodes({ body: { userId } });
  return { secret: secret.base32, uri: new TOTP({ issuer: "Cairn", label: email, secret }).toString(), backupCodes };
}
