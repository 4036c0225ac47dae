/** The risk: a coach cannot get people into a team, or a person joins without knowing what that shows to whom. */

import { getDatabase } from "@/lib/db/client";
import { makeWorkspace } from "../factories/workspace";
import { expect, type Page, test } from "./fixtures";
import { signInAs } from "./session";

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

async function createLink(page: Page, uses: string): Promise<string> {
  const form = page.getByRole("form", { name: "By a link" });
  await form.getByLabel("For how many people").fill(uses);
  await form.getByRole("button", { name: "Create a link" }).click();
  const link = page.getByRole("textbox", { name: "The link", exact: true });
  await expect(link).toHaveValue(/\/join\/[\w-]{43}$/);
  expect(page.url()).not.toContain("join");
  return link.inputValue();
}

test("a coach creates a team and a link; somebody opens it signed out, sees who sees what, and joins", async ({
  page,
  context,
  openBrowser,
}) => {
  const { people } = await makeWorkspace();
  await signInAs(context, people.coach.userId);
  await page.goto("/teams");
  await page.getByLabel("Name of the team").fill("Lyra & friends");
  await button(page, "Create team").click();
  await expect(page.getByRole("heading", { level: 1, name: "Lyra & friends" })).toBeVisible();
  const link = await createLink(page, "1");
  // It is shown once only.
  await page.goto(page.url());
  await expect(page.getByRole("textbox", { name: "The link", exact: true })).toHaveCount(0);
  await expect(page.getByText("0 of 1 used")).toBeVisible();

  const invited = await openBrowser();
  const their = await invited.newPage();
  await their.goto(link);
  await expect(their.getByRole("heading", { level: 1, name: "Join Lyra & friends" })).toBeVisible();
  await expect(their.getByText("Cora Coach invites you")).toBeVisible();
  await expect(their.getByText("A coach will see")).toBeVisible();
  await expect(their.getByRole("link", { name: "Create an account" })).toHaveAttribute("href", /^\/sign-up\?invitation=/);
  await expect(button(their, "Accept and join")).toHaveCount(0);
  await signInAs(invited, people.account.userId);
  await their.reload();
  await button(their, "Accept and join").click();
  await expect(their.getByText("You are in the team now.")).toBeVisible();
  await expect(their.getByText("Arne Account (you)")).toBeVisible();
  await their.goto(link);
  await expect(their.getByRole("heading", { level: 1, name: "You are in Lyra & friends" })).toBeVisible();

  await their.goto("/teams");
  await their.getByRole("link", { name: "Lyra & friends" }).click();
  await their.getByText("Leave this team").click();
  await expect(their.getByText("You have shared nothing with this team")).toBeVisible();
  await button(their, "Leave Lyra & friends").click();
  await expect(their.getByText("You left the team.")).toBeVisible();
});

