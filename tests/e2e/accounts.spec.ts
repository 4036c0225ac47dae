/** The risk: a person cannot sign in, signs in without the right to, or loses what they rated as a guest. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { Provider } from "oidc-provider";
import { SMTPServer } from "smtp-server";
import { freePort } from "../../scripts/free-port.mjs";
import { startServer } from "../../scripts/running-server.mjs";
import { button, expect, MIXED, openResults, type Page, radio, test } from "./fixtures";

// One separate server for all: with a mail server, a sign-in provider, and no accounts yet.
test.describe.configure({ mode: "serial" });

const PASSWORD = "four words in a row";
const ADMIN = { name: "Ada Admin", email: "ada@example.org" };
const ERIN = { name: "Erin", email: "erin@example.org" };

type Running = { origin: string; stop: () => Promise<void> };

let printed = "";
let cairn: Running;
let closers: (() => Promise<void>)[] = [];
const mails: ParsedMail[] = [];

async function startMailServer(): Promise<number> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      simpleParser(stream, (error, mail) => {
        if (!error) mails.push(mail);
        done(error);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.server.address() as AddressInfo).port;
}

// The provider's pages ask for a typeface on the internet, and for an icon that does not exist.
test.beforeEach(async ({ context, consoleErrors }) => {
  consoleErrors.expect(/favicon\.ico/);
  await context.route("https://fonts.googleapis.com/**", (route) => route.fulfill({ contentType: "text/css", body: "" }));
});

/** Whoever signs in at the provider is known by the name that they give; its own pages are those of its package. */
async function startProvider(redirect: string): Promise<string> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "cairn", client_secret: "a secret of the tests", redirect_uris: [redirect] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    // What the client asks for is in the identity token, as with most providers.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.org`, email_verified: true, name: `Single ${id}` }),
    }),
  });
  const server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(port, resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return issuer;
}

test.beforeAll(async () => {
  const port = await freePort();
  const smtp = await startMailServer();
  const issuer = await startProvider(`http://localhost:${port}/api/auth/callback/oidc`);
  cairn = await startServer({
    port,
    onOutput: (text: string) => {
      printed += text;
    },
    environment: {
      SMTP_URL: `smtp://127.0.0.1:${smtp}`,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: "cairn",
      OIDC_CLIENT_SECRET: "a secret of the tests",
      AUTH_SECRET: "only-for-the-journeys-of-accounts",
    },
  });
});

test.afterAll(async () => {
  await cairn?.stop();
  await Promise.all(closers.map((close) => close()));
  closers = [];
});

/** Returns the address with such a path in the newest mail to this recipient. */
async function linkTo(email: string, path: string): Promise<string> {
  const find = () =>
    mails
      .filter(({ to }) => !Array.isArray(to) && to?.text.includes(email))
      .flatMap(({ text = "" }) => text.match(/https?:\/\/\S+/g) ?? [])
      .findLast((link) => new URL(link).pathname.startsWith(path));
  await expect.poll(find, `a mail to ${email}`).toBeTruthy();
  return find() ?? "";
}

async function fillIn(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).first().fill(value);
}

async function signIn(page: Page, { email }: { email: string }, password = PASSWORD): Promise<void> {
  await page.goto(`${cairn.origin}/sign-in`);
  await fillIn(page, { "E-mail address": email, Password: password });
  await button(page, "Sign in").click();
}

function sessionCookie(page: Page) {
  return page
    .context()
    .cookies()
    .then((cookies) => cookies.find(({ name }) => name === "cairn.session_token"));
}

async function rateAsGuest(page: Page): Promise<string> {
  await page.goto(cairn.origin);
  await button(page, "Start self-assessment").click();
  return openResults(page, MIXED);
}

test("whoever started the server becomes its admin with the token that it printed, once", async ({ page }) => {
  const token = /one-time token: (\S+)/.exec(printed)?.[1] ?? "";
  expect(token).toHaveLength(43);
  await page.goto(`${cairn.origin}/setup`);
  await fillIn(page, { "One-time token": token, "Your name": ADMIN.name, "E-mail address": ADMIN.email, Password: PASSWORD });
  await button(page, "Create the admin’s account").click();
  await page.waitForURL(/\/admin\/people/);
  await expect(page.getByText(`Signed in as ${ADMIN.name}`)).toBeVisible();
  expect((await page.request.get(`${cairn.origin}/setup`)).status()).toBe(404);
});

