/**
 * The risk: what somebody typed is lost, or something happens that they did not mean, because something else went wrong. Every form
 * of the kit goes through every disaster: the forms are read from the source, so that a new one cannot be forgotten.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { BrowserContext } from "@playwright/test";
import { ROLES, type Role } from "@/lib/access/rules";
import { makeWorkspace, readWorkspace, type Workspace } from "../factories/workspace";
import { cookieOf } from "./call-action";
import { expect, type Page, test } from "./fixtures";
import { allows, PAGES } from "./route-rules";
import { signInAs } from "./session";

const root = path.resolve(import.meta.dirname, "../..");

/** "revoke-${invitationId}" is the form "revoke". */
const kindOf = (name: string) => name.replace(/-?\$\{.*$/s, "");

/** The forms of the source, by kind. */
function findForms(): Set<string> {
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(root, folder, file)),
  );
  const texts = files.filter((file) => file.endsWith(".tsx")).map((file) => readFileSync(file, "utf8"));
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(/<(?:Frame)?Form\b[^>]*?\sname=(?:"([^"]+)"|\{`([^`]+)`\})/gs)].map(([, plain, made]) =>
        kindOf(plain ?? made ?? ""),
      ),
    ),
  );
}

type Shown = { name: string; kind: string };

/** Codes that work once are not kept. */
const FOR_WORDS = "input:is([type=text],[type=email]):not([autocomplete=one-time-code]),textarea";

/** Opens what is folded, types into every field for words, and returns the forms of the page. */
async function fill(page: Page): Promise<Shown[]> {
  const names = await page.evaluate((selector) => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
    return [...document.querySelectorAll<HTMLFormElement>("form[name]")].map((form) => {
      const name = form.getAttribute("name") ?? "";
      const fields = [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(selector)].filter((field) => !field.readOnly);
      for (const [position, field] of fields.entries()) {
        const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
        Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, `Words ${position} of ${name}`);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      return name;
    });
  }, FOR_WORDS);
  return names.map((name) => ({ name, kind: kindIn(name) }));
}

/** The words in every field of the page, by form, of forms that have such fields; none while the page changes. */
async function readWords(page: Page): Promise<Record<string, string[]>> {
  const words = page.evaluate(
    (selector) =>
      Object.fromEntries(
        [...document.querySelectorAll<HTMLFormElement>("form[name]")].map((form) => [
          form.getAttribute("name") ?? "",
          [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(selector)]
            .filter((field) => !field.readOnly)
            .map((field) => field.value),
        ]),
      ),
    FOR_WORDS,
  );
  const byForm = await words.catch((): Record<string, string[]> => ({}));
  return Object.fromEntries(Object.entries(byForm).filter(([, typed]) => typed.length > 0));
}

/** Presses each form's button, and returns what each then says. */
async function pressAll(page: Page, forms: readonly Shown[]): Promise<Record<string, string>> {
  const said: Record<string, string> = {};
  for (const { name } of forms) {
    const form = page.locator(`form[name="${name}"]`);
    await form.evaluate((own: HTMLFormElement) =>
      own.requestSubmit(own.querySelector<HTMLButtonElement>("button[type=submit]:not([disabled])")),
    );
    await form.getByRole("alert").waitFor({ timeout: 8_000 });
    said[name] = await form.getByRole("alert").innerText();
    const isAtError = IN_THE_FRAME.has(kindIn(name)) || (await form.evaluate((own) => own.contains(document.activeElement)));
    expect.soft(isAtError, `${name}: the focus is at the error`).toBe(true);
  }
  return said;
}

function expectAll(said: Record<string, string>, words: RegExp, when: string): void {
  for (const [name, text] of Object.entries(said)) {
    expect.soft(text, `${name}, ${when}`).toMatch(IN_THE_FRAME.has(kindIn(name)) ? /could not be reached/ : words);
  }
}

/** Forms that save themselves while somebody writes, as soon as the network lets them: reviews and agendas. */
const SAVED_BY_THEMSELVES = new Set(["review", "comments", "notes", "agenda"]);

/** Without what the test and the server's own jobs write: sessions, views of a page that is read again, cohorts. */
async function readStored(workspace: Workspace, forms: readonly Shown[]) {
  const { sessions: _, views: __, reviews, agendas, assessments, ...rest } = await readWorkspace(workspace);
  const stored = { ...rest, assessments: assessments.map(({ itemCohortId: ___, ...assessment }) => assessment) };
  return forms.some(({ kind }) => SAVED_BY_THEMSELVES.has(kind)) ? stored : { ...stored, reviews, agendas };
}

async function become(context: BrowserContext, workspace: Workspace, role: Role): Promise<void> {
  await context.clearCookies();
  if (role !== "nobody") await signInAs(context, workspace.people[role].userId);
}

/** Whoever sees the most forms comes first. */
const VISITORS: Role[] = ["coach", "admin", "owner", "member", "nobody"];

/** Forms of anybody do not ask for whom they were drawn. */
const FOR_ANYBODY = new Set([
  "theme",
  "theme-here",
  "sign-in",
  "mail-link",
  "code",
  "backup-code",
  "follow-link",
  "sign-up",
  "resend-confirmation",
  "confirm-address",
  "forgot-password",
  "reset-password",
  "setup",
  "demo",
  "sign-out",
]);

const kinds = [...findForms()];

/** In the frame of every page, and as light as they can be: tried on one page. */
const IN_THE_FRAME = new Set(["theme", "theme-here", "sign-out"]);
const FRAME = "app/(public)/model/page.tsx";

