/** Better Auth's configuration: who can sign in and how, and guests as its anonymous users. */
import { passkey } from "@better-auth/passkey";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError } from "better-auth/api";
import { nextCookies } from "better-auth/next-js";
import { anonymous } from "better-auth/plugins/anonymous";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { twoFactor } from "better-auth/plugins/two-factor";
import { type Database, getDatabase, getEngine } from "@/lib/db/client";
import { getAuthSecret, getEnvironment } from "@/lib/platform/environment";
import { hashPassword, PASSWORD_LENGTH, verifyPassword } from "./password";
import { sessionPlugin } from "./session-plugin";

/** How long a guest's work is kept after they last worked on it, and so how long a session lives. In days. */
export const GUEST_DAYS = 30;

const DAY = 24 * 60 * 60;

/** What the provider is called in the address that it leads back to: /api/auth/callback/oidc. */
export const OIDC_PROVIDER = "oidc";

/** The code of Better Auth's refusal where the person is disabled. */
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
        },
      ],
    }),
  ];
}

async function refuseDisabled(userId: string): Promise<void> {
  const user = await getDatabase().user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
  if (user?.disabledAt) throw new APIError("FORBIDDEN", { code: DISABLED, message: "This account is disabled." });
}

function createAuth(database: Database) {
  const { APP_URL } = getEnvironment();
  return betterAuth({
    appName: "Cairn",
    baseURL: APP_URL,
    secret: getAuthSecret(),
    database: prismaAdapter(database, { provider: getEngine() === "sqlite" ? "sqlite" : "postgresql" }),
    // No cookie cache: a session that was ended is dead on the next request.
    session: { expiresIn: GUEST_DAYS * DAY, updateAge: DAY },
    advanced: { cookiePrefix: "cairn", useSecureCookies: APP_URL.startsWith("https:"), ipAddress: { disableIpTracking: true } },
    // Ours counts in the database, by account and by address: lib/data/rate-limits.ts.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      // An account is made once its address is confirmed (lib/data/accounts.ts), so that nobody can prepare one for another.
      disableSignUp: true,
      requireEmailVerification: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: { hash: hashPassword, verify: verifyPassword },
      revokeSessionsOnPasswordReset: true,
    },
    verification: { storeIdentifier: "hashed" },
    account: { encryptOAuthTokens: true },
    user: {
      validateUserInfo: ({ user, source }) =>
        source.method === "oauth" && !user.emailVerified ? { error: "email_not_verified" } : undefined,
    },
    databaseHooks: { session: { create: { before: (session) => refuseDisabled(session.userId) } } },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [
      // The guest is deleted with the move of their work, in one transaction: claim-guest.ts.
      anonymous({ generateName: () => "Guest", disableDeleteAnonymousUser: true }),
      ...oidcPlugins(),
      passkey({ rpID: new URL(APP_URL).hostname, rpName: "Cairn", origin: new URL(APP_URL).origin }),
      twoFactor({ issuer: "Cairn" }),
      sessionPlugin(),
      // nextCookies hands the cookies that the others set to Next, so it stands last.
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
