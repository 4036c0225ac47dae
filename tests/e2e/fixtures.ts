/** What the browser journeys share: a test that fails on any error in the console, and the way through an assessment. */
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { closeDatabase, openDatabase } from "@/lib/db/client";

export { expect, type Page };

export const LEVELS = ["Beginner", "Intermediate", "Advanced", "Guide", "Catalyst"] as const;
export const NO_OPPORTUNITY = "No opportunity yet";
export type Answer = (typeof LEVELS)[number] | typeof NO_OPPORTUNITY;

export const BEHAVIORS = [
  { id: "vision-and-strategy", name: "Vision & Strategy" },
  { id: "outcome-orientation", name: "Outcome Orientation" },
  { id: "market-awareness", name: "Market Awareness" },
  { id: "value-management", name: "Value Management" },
  { id: "stakeholder-alignment", name: "Stakeholder Alignment" },
  { id: "lifecycle-stewardship", name: "Lifecycle Stewardship" },
  { id: "risk-and-opportunity-management", name: "Risk & Opportunity Management" },
] as const;

/** Four of seven reach Advanced. One behavior is the lowest, so it is the focus whatever is marked. */
export const MIXED: Answer[] = ["Advanced", "Intermediate", "Guide", "Advanced", "Advanced", "Intermediate", "Beginner"];

class ConsoleErrors {
  private readonly found: string[] = [];
  private readonly expected: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on("console", (message) => {
      if (message.type() === "error") this.found.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.found.push(String(error.error())));
  }

  /** Browsers report every failed request in the console: a test that causes one declares it. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  unexpected(): string[] {
    return this.found.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }
}

type Fixtures = {
  consoleErrors: ConsoleErrors;
  /** Another browser, or the same one opened again; closed when the test ends. */
  openBrowser: (options?: BrowserContextOptions) => Promise<BrowserContext>;
};

export const test = base.extend<Fixtures, { serversDatabase: undefined }>({
  // What the factories write to.
  serversDatabase: [
    async ({ browserName: _ }, use) => {
      await openDatabase(process.env.CAIRN_JOURNEY_DATABASE_URL ?? "");
      await use(undefined);
      await closeDatabase();
    },
    { scope: "worker", auto: true },
  ],
  // Smooth scrolling would make every click wait for it.
  contextOptions: { reducedMotion: "reduce" },
  consoleErrors: [
    async ({ browserName: _ }, use) => {
      const errors = new ConsoleErrors();
      await use(errors);
      expect(errors.unexpected(), "errors in the console").toEqual([]);
    },
    { auto: true },
  ],
  // Watched where a test has a browser: one that only sends requests opens none.
  context: async ({ context, consoleErrors }, use) => {
    consoleErrors.watch(context);
    await use(context);
  },
  openBrowser: async ({ browser, consoleErrors }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      consoleErrors.watch(context);
      opened.push(context);
      return context;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

export function radio(page: Page, answer: Answer) {
  return page.getByRole("radio", { name: answer, exact: true });
}

export function evidence(page: Page) {
  return page.getByLabel("A recent example", { exact: true });
}

export function saveStatus(page: Page) {
  return page.getByRole("status");
}

export function button(page: Page, name: string) {
  return page.getByRole("button", { name, exact: true });
}

export async function expectStep(page: Page, number: number): Promise<void> {
  await expect(page.getByText(`${number} of ${BEHAVIORS.length}`, { exact: true })).toBeVisible();
}

/** From the landing page to the first step. Returns the assessment's id. */
export async function startAssessment(page: Page): Promise<string> {
  await page.goto("/");
  await button(page, "Start self-assessment").click();
  await expectStep(page, 1);
  return assessmentIdOf(page);
}

export function assessmentIdOf(page: Page): string {
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

/** Fills in every step from the first one, up to the review. */
export async function rateAll(page: Page, answers: readonly Answer[]): Promise<void> {
  for (const [index, answer] of answers.entries()) {
    await expectStep(page, index + 1);
    await radio(page, answer).check();
    await button(page, index === answers.length - 1 ? "Review answers" : "Next").click();
  }
  await expect(page.getByRole("heading", { level: 1, name: "Review answers" })).toBeVisible();
}

/** From the first step to the level summary. Returns its id. `marked` are names of behaviors that matter most. */
export async function openResults(page: Page, answers: readonly Answer[], marked: readonly string[] = []): Promise<string> {
  await rateAll(page, answers);
  for (const name of marked) await page.getByRole("checkbox", { name }).check();
  await button(page, "See my level summary").click();
  await page.waitForURL(/\/results\//);
  return assessmentIdOf(page);
}

/** A behavior's row in the table of levels. */
export function profileRow(page: Page, behavior: string) {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: behavior, exact: true }) });
}

/** A behavior's entry on the review page. */
export function reviewEntry(page: Page, behavior: string) {
  return page.locator("dl > div").filter({ has: page.getByRole("term").filter({ hasText: behavior }) });
}