/** Forms that no page shows in this test's workspace: used in these files, and not sent through each disaster. */
const ELSEWHERE = new Set([
  // accounts.spec.ts
  "confirm-address",
  "follow-link",
  "mail-link",
  "reset-password",
  "setup",
  // competency-publishing.spec.ts
  "discard-draft",
  "import",
  "restore",
  "start-draft",
  // demo.spec.ts
  "demo",
  // journey.spec.ts
  "correct",
  "retake",
  // reviews.spec.ts
  "agree",
  "comments",
  "correction",
  "notes",
  "propose",
  "reply",
  // revisions.spec.ts
  "move",
  // rounds.spec.ts
  "close",
  // settings.spec.ts
  "confirm-email",
  "remove-passkey",
  "rename-passkey",
  // teams.spec.ts
  "resend",
  "send",
]);

test("every form of the source is on a page that is tried here, or named with its own test", async ({ request }) => {
  const found = new Set<string>();
  const workspace = await makeWorkspace();
  for (const rule of Object.entries(PAGES).flatMap(([file, each]) => (file.endsWith("page.tsx") ? [each] : []))) {
    for (const role of VISITORS.filter((each) => allows(rule, each))) {
      const response = await request.get(rule.url(workspace), { headers: await cookieOf(workspace, role) });
      for (const [, name = ""] of (await response.text()).matchAll(/<form\b[^>]*? name="([^"]*)"/g)) found.add(kindIn(name));
    }
  }
  expect(kinds.filter((kind) => !found.has(kind) && !ELSEWHERE.has(kind))).toEqual([]);
  expect([...ELSEWHERE].filter((kind) => !kinds.includes(kind))).toEqual([]);
});

/** The longest that fits: "revoke-0f3c…" is of the kind "revoke". */
function kindIn(name: string): string {
  const fitting = kinds.filter((kind) => name === kind || name.startsWith(`${kind}-`));
  return fitting.toSorted((one, other) => other.length - one.length)[0] ?? name;
}

for (const [file, rule] of Object.entries(PAGES)) {
  if (!file.endsWith("page.tsx") || rule.rule === "closed") continue;
  test(`the forms of ${file} lose nothing and do nothing by mistake`, async ({ page, context, consoleErrors }) => {
    consoleErrors.expect(/Failed to load resource|ERR_INTERNET_DISCONNECTED/);
    const seen = new Set(file === FRAME ? [] : IN_THE_FRAME);
    for (const role of VISITORS.filter((each) => ROLES.includes(each) && allows(rule, each))) {
      const workspace = await makeWorkspace();
      await become(context, workspace, role);
      const url = rule.url(workspace);
      await page.goto(url);
      const shown = await fill(page);
      const forms = shown.filter(({ kind, name }) => !seen.has(kind) && shown.find((one) => one.kind === kind)?.name === name);
      for (const { kind } of forms) seen.add(kind);
      if (forms.length === 0) continue;
      const typed = await readWords(page);
      const before = await readStored(workspace, forms);

      await context.setOffline(true);
      expectAll(await pressAll(page, forms), /You are offline/, "offline");
      await context.setOffline(false);

      await page.route("**/*", (route) =>
        route.request().method() === "POST"
          ? route.fulfill({ status: 502, contentType: "text/html", body: "Bad Gateway" })
          : route.fallback(),
      );
      expectAll(await pressAll(page, forms), /did not answer/, "502");
      await page.unrouteAll();

      await page.route("**/*", (route) =>
        route.request().method() === "POST"
          ? route.continue({ headers: { ...route.request().headers(), "next-action": "0".repeat(42) } })
          : route.fallback(),
      );
      expectAll(await pressAll(page, forms), /Cairn was updated/, "updated");
      await page.unrouteAll();

      expect(await readWords(page), "after what the network did").toEqual(typed);

      const own = forms.filter(({ kind }) => !FOR_ANYBODY.has(kind));
      if (role !== "nobody") {
        await become(context, workspace, "account");
        expectAll(await pressAll(page, own), /This page was opened as/, "as somebody else");
        await become(context, workspace, "nobody");
        expectAll(await pressAll(page, own), /signed out/i, "signed out");
        expect(await readWords(page), "after the session ended").toEqual(typed);
        await become(context, workspace, role);
      }
      await page.reload();
      await expect.poll(() => readWords(page), "after a reload").toEqual(typed);
      await page.goto("/api/health/live");
      await page.goBack();
      await expect.poll(() => readWords(page), "after Back").toEqual(typed);
      expect(await readStored(workspace, forms), "nothing was changed").toEqual(before);
    }
  });
}

test("what is typed before the scripts have run, and while they load, stays", async ({ page, context }) => {
  const workspace = await makeWorkspace();
  await become(context, workspace, "coach");
  const held: (() => Promise<void>)[] = [];
  const release = () => Promise.all(held.splice(0).map((go) => go()));
  let isAtStart = true;
  await page.route("**/_next/static/**/*.js", async (route) => {
    const response = await route.fetch();
    // What a form loads once somebody types.
    const isHeld = isAtStart || (await response.text()).includes("more than Cairn takes at once");
    if (isHeld) held.push(() => route.fulfill({ response }));
    else await route.fulfill({ response });
  });
  await page.goto(`/teams/${workspace.teamId}/rounds`, { waitUntil: "commit" });
  const [name, day] = [page.getByLabel("Name of the round"), page.getByLabel("Due day", { exact: true })];
  await name.fill("Typed before");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  isAtStart = false;
  await release();
  await expect.poll(() => held.length).toBe(1);
  await day.fill("2031-05-06");
  await release();
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain("2031-05-06");
  await expect(name).toHaveValue("Typed before");
  await expect(day).toHaveValue("2031-05-06");
});