test("links that are used up, expired, revoked, declined or forged each lead to a page that says what to do", async ({
  page,
  consoleErrors,
  request,
}) => {
  consoleErrors.expect(/status of (404|410)/);
  const { teamId, invitationId, invitationToken } = await makeWorkspace();
  const database = getDatabase();
  const past = new Date(Date.now() - 1_000);
  const fresh = { revokedAt: null, declinedAt: null, uses: 0 };
  for (const [data, title] of [
    [{ ...fresh, expiresAt: past }, "This invitation has expired"],
    [{ ...fresh, uses: 5 }, "This invitation has been used"],
    [{ ...fresh, revokedAt: past }, "This invitation was withdrawn"],
    [{ ...fresh, declinedAt: past }, "This invitation was declined"],
  ] as const) {
    await database.invitation.update({ where: { id: invitationId }, data });
    await page.goto(`/join/${invitationToken}`);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText("Orion")).toHaveCount(0);
  }
  const texts = [];
  for (const token of ["forged", "x".repeat(43), teamId]) {
    const response = await request.get(`/join/${token}`);
    expect(response.status()).toBe(404);
    texts.push(/<h1[^>]*>([^<]*)/.exec(await response.text())?.[1]);
  }
  expect(texts).toEqual(Array.from({ length: 3 }, () => "This link leads nowhere"));
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a list is previewed line by line, and then invited", async ({ page, context }) => {
    const { people, teamId } = await makeWorkspace();
    await signInAs(context, people.coach.userId);
    await page.goto(`/teams/${teamId}/people`);
    const form = page.getByRole("form", { name: "By a list" });
    const latin1 = Buffer.from(
      `E-Mail;Name;Role\nzoe@example.org;Zoë;coach\n${people.member.email};;\nnobody;;\n=1+1;;\nzoe@example.org;;\nben@example.org;;boss`,
      "latin1",
    );
    await form.getByLabel("Or a CSV file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: latin1 });
    await button(page, "Show what it will do").click();
    await expect(page.getByText("1 person will be invited, 1 is in the team, 4 lines will be left out.")).toBeVisible();
    await expect(page.getByRole("row")).toHaveText([
      /What will happen/,
      /2.*zoe@example\.org.*Zoë.*Invited as coach/,
      /3.*In the team already/,
      /4.*it has no @/,
      /5.*formula/,
      /6.*same address as line 2/,
      /7.*“boss” is not a role/,
    ]);
    await button(page, "Invite 1 person").click();
    await expect(page.getByText("1 person invited.")).toBeVisible();
    await expect(page.getByText("zoe@example.org", { exact: true })).toBeVisible();
    const rows = await getDatabase().invitation.findMany({ where: { teamId, email: { not: null } } });
    expect(rows).toMatchObject([{ email: "zoe@example.org", role: "coach", maxUses: 1 }]);
  });

  test("a list that cannot be read comes back with a sentence, and what was typed", async ({ page, context, consoleErrors }) => {
    consoleErrors.expect(/status of 422/);
    const { people, teamId } = await makeWorkspace();
    await signInAs(context, people.coach.userId);
    await page.goto(`/teams/${teamId}/people`);
    const field = page.getByRole("textbox", { name: "Addresses" });
    await field.fill("name,role\nAnna,coach");
    await button(page, "Show what it will do").click();
    await expect(page.getByRole("alert").getByRole("link", { name: /^Line 1 names no column with addresses\./ })).toBeVisible();
    await expect(field).toHaveAccessibleDescription(/Line 1 names no column with addresses\./);
    await expect(field).toHaveValue("name,role\nAnna,coach");
  });

  test("a link is made, and declined by the one it is for", async ({ page, context, openBrowser }) => {
    const { people, teamId } = await makeWorkspace();
    await signInAs(context, people.coach.userId);
    await page.goto(`/teams/${teamId}/people`);
    const link = await createLink(page, "1");
    const their = await (await openBrowser({ javaScriptEnabled: false })).newPage();
    await their.goto(link);
    await button(their, "Decline").click();
    await expect(their.getByRole("heading", { level: 1, name: "You declined" })).toBeVisible();
    await page.goto(`/teams/${teamId}/people`);
    await expect(page.getByText("Declined", { exact: true })).toBeVisible();
  });
});

test("a team is handed over, and its last coach is warned before leaving", async ({ page, context }) => {
  const { people, teamId } = await makeWorkspace();
  await signInAs(context, people.coach.userId);
  await page.goto(`/teams/${teamId}`);
  await page.getByText("Leave this team").click();
  await expect(page.getByText("You are its only coach.")).toBeVisible();
  await page.getByRole("link", { name: "Invite and manage people" }).click();
  const mia = page.getByRole("listitem").filter({ hasText: people.member.email });
  await mia.getByText("Change", { exact: true }).click();
  await mia.getByRole("button", { name: "Make a coach" }).click();
  await expect(page.getByText("The role is changed.")).toBeVisible();
  const own = page.getByRole("listitem").filter({ hasText: people.coach.email });
  await own.getByText("Change your place").click();
  await own.getByRole("button", { name: "Make a member" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Orion" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Invite and manage people" })).toHaveCount(0);
});

test("the session is another one after joining: the old cookie is dead", async ({ page, context, request }) => {
  const { people, invitationToken } = await makeWorkspace();
  await signInAs(context, people.account.userId);
  const [old] = (await context.cookies()).filter(({ name }) => name.includes("session_token"));
  await page.goto(`/join/${invitationToken}`);
  await button(page, "Accept and join").click();
  await expect(page.getByText("You are in the team now.")).toBeVisible();
  const response = await request.get("/teams", { headers: { cookie: `${old?.name}=${old?.value}` }, maxRedirects: 0 });
  expect(response.headers().location).toMatch(/^\/sign-in/);
  await page.goto("/teams");
  await expect(page.getByRole("link", { name: "Orion" })).toBeVisible();
});
