/** The risk: an admin learns from the organization's spread what one person answered, or somebody else sees it at all. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Database, openClient } from "@/lib/db/client";
import { startServer } from "../../scripts/running-server.mjs";
import { makeWorkspace } from "../factories/workspace";
import { expectAccessible } from "./accessible";
import { BEHAVIORS, button, expect, type Page, test } from "./fixtures";
import { signedCookie, signInAs } from "./session";

const SECRET = "only-for-the-organization-of-the-tests";

const chart = (page: Page) => page.getByRole("table", { name: "How many people gave each answer, by behavior" });

async function makePerson(client: Database, isAdmin = false): Promise<string> {
  const id = randomUUID();
  await client.user.create({ data: { id, name: "Somebody", email: `${id}@example.org`, emailVerified: true, isAdmin } });
  return id;
}

/** In progress, with everything answered: one press from being submitted. */
async function makeAnswered(client: Database, ownerId: string, revisionId: string, answer: string): Promise<string> {
  const id = randomUUID();
  const ratings = BEHAVIORS.map(({ id: behaviorId }) => ({ behaviorId, answer, answeredAt: 1n }));
  await client.assessment.create({ data: { id, ownerId, revisionId, openFor: ownerId, ratings: { createMany: { data: ratings } } } });
  return id;
}

/** A full cohort from long ago. `answers`: how many gave each answer, to every behavior. */
async function makeOrganizationCohort(client: Database, revisionId: string, answers: Record<string, number>): Promise<string> {
  const id = randomUUID();
  const counts = BEHAVIORS.flatMap(({ id: behaviorId }) =>
    Object.entries(answers).map(([answer, count]) => ({ behaviorId, answer, count })),
  );
  await client.organizationCohort.create({
    data: { id, revisionId, quarter: "2024-Q3", size: 5, fullAt: new Date(), counts: { createMany: { data: counts } } },
  });
  return id;
}

test("an admin sees the spread by whole groups of five, and no group that would tell one answer", async ({
  browser,
  page: _,
  consoleErrors,
}) => {
  test.setTimeout(180_000);
  const folder = mkdtempSync(path.join(os.tmpdir(), "cairn-organization-"));
  const url = `file:${path.join(folder, "cairn.db")}`;
  const server = await startServer({ environment: { DATABASE_URL: url, AUTH_SECRET: SECRET } });
  try {
    const { client } = await openClient(url);
    const { id: revisionId } = await client.revision.findFirstOrThrow();
    const adminId = await makePerson(client, true);
    const openAs = async (userId: string) => {
      const context = await browser.newContext({ baseURL: server.origin, reducedMotion: "reduce" });
      consoleErrors.watch(context);
      await context.addCookies([{ ...(await signedCookie(client, userId, SECRET)), url: server.origin }]);
      return context.newPage();
    };
    const page = await openAs(adminId);
    await page.goto("/admin/organization");
    await expect(page.getByText("Nobody has been counted yet.")).toBeVisible();
    await expectAccessible(page);

    for (const [index, answer] of ["beginner", "beginner", "guide", "guide", "advanced", "catalyst"].entries()) {
      const ownerId = await makePerson(client);
      const assessmentId = await makeAnswered(client, ownerId, revisionId, answer);
      const owners = await openAs(ownerId);
      await owners.goto(`/assess/${assessmentId}/review`);
      await expect(owners.getByText("your answers count, without your name and with those of four others or more")).toBeVisible();
      await button(owners, "See my level summary").click();
      await owners.waitForURL(/\/results\//);
      await owners.context().close();
      await page.goto("/admin/organization");
      if (index < 4) {
        await expect(chart(page)).toHaveCount(0);
        await expect(page.getByText(/waiting for a group of five: (four|three|two|one) more (is|are) needed/)).toBeVisible();
      } else {
        await expect(page.getByText("From 5 people’s own views.")).toBeVisible();
        await expect(chart(page).getByText("2 Beginner, 1 Advanced, 2 Guide. Median: Advanced.")).toHaveCount(BEHAVIORS.length);
      }
    }
    await expect(page.getByText("One is waiting for a group of five: four more are needed.")).toBeVisible();
    expect(await page.content()).not.toContain("1 Catalyst");
    await expectAccessible(page);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }

    await makeOrganizationCohort(client, revisionId, { guide: 4, beginner: 1 });
    await page.reload();
    await page.getByLabel("Quarter").selectOption({ label: "Q3 2024, revision 1" });
    await button(page, "Show").click();
    await expect(page.getByRole("heading", { level: 2, name: "Q3 2024, revision 1" })).toBeVisible();
    await expect(chart(page).getByText("Not shown: in every group the answers are so alike")).toHaveCount(BEHAVIORS.length);
    const known = await makeOrganizationCohort(client, revisionId, { guide: 2, beginner: 3 });
    await page.reload();
    await expect(chart(page).getByText("3 Beginner, 2 Guide. Median: Beginner. From 5: in the other groups")).toHaveCount(BEHAVIORS.length);

    const fellowId = await makePerson(client);
    const memberships = { createMany: { data: [adminId, fellowId].map((userId) => ({ userId, role: "coach" as const })) } };
    await client.team.create({ data: { id: randomUUID(), name: "Orion", memberships } });
    await client.assessment.create({
      data: {
        id: randomUUID(),
        ownerId: fellowId,
        revisionId,
        submittedAt: new Date(),
        organizationCohortId: known,
        countedInQuarter: "2024-Q3",
      },
    });
    await page.reload();
    await expect(page.getByText("5 more are in groups that hold you, or somebody of a team that you are in")).toBeVisible();
    expect(await page.content()).not.toContain("3 Beginner");
    await client.$disconnect();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("nobody but an admin has the page, and an address that asks for nothing there is says so", async ({ page, context }) => {
  const { people } = await makeWorkspace();
  for (const { userId } of [people.coach, people.owner]) {
    await context.clearCookies();
    await signInAs(context, userId);
    expect((await page.request.get("/admin/organization")).status()).toBe(404);
    await page.goto("/settings");
    await expect(page.getByRole("link", { name: "Admin" })).toHaveCount(0);
  }
  await context.clearCookies();
  await signInAs(context, people.admin.userId);
  for (const [query, status] of [
    ["?competency=none", 404],
    ["?view=9999.2026-Q4", 404],
    ["?view=hostile", 200],
    [`?competency=${encodeURIComponent("\u0000")}`, 200],
  ] as const) {
    expect([query, (await page.request.get(`/admin/organization${query}`)).status()]).toEqual([query, status]);
  }
});