test("signing in changes the session, and signing out ends it: an old cookie is dead on the next request", async ({ page }) => {
  await signIn(page, ADMIN);
  await page.waitForURL(/\/growth$/);
  const first = await sessionCookie(page);
  expect(first).toMatchObject({ httpOnly: true, sameSite: "Lax", secure: false, path: "/" });
  const growth = async (cookie: typeof first) =>
    (await fetch(`${cairn.origin}/growth`, { headers: { cookie: `${cookie?.name}=${cookie?.value}` } })).text();
  expect(await growth(first)).toContain("Sign out");
  await button(page, "Sign out").click();
  await page.waitForURL(`${cairn.origin}/`);
  await expect(page.getByRole("link", { name: "Sign in", exact: true }).first()).toBeVisible();
  expect(await growth(first)).not.toContain("Sign out");
  expect(await sessionCookie(page)).toBeUndefined();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a wrong password is told, ${javaScriptEnabled ? "with" : "without"} JavaScript, and no server sends it back`, async ({
    openBrowser,
    consoleErrors,
  }) => {
    consoleErrors.expect(/422/);
    const page = await (await openBrowser({ javaScriptEnabled })).newPage();
    await signIn(page, ADMIN, "not the password");
    await expect(page.getByRole("alert").filter({ hasText: "don’t go together" })).toBeVisible();
    await expect(page.getByLabel("E-mail address", { exact: true }).first()).toHaveValue(ADMIN.email);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue(javaScriptEnabled ? "not the password" : "");
  });
}

test("an error in the address that every object has is like any unknown one", async ({ page }) => {
  for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty", "unknown"]) {
    expect((await page.goto(`${cairn.origin}/sign-in?error=${word}`))?.status(), word).toBe(200);
    await expect(page.getByRole("main").getByRole("alert")).toContainText("Single sign-on did not work this time.");
  }
});

test("a newcomer takes an invitation to come in by single sign-on, whom the admin has not let in", async ({ page }) => {
  await page.goto(`${cairn.origin}/sign-in`);
  await page.getByRole("link", { name: "Continue with single sign-on" }).click();
  await atProvider(page, "erin");
  await page.waitForURL(/\/sign-in\?/);
  await expect(page.getByText("creating one takes an invitation")).toBeVisible();
  expect(await sessionCookie(page)).toBeUndefined();
});

test("single sign-on leads a guest into the account of their address, and their results move along", async ({ page }) => {
  const id = await rateAsGuest(page);
  await page.goto(`${cairn.origin}/results/${id}`);
  await page.getByRole("region", { name: "Keep my results" }).getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Continue with single sign-on" }).click();
  await atProvider(page, "ada");
  await page.waitForURL(`${cairn.origin}/results/${id}`);
  await expect(page.getByText(`Signed in as ${ADMIN.name}`)).toBeVisible();
  await expect(page.getByRole("region", { name: "Keep my results" })).toHaveCount(0);
  await page.goto(`${cairn.origin}/growth`);
  await expect(page.getByRole("link", { name: /^Level summary/ })).toHaveCount(1);
});

/** Goes through the provider's pages: who the person is, and that they agree. */
async function atProvider(page: Page, login: string): Promise<void> {
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[name="password"]').fill("anything");
  await page.locator('button[type="submit"]').click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("a link by mail signs in once", async ({ page, openBrowser, consoleErrors }) => {
  consoleErrors.expect(/404/);
  await page.goto(`${cairn.origin}/sign-in?next=/model`);
  await page.locator("form[name=mail-link]").getByLabel("E-mail address").fill(ADMIN.email);
  await button(page, "Mail me a link").click();
  await expect(page.getByText("a link to sign in is on its way")).toBeVisible();
  const link = await linkTo(ADMIN.email, "/sign-in/link/");
  await page.goto(link);
  await button(page, "Sign in to Cairn").click();
  await page.waitForURL(`${cairn.origin}/model`);
  await expect(page.getByText(`Signed in as ${ADMIN.name}`)).toBeVisible();
  // Whoever it signed in comes back to it by a second press, or by Back.
  await page.goto(link);
  await page.waitForURL(`${cairn.origin}/model`);
  const other = await (await openBrowser()).newPage();
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
});

/** What a browser without JavaScript would send with this form. */
function fieldsOf(page: Page, form: string): Promise<Record<string, string>> {
  return page
    .locator(`form[name=${form}]`)
    .evaluate((own: HTMLFormElement) => Object.fromEntries([...new FormData(own)].map(([name, value]) => [name, value.toString()])));
}

test("a double press signs in by a link, and asks for one mail", async ({ openBrowser }) => {
  const page = await (await openBrowser({ javaScriptEnabled: false })).newPage();
  const pressTwice = async (url: string, fields: Record<string, string>) => {
    const sent = [];
    for (let press = 0; press < 2; press += 1) sent.push(await page.request.post(url, { multipart: fields, maxRedirects: 0 }));
    return sent.map((response) => [response.status(), response.headers().location]);
  };
  const email = { email: ADMIN.email };
  mails.length = 0;
  await page.goto(`${cairn.origin}/forgot-password`);
  expect(await pressTwice(page.url(), { ...(await fieldsOf(page, "forgot-password")), ...email })).toEqual([
    [303, "/forgot-password?sent=yes"],
    [303, "/forgot-password?sent=yes"],
  ]);
  await page.goto(`${cairn.origin}/sign-in`);
  await pressTwice(page.url(), { ...(await fieldsOf(page, "mail-link")), ...email });
  const link = await linkTo(ADMIN.email, "/sign-in/link/");
  await linkTo(ADMIN.email, "/reset-password/");
  expect(mails).toHaveLength(2);
  await page.goto(link);
  expect(await pressTwice(link, await fieldsOf(page, "follow-link"))).toEqual([
    [303, "/growth"],
    [303, "/growth"],
  ]);
});

test("a forgotten password is chosen anew, and every device is signed out", async ({ page, openBrowser }) => {
  const elsewhere = await (await openBrowser()).newPage();
  await signIn(elsewhere, ADMIN);
  await elsewhere.waitForURL(/\/growth$/);
  await page.goto(`${cairn.origin}/sign-in`);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await fillIn(page, { "E-mail address": ADMIN.email });
  await button(page, "Mail me a link").click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await page.goto(await linkTo(ADMIN.email, "/reset-password/"));
  await fillIn(page, { Password: "other words, five of them" });
  await button(page, "Change my password").click();
  await page.waitForURL(/\/sign-in\?changed=password/);
  await signIn(page, ADMIN, "other words, five of them");
  await page.waitForURL(/\/growth$/);
  await elsewhere.reload();
  await expect(elsewhere.getByRole("button", { name: "Sign out" })).toHaveCount(0);
});

test("without an invitation nobody signs up", async ({ page }) => {
  await page.goto(`${cairn.origin}/sign-up`);
  await expect(page.getByRole("heading", { name: "An account takes an invitation" })).toBeVisible();
  await expect(page.getByLabel("Password")).toHaveCount(0);
});

test.describe("where sign-up is open", () => {
  let open: Running;

  test.beforeAll(async () => {
    open = await startServer({ environment: { SIGN_UP: "open", SMTP_URL: `smtp://127.0.0.1:${await startMailServer()}` } });
  });

  test.afterAll(() => open?.stop());

  for (const javaScriptEnabled of [true, false]) {
    test(`a guest keeps their results with an account, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({ openBrowser }) => {
      const page = await (await openBrowser({ javaScriptEnabled })).newPage();
      const email = `${javaScriptEnabled ? "with" : "without"}-${ERIN.email}`;
      await page.goto(open.origin);
      await button(page, "Start self-assessment").click();
      for (const answer of MIXED) {
        await radio(page, answer).check();
        await page.getByRole("button", { name: /^(Next|Review answers)$/ }).click();
      }
      await button(page, "See my level summary").click();
      await page.waitForURL(/\/results\//);
      const results = page.url();
      await page.getByRole("link", { name: "Create an account" }).click();
      await fillIn(page, { "Your name": ERIN.name, "E-mail address": email, Password: PASSWORD });
      await button(page, "Create my account").click();
      await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
      await page.goto(await linkTo(email, "/verify-email/"));
      await button(page, "Confirm my address").click();
      await page.waitForURL(results);
      await expect(page.getByText(`Signed in as ${ERIN.name}`)).toBeVisible();
      await page.goto(`${open.origin}/growth`);
      await expect(page.getByRole("link", { name: /^Level summary/ })).toHaveCount(1);
      const elsewhere = await (await openBrowser()).newPage();
      await elsewhere.goto(`${open.origin}/sign-in`);
      await fillIn(elsewhere, { "E-mail address": email, Password: PASSWORD });
      await button(elsewhere, "Sign in").click();
      await expect(elsewhere.getByRole("link", { name: /^Level summary/ })).toHaveCount(1);
    });
  }
});
