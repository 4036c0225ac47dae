/** Choosing a new password by a mailed link. */

import { isAPIError } from "better-auth/api";
import type { Actor } from "@/lib/access/actor";
import { requireAllowed } from "@/lib/access/require-allowed";
import { getAuth } from "@/lib/auth/auth";
import { limitAttempts } from "@/lib/data/account/internal/rate-limits";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { runInBackground } from "@/lib/platform/background";

/** Does the same, as fast, for every address. @throws ExpectedError TooMany */
export async function requestPasswordReset(actor: Actor | null, email: string): Promise<void> {
  requireAllowed(actor, "account.resetPassword");
  await limitAttempts("reset", { account: email });
  runInBackground("a mail to choose a new password", async () => {
    await getAuth().api.requestPasswordReset({ body: { email } });
  });
}

function deadLink(): ExpectedError {
  return new ExpectedError("NotFound", "This link no longer works: it was used already, or it is too old. Ask for a new one.");
}

/** Uses the link up and ends every session of the person. @throws ExpectedError TooMany, or NotFound for a dead link */
export async function resetPassword(actor: Actor | null, token: string, password: string): Promise<void> {
  requireAllowed(actor, "account.resetPassword");
  const attempt = await limitAttempts("verify");
  try {
    await getAuth().api.resetPassword({ body: { token, newPassword: password } });
  } catch (error) {
    if (isAPIError(error) && error.body?.code !== undefined) throw deadLink();
    throw error;
  }
  await attempt.succeed();
}
