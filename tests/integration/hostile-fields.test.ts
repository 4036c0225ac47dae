/** The risk: somebody who may call an action breaks it, or the server, with fields that no form of ours would send. */
import type { AsyncLocalStorage } from "node:async_hooks";
import path from "node:path";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { processWide } from "@/lib/platform/process-wide";
import { ACTIONS } from "../e2e/route-rules";
import { sessionCookie } from "../e2e/session";
import { actorOf } from "../factories/account";
import { makeWorkspace } from "../factories/workspace";
import { useDatabase } from "./database";

/** Who calls; the session itself is not what is tried here. */
const caller: { actor: Actor | null } = { actor: null };

vi.mock("@/lib/auth/actor", async (original) => ({
  ...(await original<object>()),
  findActor: () => Promise.resolve(caller.actor),
  withRenewedSession: (run: () => Promise<unknown>) => run(),
}));
vi.mock("@/lib/auth/sessions", async (original) => ({ ...(await original<object>()), rotateSession: () => Promise.resolve() }));
vi.mock("next/cache", async (original) => ({ ...(await original<object>()), refresh: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));

/** What stands in a field in turn, everything else being right. Undefined: nothing at all. */
const HOSTILE = {
  missing: undefined,
  empty: "",
  huge: "x".repeat(60_000),
  NUL: "a\u0000b",
  "half a character": "\ud800",
  "a path": "../../etc/passwd",
  SQL: `'; DROP TABLE "User"; --`,
  "an object": '{"$gt":""}',
  "an inherited name": "__proto__",
  "a number out of range": "99999999999999999999",
} as const;

const COACHS = ["round.manage", "review.give", "agenda.prepare", "team.manage"];

const OF_TEAMS = Object.entries(ACTIONS).filter(([name]) => /^app\/(teams|results)\//.test(name));

type Answer = { status: number; told: string };

/** Runs the action as in a request; a redirect, and a page that is not there, are answers too. */
async function call(action: (fields: unknown) => Promise<unknown>, fields: Record<string, string>): Promise<Answer> {
  const isCall = Object.values(fields).some((value) => value.startsWith("json:"));
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const values = Object.entries(fields).map(([name, text]) => [name, text.startsWith("json:") ? JSON.parse(text.slice(5)) : text]);
  const response = { statusCode: 200 };
  const context = { requestId: "here", clientAddress: null, cookies: "", response, responseOver: Promise.resolve() };
  const requests = processWide<AsyncLocalStorage<object>>("requests", () => {
    throw new Error("The request context is not loaded.");
  });
  return requests.run(context, async () => {
    try {
      const answer = await action(isCall ? Object.fromEntries(values) : form);
      const { actionError } = context as { actionError?: unknown };
      return { status: response.statusCode, told: JSON.stringify([answer, actionError]) };
    } catch (error) {
      const { digest } = error as { digest?: string };
      if (typeof digest === "string" && digest.startsWith("NEXT_")) return { status: 303, told: digest };
      throw error;
    }
  });
}

/** Refused or done, and nothing said of what is inside. */
function expectSound({ status, told }: Answer, what: string): void {
  expect.soft(status, what).toBeLessThan(500);
  expect.soft(told, what).not.toMatch(/prisma|sqlite|stack trace|at Object\./i);
}

useDatabase();

it("there are actions of teams and results to try", () => {
  expect(OF_TEAMS.length).toBeGreaterThan(25);
});

it.each(OF_TEAMS)("%s", { timeout: 120_000 }, async (name, rule) => {
  const [file = "", exported = ""] = name.split(" ");
  const actions = (await import(path.resolve(file))) as Record<string, (fields: unknown) => Promise<unknown>>;
  const action = actions[exported];
  if (!action) throw new Error(`${file} has no ${exported}.`);
  const role = COACHS.includes(rule.rule) ? "coach" : "owner";
  const workspace = await makeWorkspace();
  await sessionCookie(workspace.people[role].userId);
  caller.actor = await actorOf(workspace.people[role].userId);
  const right = rule.fields(workspace, role);
  // Checks that an error is recognized here.
  expect((await call(action, { "one.too.many": "" })).status).toBeGreaterThanOrEqual(400);
  for (const field of [...Object.keys(right), "one.too.many"]) {
    const { [field]: _, ...others } = right;
    const withField = (value: string | undefined) => (value === undefined ? others : { ...others, [field]: value });
    for (const [what, value] of Object.entries(HOSTILE)) expectSound(await call(action, withField(value)), `${field}: ${what}`);
    const anything = fc.string({ unit: "binary", maxLength: 200 }).filter((text) => !text.startsWith("json:"));
    await fc.assert(
      fc.asyncProperty(anything, async (text) => expectSound(await call(action, withField(text)), `${field}: ${JSON.stringify(text)}`)),
      { numRuns: 10 },
    );
  }
});
