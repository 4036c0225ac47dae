import { createServer, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDeviceCookie } from "@/lib/auth/device-cookie";
import { deleteExpiredLimits, LIMITS, type LimitedKind, limitAttempts } from "@/lib/data/account/internal/rate-limits";
import { getDatabase } from "@/lib/db/client";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { followRequests } from "@/lib/platform/request-context";
import { useDatabase } from "./database";

process.env.AUTH_SECRET = "only-for-the-tests-of-the-rate-limits";

useDatabase();

/** A server where every request is one attempt: `?kind=…&account=…&right=yes`. It trusts only the proxy at 127.0.0.2. */
async function answerAttempt(query: URLSearchParams): Promise<{ status: number; text: string }> {
  const account = query.get("account");
  try {
    const counted = await limitAttempts(query.get("kind") as LimitedKind, account === null ? {} : { account });
    if (query.get("right")) await counted.succeed();
    return { status: 200, text: "let through" };
  } catch (error) {
    return { status: error instanceof ExpectedError && error.code === "TooMany" ? 429 : 500, text: (error as Error).message };
  }
}

const answer = followRequests({ trustedProxies: ["127.0.0.2"], onFinish: () => undefined, onUnnamedProxy: () => undefined });

const server = createServer((incoming, outgoing) =>
  answer(incoming, outgoing, async (request, response) => {
    const { status, text } = await answerAttempt(new URL(request.url ?? "", "http://localhost").searchParams);
    response.statusCode = status;
    response.end(text);
  }),
);

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => server.close());

type Try = { kind?: LimitedKind; account?: string; right?: boolean; forwarded?: string; proxy?: boolean; cookie?: string };
type Answer = { status: number; retryAfter: string | undefined; text: string };

async function attempt({ kind = "sign-in", account, right = false, forwarded, proxy = false, cookie }: Try): Promise<Answer> {
  const query = new URLSearchParams({ kind, ...(account === undefined ? {} : { account }), ...(right ? { right: "yes" } : {}) });
  return new Promise((resolve, reject) => {
    const outgoing = send(
      {
        host: "127.0.0.1",
        port: (server.address() as AddressInfo).port,
        path: `/?${query}`,
        localAddress: proxy ? "127.0.0.2" : "127.0.0.1",
        agent: false,
        headers: { ...(forwarded ? { "x-forwarded-for": forwarded } : {}), ...(cookie ? { cookie } : {}) },
      },
      async (incoming) => {
        let text = "";
        for await (const chunk of incoming) text += chunk;
        resolve({ status: incoming.statusCode ?? 0, retryAfter: incoming.headers["retry-after"], text });
      },
    );
    outgoing.once("error", reject);
    outgoing.end();
  });
}

