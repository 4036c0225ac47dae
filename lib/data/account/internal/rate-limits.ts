/**
 * Rate limits, counted in the database, so that all servers share one count.
 *
 * Attempts are counted by the account that they name and by the address that they come from. Neither lets anybody lock everyone
 * out: a browser that has signed in to the account before has a count of its own, beside both; an account's window is short; an
 * address may fail often, since an office or a proxy that TRUSTED_PROXIES does not name share one, and what goes well gives its
 * point back.
 */
import { createHmac } from "node:crypto";
import { RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible";
import { findDevice, normalAccount } from "@/lib/auth/device-cookie";
import { getDatabase } from "@/lib/db/client";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { getAuthSecret } from "@/lib/platform/environment";
import { clientAddress, setRetryAfter } from "@/lib/platform/request-context";

const MINUTE = 60;

const HOUR = 60 * MINUTE;

type Limit = { points: number; seconds: number };

type Limits = {
  /** For each account, over all browsers that it does not know. */
  account: Limit | null;
  /** For each address, over all accounts. */
  address: Limit;
  /** Limits successes: mails to an address, or new rows. */
  countsSuccess: boolean;
};

export type LimitedKind = "sign-in" | "sign-up" | "mail-link" | "reset" | "verify" | "invitation" | "setup" | "second-factor" | "guest";

/** A class or an office of some sixty people behind one address may do each of these at the same time. */
export const LIMITS: Record<LimitedKind, Limits> = {
  "sign-in": { account: { points: 10, seconds: 15 * MINUTE }, address: { points: 100, seconds: 15 * MINUTE }, countsSuccess: false },
  // Six digits: at this rate it takes years to guess one.
  "second-factor": { account: { points: 5, seconds: 15 * MINUTE }, address: { points: 100, seconds: 15 * MINUTE }, countsSuccess: false },
  // Each sends a mail. After this many, the links are in the inbox already.
  "sign-up": { account: { points: 5, seconds: HOUR }, address: { points: 120, seconds: HOUR }, countsSuccess: true },
  "mail-link": { account: { points: 5, seconds: 15 * MINUTE }, address: { points: 120, seconds: 15 * MINUTE }, countsSuccess: true },
  reset: { account: { points: 5, seconds: 15 * MINUTE }, address: { points: 120, seconds: 15 * MINUTE }, countsSuccess: true },
  // Nobody can guess a token of 256 bits; these limits keep the load of guessing low.
  verify: { account: null, address: { points: 100, seconds: 15 * MINUTE }, countsSuccess: false },
  setup: { account: null, address: { points: 30, seconds: 15 * MINUTE }, countsSuccess: false },
  invitation: { account: { points: 60, seconds: HOUR }, address: { points: 240, seconds: 15 * MINUTE }, countsSuccess: false },
  guest: { account: null, address: { points: 600, seconds: 10 * MINUTE }, countsSuccess: true },
};

export type Attempt = {
  /** Gives the attempt back where only failures count. To be called after a success. */
  succeed(): Promise<void>;
};

/** A row does not reveal the address or name that it counts. */
function keyOf(kind: LimitedKind, scope: "account" | "device" | "address", value: string): string {
  return createHmac("sha256", getAuthSecret()).update(`cairn limit\n${kind}\n${scope}\n${value}`).digest("base64url");
}

function limiterFor({ points, seconds }: Limit): RateLimiterPrisma {
  // Without the library's timer: a job deletes expired rows.
  return new RateLimiterPrisma({
    storeClient: getDatabase(),
    tableName: "rateLimit",
    keyPrefix: "",
    points,
    duration: seconds,
    clearExpiredByTimeout: false,
  });
}

function tooMany(milliseconds: number): ExpectedError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  setRetryAfter(seconds);
  const minutes = Math.ceil(seconds / MINUTE);
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return new ExpectedError("TooMany", `That was tried too often in a short time. Please wait ${wait}, then try again.`);
}

/**
 * Counts one attempt, before it is made: of many at the same time, no more than the limit pass.
 * @throws ExpectedError TooMany, whether or not there is such an account
 */
export async function limitAttempts(kind: LimitedKind, { account }: { account?: string } = {}): Promise<Attempt> {
  const limits = LIMITS[kind];
  const device = account ? findDevice(account) : null;
  const address = clientAddress();
  const counted: { limiter: RateLimiterPrisma; key: string }[] = [];
  if (device && limits.account) counted.push({ limiter: limiterFor(limits.account), key: keyOf(kind, "device", device) });
  else {
    if (address) counted.push({ limiter: limiterFor(limits.address), key: keyOf(kind, "address", address) });
    if (account && limits.account) {
      counted.push({ limiter: limiterFor(limits.account), key: keyOf(kind, "account", normalAccount(account)) });
    }
  }
  for (const { limiter, key } of counted) {
    try {
      await limiter.consume(key);
    } catch (refused) {
      if (refused instanceof RateLimiterRes) throw tooMany(refused.msBeforeNext);
      throw refused;
    }
  }
  return {
    async succeed() {
      if (limits.countsSuccess) return;
      for (const { limiter, key } of counted) await limiter.reward(key);
    },
  };
}

/** Returns how many were deleted. */
export async function deleteExpiredLimits(now: Date): Promise<number> {
  const { count } = await getDatabase().rateLimit.deleteMany({ where: { expire: { lt: now } } });
  return count;
}
