/** What happens when a session begins: guest work moves to the account, the browser's older session ends, and the audit records it. */
import { randomUUID } from "node:crypto";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, createAuthMiddleware, sessionMiddleware } from "better-auth/api";
import { deleteSessionCookie, setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { getDatabase } from "@/lib/db/client";
import { claimGuest } from "./claim-guest";
import { recordOwn } from "./record-own";

/** The endpoints that end with a signed-in person, and the method for the audit. */
const WAYS: Record<string, string> = {
  "/sign-in/email": "password",
  "/two-factor/verify-totp": "authenticator app",
  "/two-factor/verify-backup-code": "backup code",
  "/magic-link/verify": "link by mail",
  "/callback/:id": "single sign-on",
  "/passkey/verify-authentication": "passkey",
};

/** How long a person may take to enter the code from their authenticator app. In seconds. */
const CODE_TIME = 600;

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** The name of the earlier session's cookie while a second factor is checked: see `setSessionAside`. */
const ASIDE = "earlier_session";

/**
 * Better Auth accepts the code of a second factor only from a browser without a session, and a guest has one. Under another name
 * it is still found when the new session begins; the browser itself has its cookie all the time.
 */
export function setSessionAside(headers: Headers): Headers {
  const changed = new Headers(headers);
  const cookie = headers.get("cookie");
  if (cookie) changed.set("cookie", cookie.replace(/(^|;\s*)((?:__Secure-)?cairn\.)session_token=/, `$1$2${ASIDE}=`));
  return changed;
}

/** The live session that the browser had before this request. */
async function findEarlierSession(ctx: HookContext) {
  const { authCookies, createAuthCookie, secret } = ctx.context;
  const token =
    (await ctx.getSignedCookie(authCookies.sessionToken.name, secret)) || (await ctx.getSignedCookie(createAuthCookie(ASIDE).name, secret));
  if (!token) return null;
  const found = await getDatabase().session.findFirst({
    where: { token, expiresAt: { gt: new Date() } },
    select: { id: true, token: true, userId: true, expiresAt: true, user: { select: { isAnonymous: true } } },
  });
  // Prisma reads the user in a second statement: a guest whom another tab claimed in between is gone, and so is the session.
  const user: { isAnonymous: boolean } | null | undefined = found?.user;
  return user ? found : null;
}

type EarlierSession = Awaited<ReturnType<typeof findEarlierSession>>;

/** Better Auth asks for the second factor only after a password. A link by mail is one factor as well. */
async function askForSecondFactor(ctx: HookContext): Promise<boolean> {
  if (ctx.path === "/sign-in/email")
    return (ctx.context.returned as { twoFactorRedirect?: boolean } | undefined)?.twoFactorRedirect === true;
  const started = ctx.context.newSession;
  if (ctx.path !== "/magic-link/verify" || !started?.user.twoFactorEnabled) return false;
  deleteSessionCookie(ctx, true);
  await ctx.context.internalAdapter.deleteSession(started.session.token);
  ctx.context.setNewSession(null);
  const cookie = ctx.context.createAuthCookie("two_factor", { maxAge: CODE_TIME });
  const identifier = `2fa-${randomUUID()}`;
  const expiresAt = new Date(Date.now() + CODE_TIME * 1_000);
  await ctx.context.internalAdapter.createVerificationValue({ value: started.user.id, identifier, expiresAt });
  await ctx.context.internalAdapter.createVerificationValue({ value: "0", identifier: `2fa-attempts-${identifier}`, expiresAt });
  await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes);
  return true;
}

/** Asking for a code deletes the session's cookie. A guest gets theirs back, so that a person who gives up here still has their work. */
async function rememberGuest(ctx: HookContext, earlier: EarlierSession): Promise<void> {
  if (!earlier) return;
  if (!earlier.user.isAnonymous) {
    await getDatabase().session.deleteMany({ where: { id: earlier.id } });
    return;
  }
  const { name, attributes } = ctx.context.authCookies.sessionToken;
  const maxAge = Math.floor((earlier.expiresAt.getTime() - Date.now()) / 1_000);
  await ctx.setSignedCookie(name, earlier.token, ctx.context.secret, { ...attributes, maxAge });
}

async function beginSession(ctx: HookContext, earlier: EarlierSession): Promise<void> {
  const started = ctx.context.newSession;
  if (!started || (started.user as { isAnonymous?: boolean | null }).isAnonymous) return;
  const isSame = earlier?.userId === started.user.id;
  // A renewed or replaced session of the same person is not a sign-in.
  if (earlier && (earlier.id === started.session.id || (isSame && ctx.path?.startsWith("/two-factor/")))) return;
  if (earlier?.user.isAnonymous) await claimGuest(earlier.userId, started.user.id);
  else if (earlier) await getDatabase().session.deleteMany({ where: { id: earlier.id } });
  const way = WAYS[ctx.path ?? ""] ?? (ctx.body as { way?: string } | undefined)?.way;
  if (way) await recordOwn(started.user.id, "account.signedIn", way);
}

/** Must come after the plugins that set sessions and before nextCookies. Its endpoints are for the server only. */
export function sessionPlugin() {
  return {
    id: "cairn-sessions",
    endpoints: {
      /** Returns the token of the request's session, or null where the cookie is missing or its signature is wrong. */
      readSessionToken: createAuthEndpoint.serverOnly({ method: "GET", requireHeaders: true }, async (ctx) => {
        const { authCookies, secret } = ctx.context;
        return { token: (await ctx.getSignedCookie(authCookies.sessionToken.name, secret)) || null };
      }),
      /** Starts a session for a person whom Cairn itself has just identified. `way` is for the audit. */
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
      /** Gives the same person's session a new token. The old token no longer works. */
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
            if (!ctx.context.newSession && ctx.path !== "/sign-in/email") return;
            const earlier = await findEarlierSession(ctx);
            if (await askForSecondFactor(ctx)) {
              await rememberGuest(ctx, earlier);
              return ctx.json({ twoFactorRedirect: true });
            }
            await beginSession(ctx, earlier);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
