/** What happens when a session begins: guest work moves along, the browser's older session ends, and the audit hears of it. */
import { randomUUID } from "node:crypto";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware, sessionMiddleware } from "better-auth/api";
import { deleteSessionCookie, setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { getDatabase } from "@/lib/db/client";
import { auditRow } from "@/lib/domain/access/audit";
import { claimGuest } from "./claim-guest";

/** The endpoints that end with somebody signed in, and how they did it, as the audit says it. */
const WAYS: Record<string, string> = {
  "/sign-in/email": "password",
  "/two-factor/verify-totp": "password and authenticator app",
  "/two-factor/verify-backup-code": "password and backup code",
  "/magic-link/verify": "link by mail",
  "/callback/:id": "single sign-on",
  "/passkey/verify-authentication": "passkey",
};

/** How long somebody may take to fetch the code from their authenticator app. In seconds. */
const CODE_TIME = 600;

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** The live session that the browser had before this request. */
async function findEarlierSession(ctx: HookContext) {
  const token = await ctx.getSignedCookie(ctx.context.authCookies.sessionToken.name, ctx.context.secret);
  if (!token) return null;
  return getDatabase().session.findFirst({
    where: { token, expiresAt: { gt: new Date() } },
    select: { id: true, userId: true, user: { select: { isAnonymous: true } } },
  });
}

/** Better Auth asks for the second factor after a password only. A link by mail is one factor as well. */
async function askForSecondFactor(ctx: HookContext): Promise<void> {
  const started = ctx.context.newSession;
  if (ctx.path !== "/magic-link/verify" || !started?.user.twoFactorEnabled) return;
  deleteSessionCookie(ctx, true);
  await ctx.context.internalAdapter.deleteSession(started.session.token);
  ctx.context.setNewSession(null);
  const cookie = ctx.context.createAuthCookie("two_factor", { maxAge: CODE_TIME });
  const identifier = `2fa-${randomUUID()}`;
  const expiresAt = new Date(Date.now() + CODE_TIME * 1_000);
  await ctx.context.internalAdapter.createVerificationValue({ value: started.user.id, identifier, expiresAt });
  await ctx.context.internalAdapter.createVerificationValue({ value: "0", identifier: `2fa-attempts-${identifier}`, expiresAt });
  await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes);
}

async function beginSession(ctx: HookContext): Promise<void> {
  const started = ctx.context.newSession;
  if (!started || (started.user as { isAnonymous?: boolean | null }).isAnonymous) return;
  const earlier = await findEarlierSession(ctx);
  const isSame = earlier?.userId === started.user.id;
  // Renewed, or changed for another of the same person: nobody signed in.
  if (earlier && (earlier.id === started.session.id || (isSame && ctx.path?.startsWith("/two-factor/")))) return;
  if (earlier?.user.isAnonymous) await claimGuest(earlier.userId, started.user.id);
  else if (earlier) await getDatabase().session.deleteMany({ where: { id: earlier.id } });
  const way = WAYS[ctx.path ?? ""] ?? (ctx.body as { way?: string } | undefined)?.way;
  if (!way) return;
  const person = await getDatabase().user.findUnique({ where: { id: started.user.id }, select: { auditRef: true } });
  const actorRef = person?.auditRef ?? null;
  await getDatabase().auditEntry.create({
    data: auditRow(randomUUID(), new Date(), "account.signedIn", { actorRef, subjectRef: actorRef, detail: { with: way } }),
  });
}

/** Stands after the plugins that set sessions and before nextCookies. Its endpoints are for the server alone. */
export function sessionPlugin() {
  return {
    id: "cairn-sessions",
    endpoints: {
      /** A session for somebody who has just proved, in a way of our own, who they are. `way` is for the audit. */
      startSession: createAuthEndpoint.serverOnly(
        { method: "POST", body: z.strictObject({ userId: z.string(), way: z.string() }), requireHeaders: true },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
          const session = user && (await ctx.context.internalAdapter.createSession(user.id));
          if (!session) throw new APIError("UNAUTHORIZED", { message: "There is no such person." });
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ token: session.token });
        },
      ),
      /** The same person's session under a new token; the old one is dead. */
      rotateSession: createAuthEndpoint.serverOnly({ method: "POST", requireHeaders: true, use: [sessionMiddleware] }, async (ctx) => {
        const { user, session: old } = ctx.context.session;
        const session = await ctx.context.internalAdapter.createSession(user.id);
        if (!session) throw new APIError("UNAUTHORIZED", { message: "There is no such person." });
        await setSessionCookie(ctx, { session, user });
        await ctx.context.internalAdapter.deleteSession(old.token);
        return ctx.json({ token: session.token });
      }),
    },
    hooks: {
      after: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async (ctx) => {
            await askForSecondFactor(ctx);
            await beginSession(ctx);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
