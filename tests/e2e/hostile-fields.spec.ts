/** The risk: a person who may call an action breaks it, or the server, with fields that none of the forms would send. */
import { callAction, cookieOf } from "./call-action";
import { expect, test } from "./fixtures";
import { ACTIONS, builtActions, PAGES } from "./route-rules";
import { makeWorkspace } from "./world";

/** The values for a field in turn, with everything else valid. Undefined: the field is missing. */
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
    for (const field of [...Object.keys(right), "one.too.many"]) {
      for (const [what, value] of Object.entries(HOSTILE)) {
        const { [field]: _, ...others } = right;
        const response = await callAction(request, url, id, value === undefined ? others : { ...others, [field]: value }, headers);
        expect.soft(response.status(), `${field}: ${what}`).toBeLessThan(500);
        expect.soft(await response.text(), `${field}: ${what}`).not.toMatch(/prisma|sqlite|stack trace|at Object\./i);
      }
    }
  });
}
