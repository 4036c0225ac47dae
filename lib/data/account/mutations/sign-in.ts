/** Signing in, with each method, and signing out. */
import { isAPIError } from "better-auth/api";
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { isAllowed } from "@/lib/access/rules";
import { DISABLED, getAuth, OIDC_PROVIDER } from "@/lib/auth/auth";
import { setSessionAside } from "@/lib/auth/session-plugin";
import { noteFollowedLink } from "@/lib/data/account/internal/followed-link";
import { limitAttempts } from "@/lib/data/account/internal/rate-limits";
import { maySignUp } from "@/lib/data/account/internal/sign-up";
import { getSignInMethods, hasFollowedSignInLink } from "@/lib/data/account/queries/sign-in";
import { recordOwn } from "@/lib/data/workspace/internal/audit";
import { getDatabase } from "@/lib/db/client";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { isMailConfigured } from "@/lib/platform/environment";

/** A person who is signed in, or who still has to enter the code of their authenticator app. */
export type SignedIn = { email: string; needsCode: boolean };

type AuthResult = { twoFactorRedirect?: boolean; user?: { id: string; email: string } | null };

function codeOf(error: unknown): string | null {
  if (!isAPIError(error)) return null;
  return (error.body?.code as string | undefined) ?? `${error.status}`;
}

function disabledError(): ExpectedError {
  return new ExpectedError("Forbidden", "This account is disabled. Nothing in it is lost. Ask an admin of your workspace to enable it.");
}

/** Turns Better Auth's expected errors into sentences; its other errors are thrown on. */
async function rejectWith(sentence: string, call: () => Promise<unknown>): Promise<AuthResult> {
  try {
    return (await call()) as AuthResult;
  } catch (error) {
    const code = codeOf(error);
    if (code === null || code.startsWith("INTERNAL")) throw error;
    if (code === DISABLED) throw disabledError();
    throw new ExpectedError("Invalid", sentence);
  }
}

/** @throws ExpectedError TooMany, Invalid, or Forbidden where the password is right and the person disabled */
export async function signInWithPassword(actor: Actor | null, email: string, password: string, headers: Headers): Promise<SignedIn> {
  requireAllowed(actor, "account.signIn");
  const attempt = await limitAttempts("sign-in", { account: email });
  const answer = await rejectWith("That address and password don’t go together. Check both, or choose “Forgot your password?” below.", () =>
    getAuth().api.signInEmail({ headers, body: { email, password } }),
  );
  await attempt.succeed();
  return { email, needsCode: answer.twoFactorRedirect === true };
}

/** @throws ExpectedError TooMany; NotFound where mail is not configured */
export async function sendSignInLink(actor: Actor | null, email: string, next: string | null, headers: Headers): Promise<void> {
  requireAllowed(actor, "account.signIn");
  if (!isMailConfigured()) throw new ExpectedError("NotFound", "Links by mail are not set up here. Sign in with your password.");
  await limitAttempts("mail-link", { account: email });
  await getAuth().api.signInMagicLink({ headers, body: { email, metadata: { next } } });
}

/** Uses the link up. Whoever it has just signed in stays so. @throws ExpectedError TooMany, Invalid for a dead link, or Forbidden */
export async function signInWithLink(actor: Actor | null, token: string, headers: Headers): Promise<SignedIn> {
  requireAllowed(actor, "account.signIn");
  if (await hasFollowedSignInLink(actor, token)) return { email: "", needsCode: false };
  const attempt = await limitAttempts("verify");
  const answer = await rejectWith("This link no longer works: it was used already, or it is too old. Ask for a new one.", () =>
    getAuth().api.magicLinkVerify({ headers, query: { token } }),
  );
  await attempt.succeed();
  const needsCode = answer.twoFactorRedirect === true;
  if (answer.user && !needsCode) await noteFollowedLink(answer.user.id, token);
  return { email: answer.user?.email ?? "", needsCode };
}

/** The second factor: a code of the authenticator app, or a backup code. Whoever is signed in by it already stays so. */
export async function verifySecondFactor(actor: Actor | null, kind: "app" | "backup", code: string, headers: Headers): Promise<SignedIn> {
  requireAllowed(actor, "account.signIn");
  const attempt = await limitAttempts("second-factor");
  const { verifyTOTP, verifyBackupCode } = getAuth().api;
  const call = { headers: setSessionAside(headers), body: { code } };
  try {
    const answer = (await (kind === "app" ? verifyTOTP(call) : verifyBackupCode(call))) as AuthResult;
    await attempt.succeed();
    return { email: answer.user?.email ?? "", needsCode: false };
  } catch (error) {
    if (actor?.kind === "account" && codeOf(error) === "INVALID_TWO_FACTOR_COOKIE") return { email: "", needsCode: false };
    throw codeError(error, kind);
  }
}