async function letThrough(count: number, tryOf: (index: number) => Try, atATime = 25): Promise<number> {
  let passed = 0;
  for (let done = 0; done < count; done += atATime) {
    const batch = Array.from({ length: Math.min(atATime, count - done) }, (_, index) => attempt(tryOf(done + index)));
    const statuses = (await Promise.all(batch)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
    passed += statuses.filter((status) => status === 200).length;
  }
  return passed;
}

const perAccount = LIMITS["sign-in"].account?.points ?? 0;
const perAddress = LIMITS["sign-in"].address.points;

/** Ends the time windows of everything counted so far. */
async function passTime(): Promise<void> {
  await getDatabase().rateLimit.updateMany({ data: { expire: new Date(Date.now() - 1) } });
}

describe("by account", () => {
  it("lets no more of fifty guesses at the same time pass than the limit", async () => {
    expect(await letThrough(50, () => ({ account: "ada@example.org" }), 50)).toBe(perAccount);
  });

  it("counts together what comes from many addresses, and however the address is typed", async () => {
    const typed = ["ada@example.org", " ADA@example.org", "Ada@Example.ORG "];
    const passed = await letThrough(30, (index) => ({
      account: typed[index % 3] as string,
      proxy: true,
      forwarded: `198.51.100.${index}`,
    }));
    expect(passed).toBe(perAccount);
    expect((await attempt({ account: "bob@example.org" })).status).toBe(200);
  });

  it("says how long to wait, and lets go when the time is over", async () => {
    await letThrough(perAccount, () => ({ account: "ada@example.org" }));
    const refused = await attempt({ account: "ada@example.org" });
    expect(refused).toMatchObject({ status: 429, text: expect.stringContaining("Please wait 15 minutes, then try again.") });
    expect(Number(refused.retryAfter)).toBeGreaterThan(14 * 60);
    expect(Number(refused.retryAfter)).toBeLessThanOrEqual(15 * 60);
    // Further guesses do not extend the window.
    const [row] = await getDatabase().rateLimit.findMany({ where: { points: perAccount + 1 } });
    await attempt({ account: "ada@example.org" });
    expect(await getDatabase().rateLimit.findUnique({ where: { key: row?.key ?? "" } })).toMatchObject({ expire: row?.expire });
    await passTime();
    expect(await letThrough(50, () => ({ account: "ada@example.org" }))).toBe(perAccount);
  });

  it("does not count what goes well", async () => {
    expect(await letThrough(40, () => ({ account: "ada@example.org", right: true }), 1)).toBe(40);
    expect(await letThrough(40, () => ({ account: "ada@example.org" }), 1)).toBe(perAccount);
  });

  it("counts each mail, also one that was wanted", async () => {
    const mails = LIMITS["mail-link"].account?.points;
    expect(await letThrough(20, () => ({ kind: "mail-link", account: "ada@example.org", right: true }))).toBe(mails);
    expect((await attempt({ kind: "sign-in", account: "ada@example.org" })).status).toBe(200);
  });
});

describe("by address", () => {
  it("counts guesses at many accounts together, and gains nothing by rotating X-Forwarded-For", async () => {
    const passed = await letThrough(perAddress + 50, (index) => ({
      account: `person-${index}@example.org`,
      forwarded: `203.0.113.${index % 250}, 198.51.100.${index % 250}`,
    }));
    expect(passed).toBe(perAddress);
  });

  it("gains nothing either behind a trusted proxy, which writes the true address after what the client wrote", async () => {
    const passed = await letThrough(perAddress + 50, (index) => ({
      account: `person-${index}@example.org`,
      proxy: true,
      forwarded: `203.0.113.${index % 250}, 198.51.100.7`,
    }));
    expect(passed).toBe(perAddress);
    expect((await attempt({ account: "ada@example.org", proxy: true, forwarded: "198.51.100.8" })).status).toBe(200);
  });

  it("takes a subscriber's whole IPv6 network as one", async () => {
    const tried = (index: number): Try => ({
      account: `person-${index}@example.org`,
      proxy: true,
      forwarded: `2001:db8:1:2::${(index + 1).toString(16)}`,
    });
    expect(await letThrough(perAddress + 20, tried)).toBe(perAddress);
    expect((await attempt({ account: "ada@example.org", proxy: true, forwarded: "2001:db8:1:3::1" })).status).toBe(200);
  });

  it("lets a class of sixty begin at once, and stops somebody who fills the database with guests", async () => {
    expect(await letThrough(60, () => ({ kind: "guest", right: true }), 60)).toBe(60);
    await getDatabase().rateLimit.updateMany({ data: { points: LIMITS.guest.address.points } });
    expect((await attempt({ kind: "guest", right: true })).status).toBe(429);
  });
});

describe("a browser that has signed in before", () => {
  it("is let in while strangers have used up its account's and its address's attempts", async () => {
    await letThrough(perAddress + 10, (index) => ({ account: index % 2 ? "ada@example.org" : `person-${index}@example.org` }));
    expect((await attempt({ account: "ada@example.org" })).status).toBe(429);
    const { name, value } = createDeviceCookie("Ada@example.org");
    const cookie = `theme=dark; ${name}=${value}`;
    expect((await attempt({ account: "ada@example.org", cookie })).status).toBe(200);
    // It is a limit all the same: a thief of the device cannot guess more often.
    expect(await letThrough(50, () => ({ account: "ada@example.org", cookie }))).toBe(perAccount - 1);
  });

  it("is known for its own account only, by a cookie that nobody can make up or change", async () => {
    await letThrough(perAccount, () => ({ account: "ada@example.org" }));
    const ada = createDeviceCookie("ada@example.org");
    const bob = createDeviceCookie("bob@example.org");
    const [device = "", proof = ""] = ada.value.split(".");
    const forged = [
      `${ada.name}=${bob.value}`,
      `${bob.name}=${bob.value}`,
      `${ada.name}=${device}`,
      `${ada.name}=${device}.`,
      `${ada.name}=${crypto.randomUUID()}.${proof}`,
      `${ada.name}=.${proof}`,
      `${ada.name}=${device}.${"A".repeat(proof.length)}`,
      `${ada.name}=${device}.${"ä".repeat(proof.length)}`,
    ];
    const statuses: number[] = [];
    for (const cookie of forged) statuses.push((await attempt({ account: "ada@example.org", cookie: encodeURI(cookie) })).status);
    expect(statuses).toEqual(forged.map(() => 429));
  });
});

it("keeps no address and no name, and deletes what has expired", async () => {
  await attempt({ account: "ada@example.org" });
  const rows = await getDatabase().rateLimit.findMany();
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toMatch(/ada|example|127\.0/);
  expect(await deleteExpiredLimits(new Date())).toBe(0);
  await passTime();
  expect(await deleteExpiredLimits(new Date())).toBe(2);
});
