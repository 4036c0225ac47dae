/** The risk: a person who may call an action breaks it, or the server, with fields that none of the forms would send. */

import { makeWorkspace } from "../factories/workspace";
import { callAction, cookieOf } from "./call-action";
import { expect, test } from "./fixtures";
import { ACTIONS, builtActions, PAGES } from "./route-rules";

/**
 * What every field holds at once: that each alone is refused, and everything else too, is tried below HTTP
 * (tests/integration/hostile-fields.test.ts). Here: what no form can carry gets to the action and back through Next.
 */
const HOSTILE = "a\u0000b\ud800__proto__";

const COACHS = ["round.manage", "review.give", "agenda.prepare", "team.manage"];

const OF_TEAMS = Object.entries(ACTIONS).filter(([name]) => /^app\/(teams|results)\//.test(name));

test("there are actions of teams and results to try", () => {
  expect(OF_TEAMS.length).toBeGreaterThan(25);
});

for (const [name, rule] of OF_TEAMS) {
  test(name, async ({ request }) => {
    const { id = "", pages = [] } = builtActions().get(name) ?? {};
    const page = Object.keys(PAGES).find((file) => pages.includes(file));
    if (!page) throw new Error("No page of the table takes this action.");
    const role = COACHS.includes(rule.rule) ? "coach" : "owner";
    const workspace = await makeWorkspace();
    const headers = await cookieOf(workspace, role);
    const right = rule.fields(workspace, role);
    const url = PAGES[page]?.url(workspace) ?? "";
    const hostile = Object.fromEntries([...Object.keys(right), "one.too.many"].map((field) => [field, HOSTILE]));
    const response = await callAction(request, url, id, { fields: hostile }, headers);
    expect.soft(response.status()).toBeGreaterThanOrEqual(400);
    expect.soft(response.status()).toBeLessThan(500);
    expect.soft(await response.text()).not.toMatch(/prisma|sqlite|stack trace|at Object\./i);
  });
}
