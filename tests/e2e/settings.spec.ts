/** The risks: what a person changes under Settings does not hold, or holds for somebody else; their data stays, or is not whole. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Secret, TOTP } from "otpauth";
import { hashPassword } from "@/lib/auth/password";
import { getDatabase } from "@/lib/db/client";
import { createToken } from "@/lib/platform/token";
import { makeWorkspace } from "../factories/workspace";
import { button, expect, MIXED, openResults, type Page, startAssessment, test } from "./fixtures";
import { sessionCookie, signInAs } from "./session";

const PASSWORD = "four words in a row";

/** A member with a password, signed in in this browser. */
async function makeMember(page: Page) {
  const workspace = await makeWorkspace();
  const { userId, email } = workspace.people.owner;
  await getDatabase().account.create({
    data: { id: randomUUID(), accountId: userId, providerId: "credential", password: await hashPassword(PASSWORD), userId },
  });
  await signInAs(page.context(), userId);
  await page.goto("/settings");
  return { ...workspace, userId, email };
}

function section(page: Page, name: string) {
  return page.getByRole("region", { name, exact: true });
}

test("keeps another name, and says in the form what is wrong with one", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/422/);
  const { userId } = await makeMember(page);
  const profile = section(page, "Profile");
  await profile.getByLabel("Name", { exact: true }).fill("Olga Ölander 🪨");
  await button(page, "Keep this name").click();
  await expect(profile.getByRole("status")).toHaveText("Your name is kept.");
  await profile.getByLabel("Name", { exact: true }).fill("   ");
  await button(page, "Keep this name").click();
  await expect(profile.getByRole("alert").getByRole("link", { name: "Enter your name, as your team knows you." })).toBeVisible();
  const { name } = await getDatabase().user.findUniqueOrThrow({ where: { id: userId } });
  expect(name).toBe("Olga Ölander 🪨");
});

