/** Better Auth's configuration: who can sign in and how, and guests as its anonymous users. */

import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { nextCookies } from "better-auth/next-js";
import { anonymous } from "better-auth/plugins/anonymous";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { magicLink } from "better-auth/plugins/magic-link";
import { twoFactor } from "better-auth/plugins/two-factor";
import { type Database, getDatabase, getEngine } from "@/lib/db/client";
import { PASSWORD_LENGTH } from "@/lib/domain/account/account-fields";
import { runInBackground } from "@/lib/platform/background";
import { getAuthSecret, getEnvironment } from "@/lib/platform/environment";
import { LINK_MINUTES, mailPasswordChanged, mailPasswordReset, mailSignInLink, RESET_MINUTES } from "./mails";
import { hashPassword, verifyPassword } from "./password";
import { recordOwn } from "./record-own";
import { sessionPlugin } from "./session-plugin";

/** How long a guest's work is stored after they last worked on it, which is also how long a session lives. In days. */
export const GUEST_DAYS = 30;

/** How long after its last renewal a session is renewed again. In days. */
export const RENEWAL_DAYS = 1;

const DAY = 24 * 60 * 60;

/** The provider's name in the address that it redirects to: /api/auth/callback/oidc. */
export const OIDC_PROVIDER = "oidc";

/** The code of Better Auth's error for a disabled person. */
export const DISABLED = "ACCOUNT_DISABLED";

function oidcPlugins() {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = getEnvironment();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return [];
  return [
    genericOAuth({
      config: [
        {
          providerId: OIDC_PROVIDER,
          discoveryUrl: `${OIDC_ISSUER.replace(/\/$/, "")}/.well-known/openid-configuration`,
          clientId: OIDC_CLIENT_ID,
          clientSecret: OIDC_CLIENT_SECRET,
          scopes: ["openid", "email", "profile"],
          pkce: true,
          requireIdTokenVerification: true,
          disableImplicitSignUp: true,
          mapProfileToUser: ({ name, email }) => ({ name: name?.trim() || email?.split("@", 1)[0] || "New person" }),
        },
      ],
    }),
  ];
}

async function rejectDisabled(userId: string): Promise<void> {
  const user = await getDatabase().user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
  if (user?.disabledAt) throw new APIError("FORBIDDEN", { code: DISABLED, message: "This account is disabled." });
}

/** A link is mailed only to people who can sign in. It is sent after the response, which therefore reveals nothing. */
function sendSignInLink(email: string, token: string, next: string | null): void {
  runInBackground("a link to sign in", async () => {
    const person = await getDatabase().user.findFirst({ where: { email: email.toLowerCase(), isAnonymous: false, disabledAt: null } });
    if (person) await mailSignInLink(person.email, token, next);
  });
}

async function sendPasswordReset(userId: string, token: string): Promise<void> {
  const person = await getDatabase().user.findFirst({ where: { id: userId, isAnonymous: false, disabledAt: null } });
  if (person) await mailPasswordReset(person.email, token);
}

function createAuth(database: Database) {
  const { APP_URL } = getEnvironment();
  return betterAuth({
    appName: "Cairn",
    baseURL: APP_URL,
    secret: getAuthSecret(),
    database: prismaAdapter(database, { provider: getEngine() === "sqlite" ? "sqlite" : "postgresql" }),
    // No cookie cache: a session that was ended is dead on the next request.
    session: { expiresIn: GUEST_DAYS * DAY, updateAge: RENEWAL_DAYS * DAY },
    advanced: { cookiePrefix: "cairn", useSecureCookies: APP_URL.startsWith("https:"), ipAddress: { disableIpTracking: true } },
    // Cairn's own rate limit counts in the database, by account and by address: lib/data/account/internal/rate-limits.ts.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      // An account is created once its address is confirmed (lib/data/account/internal/sign-up.ts), so that nobody can prepare
      // one for another.
      disableSignUp: true,
      requireEmailVerification: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: { hash: hashPassword, verify: verifyPassword },
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: RESET_MINUTES * 60,
      sendResetPassword: ({ user, token }) => sendPasswordReset(user.id, token),
      onPasswordReset: async ({ user }) => {
        // Deletes other links, and sign-ins with the old password that wait for their code.
        await database.verification.deleteMany({ where: { value: user.id } });
        await recordOwn(user.id, "account.passwordChanged", "link by mail");
        runInBackground("word of a new password", () => mailPasswordChanged(user.email));
      },
    },
    verification: { storeIdentifier: "hashed" },
    account: { encryptOAuthTokens: true },
    user: {
      validateUserInfo: ({ user, source }) =>
        source.method === "oauth" && !user.emailVerified ? { error: "email_not_verified" } : undefined,
    },
    databaseHooks: {
      session: { create: { before: (session) => rejectDisabled(session.userId) } },
      // Only single sign-on creates people here; sign-up with a password is in lib/data/account/internal/sign-up.ts.
      user: {
        create: {
          after: async (user) => {
            if (!(user as { isAnonymous?: boolean | null }).isAnonymous) await recordOwn(user.id, "account.signedUp", "single sign-on");
          },
        },
      },
    },
    onAPIError: { errorURL: `${APP_URL}/sign-in` },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [
      // claim-guest.ts deletes the guest in the transaction that moves their work.
      anonymous({ generateName: () => "Guest", disableDeleteAnonymousUser: true }),
      magicLink({
        storeToken: "hashed",
        disableSignUp: true,
        expiresIn: LINK_MINUTES * 60,
        sendMagicLink: ({ email, token, metadata }) =>
          sendSignInLink(email, token, typeof metadata?.next === "string" ? metadata.next : null),
      }),
      ...oidcPlugins(),
      passkey({ rpID: new URL(APP_URL).hostname, rpName: "Cairn", origin: new URL(APP_URL).origin }),
      // A person without a password has signed in just now: the security mutations check that.
      twoFactor({ issuer: "Cairn", allowPasswordless: true }),
      sessionPlugin(),
      // nextCookies passes the other plugins' cookies to Next, so it comes last.
      nextCookies(),
    ],
  });
}

let auth: { of: Database; instance: ReturnType<typeof createAuth> } | undefined;

/** @throws DatabaseUnavailable */
export function getAuth(): ReturnType<typeof createAuth> {
  const database = getDatabase();
  if (auth?.of !== database) auth = { of: database, instance: createAuth(database) };
  return auth.instance;
}
