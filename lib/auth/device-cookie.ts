/**
 * Device cookies: they mark a browser that has signed in to an account before. Its attempts are counted apart from strangers', so
 * that no stranger can lock an owner out (OWASP, Slow Down Online Guessing Attacks with Device Cookies).
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { cookies } from "next/headers";
import { getAuthSecret, getEnvironment } from "@/lib/platform/environment";
import { requestCookie } from "@/lib/platform/request-context";

const YEAR = 365 * 24 * 60 * 60;

/** The same, however an address is typed. */
export function normalAccount(account: string): string {
  return account.trim().normalize("NFKC").toLowerCase();
}

function mac(purpose: string, value: string): string {
  return createHmac("sha256", getAuthSecret()).update(`cairn device ${purpose}\n${value}`).digest("base64url");
}

/** One cookie per account, so that two people can use one browser. Without the secret its name reveals nothing. */
function nameFor(account: string): string {
  return `cairn.device_${mac("name", account).slice(0, 16)}`;
}

/** The cookie's value: a random id, and a proof that it was issued for this account. */
export function createDeviceCookie(account: string): { name: string; value: string } {
  const device = randomUUID();
  const normal = normalAccount(account);
  return { name: nameFor(normal), value: `${device}.${mac("proof", `${device}\n${normal}`)}` };
}

/** Returns the id of this request's browser if it has signed in to the account before, else null. */
export function findDevice(account: string): string | null {
  const normal = normalAccount(account);
  const [device = "", proof = ""] = (requestCookie(nameFor(normal)) ?? "").split(".");
  const expected = Buffer.from(mac("proof", `${device}\n${normal}`));
  const given = Buffer.from(proof);
  return given.length === expected.length && timingSafeEqual(given, expected) ? device : null;
}

/** For actions only, after a complete sign-in: with the second factor, where there is one. */
export async function rememberDevice(account: string): Promise<void> {
  if (findDevice(account)) return;
  const { name, value } = createDeviceCookie(account);
  const secure = getEnvironment().APP_URL.startsWith("https:");
  (await cookies()).set(name, value, { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: YEAR });
}