test("changes the address once the link to the new one is opened by its owner", async ({ page, openBrowser, consoleErrors }) => {
  consoleErrors.expect(/422|404/);
  const { userId, email } = await makeMember(page);
  const profile = section(page, "Profile");
  const next = `${randomUUID()}@example.org`;
  await profile.getByLabel("New address").fill(next);
  await profile.getByLabel("Your password").fill("not the password");
  await button(page, "Mail me a link").click();
  await expect(profile.getByRole("alert")).toContainText("That is not your password");
  await expect(profile.getByLabel("New address")).toHaveValue(next);
  await profile.getByLabel("Your password").fill(PASSWORD);
  await button(page, "Mail me a link").click();
  await expect(profile.getByRole("status")).toContainText("We have sent a link");
  await expect(profile).toContainText(`a link to ${next} waits`);

  // The mail itself went to the log: a link of the same kind stands in for the one in it.
  const database = getDatabase();
  const { token, tokenHash } = createToken();
  const value = JSON.stringify({ userId, email: next, tokenHash });
  await database.verification.updateMany({ where: { identifier: `change-email-${userId}` }, data: { id: tokenHash, value } });
  const stranger = await openBrowser();
  await signInAs(stranger, (await makeWorkspace()).people.member.userId);
  const elsewhere = await stranger.newPage();
  await elsewhere.goto(`/settings/email/${token}`);
  await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");

  await page.goto(`/settings/email/${token}`);
  expect((await database.user.findUniqueOrThrow({ where: { id: userId } })).email).toBe(email);
  await button(page, "Use this address").click();
  await expect(section(page, "Profile").getByRole("status")).toHaveText("Your address is changed.");
  expect((await database.user.findUniqueOrThrow({ where: { id: userId } })).email).toBe(next);
  await page.goto(`/settings/email/${token}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");
});

test("changes the password, and signs out every other device at once", async ({ page, openBrowser, context }) => {
  const { userId } = await makeMember(page);
  const other = await openBrowser();
  await signInAs(other, userId);
  const elsewhere = await other.newPage();
  await elsewhere.goto("/settings");
  await expect(section(elsewhere, "Profile")).toBeVisible();
  const before = (await context.cookies()).find(({ name }) => name === "cairn.session_token")?.value;
  const password = section(page, "Password");
  await password.getByLabel("The one you have").fill(PASSWORD);
  await password.getByLabel("The new one").fill("five other words in a row");
  await button(page, "Change my password").click();
  await expect(password.getByRole("status")).toContainText("Your password is changed");
  await elsewhere.goto("/settings");
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=%2Fsettings/);
  const cookie = (await context.cookies()).find(({ name }) => name === "cairn.session_token")?.value;
  expect(cookie).not.toBe(before);
  expect((await context.cookies()).some(({ name }) => name.startsWith("cairn.device_"))).toBe(true);
  expect(await getDatabase().session.count({ where: { userId } })).toBe(1);
});

test("adds a passkey, renames and removes it", async ({ page }) => {
  const { userId } = await makeMember(page);
  const devices = await page.context().newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  const passkeys = section(page, "Passkeys");
  await expect(passkeys).toContainText("You have none yet.");
  await button(page, "Add a passkey").click();
  await expect(passkeys.getByRole("status")).toContainText("The passkey is added");
  await expect(passkeys.getByText("Chrome on Linux", { exact: true })).toBeVisible();
  await passkeys.getByText("Rename Chrome on Linux …").click();
  await passkeys.getByLabel("Name").fill("My laptop");
  await button(page, "Keep this name").last().click();
  await expect(passkeys.getByText("My laptop", { exact: true })).toBeVisible();
  await passkeys.getByText("Remove My laptop …").click();
  await button(page, "Remove this passkey").click();
  await expect(passkeys).toContainText("You have none yet.");
  const audited = await getDatabase().auditEntry.findMany({
    where: { actorRef: (await getDatabase().user.findUniqueOrThrow({ where: { id: userId } })).auditRef },
    orderBy: { at: "asc" },
  });
  expect(audited.map(({ action }) => action)).toEqual(["account.passkeyAdded", "account.passkeyRemoved"]);
});

test("signs in with the passkey that was added", async ({ page, context }) => {
  const { userId } = await makeMember(page);
  const devices = await context.newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await button(page, "Add a passkey").click();
  await expect(section(page, "Passkeys").getByRole("status")).toContainText("The passkey is added");
  await context.clearCookies();
  await page.goto("/sign-in?next=/settings");
  await button(page, "Sign in with a passkey").click();
  await expect(page).toHaveURL(/\/settings$/);
  await expect(section(page, "Profile").getByLabel("Name", { exact: true })).toHaveValue("Olga Owner");
  const { auditRef } = await getDatabase().user.findUniqueOrThrow({ where: { id: userId } });
  const signIns = await getDatabase().auditEntry.findMany({ where: { actorRef: auditRef, action: "account.signedIn" } });
  expect(signIns.map(({ detail }) => detail)).toEqual([{ with: "passkey" }]);
});

test("asks for a code from the app after the password, and takes a backup code once", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/4(01|22)/);
  const { email } = await makeMember(page);
  await section(page, "Authenticator app").getByLabel("Your password").fill(PASSWORD);
  await button(page, "Set up an app").click();
  const secret = Secret.fromBase32(((await page.getByTestId("secret").textContent()) ?? "").replaceAll(" ", ""));
  const backup = (await page.getByRole("list", { name: "Backup codes" }).getByRole("listitem").first().textContent()) ?? "";
  await page.getByLabel("Six digits").fill(new TOTP({ secret }).generate());
  await button(page, "Turn it on").click();
  await expect(section(page, "Authenticator app").getByRole("status")).toContainText("It is on.");

  const enterPassword = async () => {
    await context.clearCookies();
    await page.goto("/sign-in?next=/settings");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await button(page, "Sign in").click();
    await expect(page).toHaveURL(/\/sign-in\/code/);
    // A password alone opens nothing.
    expect((await page.request.get("/settings", { maxRedirects: 0 })).status()).not.toBe(200);
  };
  await enterPassword();
  await page.getByLabel("Code from the app").fill(new TOTP({ secret }).generate());
  await button(page, "Sign in").click();
  await expect(page).toHaveURL(/\/settings$/);

  await enterPassword();
  const giveBackupCode = async () => {
    await page.getByText("I don’t have the app at hand").click();
    await page.getByLabel("Backup code", { exact: true }).fill(backup);
    await button(page, "Sign in with a backup code").click();
  };
  await giveBackupCode();
  await expect(page).toHaveURL(/\/settings$/);
  await enterPassword();
  await giveBackupCode();
  await expect(page.getByRole("alert").first()).toBeVisible();
  expect((await page.request.get("/settings", { maxRedirects: 0 })).status()).not.toBe(200);
});

test("sets up an authenticator app with a code that it really shows, and removes it", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/422/);
  const { userId } = await makeMember(page);
  const database = getDatabase();
  const isOn = async () => (await database.user.findUniqueOrThrow({ where: { id: userId } })).twoFactorEnabled;
  const app = section(page, "Authenticator app");
  await app.getByLabel("Your password").fill(PASSWORD);
  await button(page, "Set up an app").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Set up your authenticator app");
  await expect(page.getByRole("img", { name: "QR code to scan with your authenticator app" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Backup codes" }).getByRole("listitem")).toHaveCount(10);
  const secret = Secret.fromBase32(((await page.getByTestId("secret").textContent()) ?? "").replaceAll(" ", ""));
  const code = new TOTP({ secret }).generate();
  await page.getByLabel("Six digits").fill(code === "000000" ? "000001" : "000000");
  await button(page, "Turn it on").click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("That is not the code that the app shows now");
  expect(await isOn()).toBe(false);
  await page.getByLabel("Six digits").fill(new TOTP({ secret }).generate());
  await button(page, "Turn it on").click();
  await expect(app.getByRole("status")).toContainText("It is on.");
  expect(await isOn()).toBe(true);
  // Neither the secret nor the codes are ever shown again.
  await page.goto("/settings/authenticator");
  await expect(page).toHaveURL(/\/settings#authenticator$/);
  await app.getByLabel("Your password").fill(PASSWORD);
  await button(page, "Remove the app").click();
  await expect(app.getByRole("status")).toContainText("It is removed.");
  expect(await isOn()).toBe(false);
});

test("lists where one is signed in, and signs each out", async ({ page }) => {
  const { userId } = await makeMember(page);
  await sessionCookie(userId);
  await sessionCookie(userId);
  await page.reload();
  const sessions = section(page, "Where you are signed in");
  await expect(sessions.getByRole("listitem")).toHaveCount(3);
  await expect(sessions.getByRole("listitem").first()).toContainText("this one");
  await sessions
    .getByRole("button", { name: /^Sign out An unknown device/ })
    .first()
    .click();
  await expect(sessions.getByRole("status")).toHaveText("That device is signed out.");
  await expect(sessions.getByRole("listitem")).toHaveCount(2);
  await button(page, "Sign out everywhere else").click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
});

for (const javaScriptEnabled of [true, false]) {
  test(`exports everything, then deletes the account ${javaScriptEnabled ? "" : "without JavaScript"}`, async ({
    openBrowser,
    consoleErrors,
  }) => {
    consoleErrors.expect(/422/);
    const context = await openBrowser({ javaScriptEnabled, acceptDownloads: true });
    const page = await context.newPage();
    const { userId, submittedId } = await makeMember(page);
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export all of my data" }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^cairn-my-data-\d{4}-\d\d-\d\d\.json$/);
    const data = JSON.parse(await readFile(await download.path(), "utf8")) as { person: { id: string }; assessments: { id: string }[] };
    expect(data.person.id).toBe(userId);
    expect(data.assessments.map(({ id }) => id)).toContain(submittedId);

    await page.getByText("Delete my account …").click();
    const deletion = section(page, "Delete my account");
    await deletion.getByLabel("Your password").fill("not the password");
    await deletion.getByRole("button", { name: "Delete my account" }).click();
    await expect(deletion.getByRole("alert")).toContainText("That is not your password.");
    await deletion.getByLabel("Your password").fill(PASSWORD);
    await deletion.getByRole("button", { name: "Delete my account" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything of yours is deleted");
    expect(await getDatabase().user.count({ where: { id: userId } })).toBe(0);
    await page.goto("/settings");
    await expect(page).toHaveURL(/\/sign-in\?next=%2Fsettings/);
  });
}

test("a page that was opened as one person renames and deletes nobody in the session of another", async ({ page, consoleErrors }) => {
  consoleErrors.expect(/403/);
  const { userId } = await makeMember(page);
  const stale = await page.context().newPage();
  await stale.goto("/settings");
  const other = (await makeWorkspace()).people.member;
  await signInAs(page.context(), other.userId);
  const expected = "This page was opened as Olga Owner; you are Mia Member now. Nothing was changed.";
  const profile = section(page, "Profile");
  await profile.getByLabel("Name", { exact: true }).fill("Somebody Else");
  await button(page, "Keep this name").click();
  await expect(profile.getByRole("alert")).toContainText(expected);
  await expect(profile.getByLabel("Name", { exact: true })).toHaveValue("Somebody Else");
  await stale.getByText("Delete my account …").click();
  const deletion = section(stale, "Delete my account");
  await deletion.getByLabel("Your password").fill(PASSWORD);
  await deletion.getByRole("button", { name: "Delete my account" }).click();
  await expect(deletion.getByRole("alert")).toContainText(expected);
  const people = await getDatabase().user.findMany({ where: { id: { in: [userId, other.userId] } }, select: { name: true } });
  expect(people.map(({ name }) => name).toSorted()).toEqual(["Mia Member", "Olga Owner"]);
});

test("lets a guest export and delete their work", async ({ page, context, consoleErrors }) => {
  consoleErrors.expect(/422/);
  await startAssessment(page);
  const id = await openResults(page, MIXED);
  await page.goto("/settings");
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export all of my data" }).click();
  expect(await readFile(await (await waiting).path(), "utf8")).toContain(id);
  await page.getByText("Delete my data …").click();
  await page.getByLabel("Type “delete” to confirm").fill("delete");
  await section(page, "Delete my data").getByRole("button").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Everything of yours is deleted");
  expect(await getDatabase().assessment.count({ where: { id } })).toBe(0);
  expect((await context.cookies()).filter(({ name }) => name.includes("session"))).toEqual([]);
});
