/** The risk: one request keeps the server busy, and everybody else waits. Every action and importer is tried, none is listed here. */
import type { AsyncLocalStorage } from "node:async_hooks";
import path from "node:path";
import { expect, it, vi } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { readImport } from "@/lib/data/competency/internal/exchange";
import { fieldsOf } from "@/lib/domain/competency/draft";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { isAddressList, readAddressList, reportInvitations } from "@/lib/domain/invitation/invitation-list";
import { parseCsv } from "@/lib/platform/csv";
import { processWide } from "@/lib/platform/process-wide";
import { ACTIONS, findActions } from "../e2e/route-rules";
import { sessionCookie } from "../e2e/session";
import { actorOf } from "../factories/account";
import { makeWorkspace } from "../factories/workspace";
import { useDatabase } from "./database";

/** Who calls; the session itself is not what is tried here. */
const caller: { actor: Actor | null } = { actor: null };

vi.mock("@/lib/auth/actor", async (original) => ({
  ...(await original<object>()),
  findActor: () => Promise.resolve(caller.actor),
  withRenewedSession: (run: (actor: Actor | null) => Promise<unknown>) => run(caller.actor),
}));
vi.mock("@/lib/auth/sessions", async (original) => ({ ...(await original<object>()), rotateSession: () => Promise.resolve() }));
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), refresh: () => undefined }));
vi.mock("next/headers", async (original) => ({
  ...(await original<object>()),
  headers: () => Promise.resolve(new Headers()),
  cookies: () => Promise.resolve({ get: () => undefined, set: () => undefined, delete: () => undefined }),
}));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

/**
 * Processor time in milliseconds: 100 is the aim on a core of one's own; the suites that run beside this one double it. What grows
 * faster than its input takes seconds.
 */
const MOST = 250;

/** The most that a request may hold, less what stands around the field. */
const HUGE = 1_000_000;

const SIGNS = [" ", ".", ":", '"', "7", "x"];

/** The least of up to three times: a first run also compiles, and any run may collect what earlier ones left. */
async function leastTime(work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 3 && least > MOST; time += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

async function call(action: (...sent: unknown[]) => Promise<unknown>, sent: unknown): Promise<number> {
  const response = { statusCode: 200 };
  const context = { requestId: "here", url: "/", clientAddress: null, cookies: "", response, responseOver: Promise.resolve() };
  const requests = processWide<AsyncLocalStorage<object>>("requests", () => {
    throw new Error("The request context is not loaded.");
  });
  return requests.run(context, async () => {
    try {
      await action(sent);
    } catch (error) {
      const { digest } = error as { digest?: string };
      if (typeof digest !== "string" || !digest.startsWith("NEXT_")) throw error;
      return 303;
    }
    return response.statusCode;
  });
}

/** As a form, or as what a page's script sends, where the table writes one of its fields as JSON. */
function toSend(fields: Record<string, string>): FormData | Record<string, unknown> {
  const isCall = Object.values(fields).some((value) => value.startsWith("json:"));
  const values = Object.entries(fields).map(([name, text]) => [name, text.startsWith("json:") ? JSON.parse(text.slice(5)) : text]);
  if (isCall) return Object.fromEntries(values) as Record<string, unknown>;
  const form = new FormData();
  for (const [name, value] of values) form.append(name, value);
  return form;
}

useDatabase();

it("every action of the source is in the table", () => {
  expect(Object.keys(ACTIONS).toSorted()).toEqual(findActions().toSorted());
});

it.each(Object.entries(ACTIONS))("%s", { timeout: 120_000 }, async (name, rule) => {
  const [file = "", exported = ""] = name.split(" ");
  const actions = (await import(path.resolve(file))) as Record<string, (...sent: unknown[]) => Promise<unknown>>;
  const action = actions[exported];
  if (!action) throw new Error(`${file} has no ${exported}.`);
  const workspace = await makeWorkspace();
  const { userId } = workspace.people.owner;
  await sessionCookie(userId);
  const right = rule.fields(workspace, "owner");
  for (const actor of [null, await actorOf(userId)]) {
    caller.actor = actor;
    for (const field of [...Object.keys(right), "one.too.many"]) {
      for (const sign of SIGNS) {
        const sent = toSend({ ...right, [field]: sign.repeat(HUGE) });
        expect.soft(await leastTime(() => call(action, sent)), `${field}: ${JSON.stringify(sign)}`).toBeLessThan(MOST);
      }
    }
    const many = toSend({ ...right, ...Object.fromEntries(Array.from({ length: 16_000 }, (_, index) => [`f${index}`, ""])) });
    expect(await call(action, many)).toBe(422);
    expect.soft(await leastTime(() => call(action, many)), "16,000 fields").toBeLessThan(MOST);
  }
});

const current = fieldsOf(productManagement);
const names = Array.from({ length: 16_000 }, (_, index) => `k${index}`);

/** Where a file may hold a long text, or many short ones. */
const FILES: Record<string, (text: string) => string> = {
  alone: (text) => text,
  "between letters": (text) => `x${text}y`,
  "in a document": (text) => `x${text}y\nPurpose:\na${text.slice(0, 9)}b\nKey Behaviors:\n- a: b\nLevels:\n- Beginner:\n`,
  "in a behavior": (text) => `Name\nPurpose:\nb\nKey Behaviors:\n- a${text}b\n`,
  "in a cell": (text) => `Behavior,Beginner\n"Vision & Strategy","a${text.replaceAll('"', '""')}b"\n`,
  "in JSON": (text) => JSON.stringify({ source: { name: `a${text}b` } }),
  "in a CASE package": (text) =>
    JSON.stringify({ CFDocument: { identifier: "1", title: "x" }, CFItems: [{ identifier: "a", fullStatement: `a${text}b` }] }),
  "in YAML": (text) => `source:\n  name: "a${text.replaceAll('"', "'")}b"\n`,
  "in many lines": (text) => names.map((name) => `${name}: '${text.slice(0, 20)}'`).join("\n"),
  "in many names": (text) =>
    JSON.stringify({ source: { name: "x" }, ...Object.fromEntries(names.map((name) => [name, text.slice(0, 9)])) }),
  "in many levels": (text) =>
    JSON.stringify({ source: { name: "x" }, additions: { shortNames: Object.fromEntries(names.map((name) => [name, text.slice(0, 9)])) } }),
};

const LONG = 480_000;

it.each(Object.keys(FILES))("a file with one sign %s is read or refused at once, in every format", { timeout: 120_000 }, async (shape) => {
  for (const sign of [...SIGNS, "["]) {
    const text = (FILES[shape] ?? String)(sign.repeat(LONG));
    const bytes = new TextEncoder().encode(text);
    for (const filename of ["", "a.txt", "a.json", "a.yaml", "a.csv"]) {
      const took = await leastTime(() => readImport(bytes, filename, current));
      expect.soft(took, `${JSON.stringify(sign)} as ${filename}`).toBeLessThan(MOST);
    }
    const took = await leastTime(() => {
      const lines = isAddressList(text) ? readAddressList(text) : parseCsv(text, 10_000).rows;
      return reportInvitations(lines, { fallbackRole: "member", members: new Set(), invited: new Set() });
    });
    expect.soft(took, `${JSON.stringify(sign)} as a list of people`).toBeLessThan(MOST);
  }
});
