/** The risk: a page, route handler or server action serves a person whom the table of access does not allow. */
import type { APIResponse } from "@playwright/test";
import { ROLES, type Role } from "@/lib/access/rules";
import { getDatabase } from "@/lib/db/client";
import { ATTEMPT } from "@/lib/domain/request/form-fields";
import { makeWorkspace, readWorkspace, SECRET_EVIDENCE, type Workspace } from "../factories/workspace";
import { callAction, cookieOf } from "./call-action";
import { expect, test } from "./fixtures";
import { ACTIONS, allows, builtActions, findActions, findPages, PAGES, type Rule, WITHOUT_ACCOUNT } from "./route-rules";

/** Redirected to sign in, or "not found": never a hint of what exists. */
function expectDenied(response: APIResponse, role: Role, what: string): void {
  const status = response.status();
  if (WITHOUT_ACCOUNT.includes(role))
    expect.soft(isSentToSignIn(response) || [401, 404].includes(status), `${what} as ${role}: ${status}`).toBe(true);
  else expect.soft(status, `${what} as ${role}`).toBe(404);
}

function isSentToSignIn(response: APIResponse): boolean {
  return [303, 307].includes(response.status()) && (response.headers().location ?? "").startsWith("/sign-in");
}

function expectAllowed(response: APIResponse, role: Role, what: string, { answers }: Rule): void {
  const status = typeof answers === "function" ? answers(role) : answers;
  if (status) expect.soft(response.status(), `${what} as ${role}`).toBe(status);
  else expect.soft(response.status(), `${what} as ${role}`).toBeLessThan(400);
  expect.soft(isSentToSignIn(response), `${what} as ${role}: sent to sign in`).toBe(false);
}

test("each page, route handler and action that the build holds has its rule, and each rule its place", () => {
  expect(Object.keys(PAGES).toSorted()).toEqual(findPages().toSorted());
  expect(Object.keys(ACTIONS).toSorted()).toEqual(findActions().toSorted());
  expect([...builtActions().keys()].toSorted()).toEqual(findActions().toSorted());
});

const isRedirect = (response: APIResponse) => response.status() === 303;

/** Without sessions, which the test itself begins. */
async function readAfter(workspace: Workspace) {
  const { sessions: _, ...rest } = await readWorkspace(workspace);
  return rest;
}

for (const [file, rule] of Object.entries(PAGES)) {
  test(`${file}: ${rule.rule}`, async ({ request }) => {
    const workspace = await makeWorkspace();
    for (const role of ROLES) {
      const response = await request.get(rule.url(workspace), { headers: await cookieOf(workspace, role), maxRedirects: 0 });
      if (allows(rule, role)) expectAllowed(response, role, file, rule);
      else {
        expectDenied(response, role, file);
        const text = await response.text();
        expect.soft(text).not.toContain(SECRET_EVIDENCE);
        // Every page shows its reader who is signed in.
        if (role !== "owner") expect.soft(text).not.toContain("Olga Owner");
      }
    }
  });
}

for (const [name, rule] of Object.entries(ACTIONS)) {
  test(`${name}: ${rule.rule}`, async ({ request }) => {
    const { id = "", pages = [] } = builtActions().get(name) ?? {};
    const page = Object.keys(PAGES).find((file) => pages.includes(file));
    if (!page) throw new Error("No page of the table takes this action.");
    const url = (workspace: Workspace) => PAGES[page]?.url(workspace) ?? "";
    // Who is refused changes nothing, so that all of them can be in one workspace. They come first: a session that is
    // renewed for somebody who may would stay with this request context, and nobody would be sent with it.
    const workspace = await makeWorkspace();
    const refused = await Promise.all(
      ROLES.filter((each) => !allows(rule, each)).map(async (role) => ({ role, headers: await cookieOf(workspace, role) })),
    );
    const before = await readWorkspace(workspace);
    for (const { role, headers } of refused) {
      expectDenied(await callAction(request, url(workspace), id, { ...rule, fields: rule.fields(workspace, role) }, headers), role, name);
    }
    expect.soft(await readWorkspace(workspace), `refused: ${refused.map(({ role }) => role).join(", ")}`).toEqual(before);
    for (const role of ROLES.filter((each) => allows(rule, each))) {
      const own = await makeWorkspace();
      const headers = await cookieOf(own, role);
      const { isRepeatable } = rule;
      const given = rule.fields(own, role);
      const isCall = rule.isCall || Object.values(given).some((value) => value.startsWith("json:"));
      const fields = isCall ? given : { ...given, [ATTEMPT]: own.teamId };
      const first = await callAction(request, url(own), id, { fields, isCall }, headers);
      expectAllowed(first, role, name, rule);
      if (isCall || isRepeatable || (!first.ok() && !isRedirect(first))) continue;
      // Sent twice: answered as the first time, and done once.
      const once = await readAfter(own);
      const people = await getDatabase().user.count({ where: { id: role === "nobody" ? "" : own.people[role].userId } });
      const again = await callAction(request, url(own), id, { fields, isCall }, people === 0 ? {} : await cookieOf(own, role));
      if (people > 0)
        expect
          .soft([again.status(), again.headers().location], `${name} as ${role}, twice`)
          .toEqual([first.status(), first.headers().location]);
      expect.soft(await readAfter(own), `${name} as ${role}, twice`).toEqual(once);
    }
  });
}