function codeError(error: unknown, kind: "app" | "backup"): unknown {
  switch (codeOf(error)) {
    case null:
      return error;
    case DISABLED:
      return disabledError();
    case "INVALID_CODE":
    case "INVALID_BACKUP_CODE": {
      const message =
        kind === "app"
          ? "That is not the code that the app shows now. A code lasts 30 seconds: wait for the next one, and check that your phone’s clock is right."
          : "That is not one of your backup codes, or it was used before. Each works once.";
      return new ExpectedError("Invalid", message, { code: message });
    }
    case "ACCOUNT_TEMPORARILY_LOCKED":
      return new ExpectedError("TooMany", "Too many wrong codes were given for this account. Please wait 15 minutes, then sign in again.");
    default:
      return new ExpectedError("Conflict", "This sign-in took too long, or had too many wrong codes. Please sign in again.");
  }
}

/** What the browser asks the device to sign, as WebAuthn has it. */
export async function startPasskeySignIn(actor: Actor | null, headers: Headers) {
  requireAllowed(actor, "account.signIn");
  await limitAttempts("verify");
  return getAuth().api.generatePasskeyAuthenticationOptions({ headers });
}

/** What a device answers (WebAuthn, AuthenticationResponseJSON). */
export type PasskeyResponse = NonNullable<
  Parameters<ReturnType<typeof getAuth>["api"]["verifyPasskeyAuthentication"]>[0]
>["body"]["response"];

/** @throws ExpectedError TooMany, Invalid or Forbidden */
export async function signInWithPasskey(actor: Actor | null, response: PasskeyResponse, headers: Headers): Promise<SignedIn> {
  requireAllowed(actor, "account.signIn");
  const attempt = await limitAttempts("sign-in");
  const answer = await rejectWith("This passkey is not known here. Sign in another way, then add it under Settings.", () =>
    getAuth().api.verifyPasskeyAuthentication({ headers, body: { response } }),
  );
  await attempt.succeed();
  return { email: answer.user?.email ?? "", needsCode: false };
}

/**
 * Returns the provider's address. The callback lets a newcomer in only if this allows it now: sign-up is open, or they hold an
 * invitation. @throws ExpectedError TooMany or NotFound
 */
export async function startSingleSignOn(
  actor: Actor | null,
  next: string,
  invitation: string | null,
  headers: Headers,
  now: Date,
): Promise<string> {
  requireAllowed(actor, "account.signIn");
  if (!getSignInMethods(actor).singleSignOn) throw new ExpectedError("NotFound", "Single sign-on is not set up here.");
  const attempt = await limitAttempts("sign-in");
  const requestSignUp = await maySignUp(invitation, now);
  const { url } = await getAuth().api.signInSocial({
    headers,
    body: { provider: OIDC_PROVIDER, callbackURL: next, errorCallbackURL: "/sign-in", requestSignUp, disableRedirect: true },
  });
  if (!url) throw new Error("The provider has no address to go to.");
  await attempt.succeed();
  return url;
}

/** Handles the provider's response: signs in and redirects, or redirects to the sign-in page with an error code. */
export async function finishSingleSignOn(actor: Actor | null, request: Request): Promise<Response> {
  requireAllowed(actor, "account.signIn");
  if (!getSignInMethods(actor).singleSignOn) return new Response("Single sign-on is not set up here.", { status: 404 });
  const answer = await getAuth().handler(request);
  // A failed sign-in has no session, and Better Auth's own error page would not help.
  if (answer.status >= 400) throw new Error(`Better Auth answered ${answer.status} to the provider's answer.`);
  return answer;
}

/** Guests are not signed out: they could not come back to their work. */
export async function signOut(actor: Actor | null, headers: Headers, now: Date): Promise<void> {
  if (actor?.kind !== "account" || !isAllowed(actor, "account.signOut")) return;
  await getAuth().api.signOut({ headers });
  await recordOwn(getDatabase(), actor, "account.signedOut", now);
}
