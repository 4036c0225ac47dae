/** A forgotten password: the link by mail, and the new one. */
import { isAPIError } from "better-auth/api";
import { getAuth } from "@/lib/auth/auth";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { inBackground } from "@/lib/platform/background";
import { limitAttempts } from "./rate-limits";

/** Answers the same, as fast, for every address. @throws ExpectedError TooMany */
export async function requestPasswordReset(email: string): Promise<void> {
  await limitAttempts("reset", { account: email });
  inBackground("a mail to choose a new password", async () => {
    await getAuth().api.requestPasswordReset({ body: { email } });
  });
}

function deadLink(): ExpectedError {
  return new ExpectedError("NotFound", "This link no longer works: it was used already, or it is too old. Ask for a new one.");
}

/** Whether the link still works. Looking at it uses nothing up. */
export async function isResetLinkAlive(token: string, now: Date): Promise<boolean> {
  const { internalAdapter } = await getAuth().$context;
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  return found !== null && found !== undefined && found.expiresAt > now;
}

/** Uses the link up and ends every session of the person. @throws ExpectedError TooMany, or NotFound for a dead link */
export async function resetPassword(token: string, password: string): Promise<void> {
  const attempt = await limitAttempts("verify");
  try {
    await getAuth().api.resetPassword({ body: { token, newPassword: password } });
  } catch (error) {
    if (isAPIError(error) && error.body?.code !== undefined) throw deadLink();
    throw error;
  }
  await attempt.succeed();
}
