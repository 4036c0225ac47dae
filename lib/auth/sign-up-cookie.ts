/** The cookie of a browser in which a person signed up and has not confirmed their address yet. */
import { cookies } from "next/headers";
import { getEnvironment } from "@/lib/platform/environment";
import { SIGN_UP_HOURS } from "./mails";

const NAME = "cairn.sign_up";

export async function findSignUpSecret(): Promise<string | null> {
  return (await cookies()).get(NAME)?.value ?? null;
}

/** For actions only: pages cannot set cookies. */
export async function rememberSignUp(secret: string): Promise<void> {
  const secure = getEnvironment().APP_URL.startsWith("https:");
  (await cookies()).set(NAME, secret, { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: SIGN_UP_HOURS * 60 * 60 });
}

/** For actions only. */
export async function forgetSignUp(): Promise<void> {
  (await cookies()).delete(NAME);
}
