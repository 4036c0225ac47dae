/** The risk: nonsense or somebody else's id breaks a page, hangs it, changes something, or reveals what exists. */
import type { APIRequestContext, APIResponse } from "@playwright/test";
import { BEHAVIORS, expect, test } from "./fixtures";
import { builtActions } from "./route-rules";

const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const FORM = "multipart/form-data; boundary=b";
const CALL = "text/plain;charset=UTF-8";

type Fields = Record<string, string>;

/** The hidden fields of the form with this text, as a browser would send them. */
async function hiddenFields(request: APIRequestContext, path: string, words: string): Promise<Fields> {
  const html = await (await request.get(path)).text();
  const form = html.match(/<form[\s\S]*?<\/form>/g)?.find((each) => each.includes(words));
  if (!form) throw new Error(`No form with "${words}" on ${path}`);
  const inputs = form.match(/<input type="hidden"[^>]*>/g) ?? [];
  const attribute = (input: string, name: string) => unescaped(new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? "");
  return Object.fromEntries(inputs.map((input) => [attribute(input, "name"), attribute(input, "value")]));
}

const unescaped = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");

const idOf = (name: string) => builtActions().get(name)?.id ?? "";

function post(request: APIRequestContext, path: string, multipart: Fields): Promise<APIResponse> {
  return request.post(path, { multipart, maxRedirects: 0, timeout: 5_000 });
}

function send(request: APIRequestContext, path: string, body: string, headers: Fields): Promise<APIResponse> {
  return request.post(path, { data: Buffer.from(body), headers, maxRedirects: 0, timeout: 5_000 });
}

/** A new guest's first step, answered Beginner, and the fields of its form. */
async function begin(request: APIRequestContext) {
  const started = await post(request, "/", await hiddenFields(request, "/", "Start self-assessment"));
  expect(started.status()).toBe(303);
  const path = started.headers().location ?? "";
  const fields = await hiddenFields(request, path, "A recent example");
  const saved = await post(request, path, { ...fields, answer: "beginner", evidence: "as it was", go: "review" });
  expect(saved.status()).toBe(303);
  return { path, fields, review: saved.headers().location ?? "", id: path.split("/")[2] ?? "" };
}

async function finish(request: APIRequestContext, { path, fields, review, id }: Awaited<ReturnType<typeof begin>>): Promise<string> {
  for (const behavior of BEHAVIORS) {
    await post(request, path, { ...fields, behaviorId: behavior.id, answer: "guide", evidence: "", go: "review" });
  }
  const submitted = await post(request, review, await hiddenFields(request, review, "See my level summary"));
  expect(submitted.headers().location).toBe(`/results/${id}`);
  return `/results/${id}`;
}

/** What the page shows, without what differs from one response to the next. */
async function mainText(response: APIResponse): Promise<string> {
  const html = (await response.text()).replace(/<(script|svg)[\s\S]*?<\/\1>/g, "");
  return (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html)
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

async function expectUnchanged(request: APIRequestContext, review: string): Promise<void> {
  const text = await mainText(await request.get(review));
  expect(text).toContain("Beginner");
  expect(text).toContain("as it was");
  expect(text.match(/Not answered yet/g)).toHaveLength(BEHAVIORS.length - 1);
}

async function expectRefused(response: APIResponse, status?: number): Promise<void> {
  expect(String(response.status())).toMatch(status ? String(status) : /^4/);
}

async function expectSentence(response: APIResponse): Promise<void> {
  expect(await mainText(response)).toMatch(/\p{Lu}[\p{L}’,“” -]{8,}[.?!]/u);
}

test("an id that does not exist and somebody else's answer the same page, with 404", async ({ request, playwright, baseURL }) => {
  const stranger = await playwright.request.newContext(baseURL ? { baseURL } : {});
  const begun = await begin(stranger);
  await begin(request);
  const open = begun.id;
  /** React sends and numbers the parts of its scripts in the order in which they finish, so their words are compared as a set. */
  const anonymize = (html: string, id: string) => {
    const said = html
      .replaceAll(id, "ID")
      // Each page has a number of its own, by which a form is sent once.
      .replace(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g, "NUMBER")
      .replace(/_S_\d+_/g, "_S_")
      .replace(/nonce(=\\?"|-)[\w+/=]+/g, "nonce")
      .replace(/"nonce\\?":\\?"[\w+/=]+/g, "nonce");
    const scripts = said.match(/<script[\s\S]*?<\/script>/g) ?? [];
    const words = scripts.join(" ").match(/[\p{L}-]{3,}/gu) ?? [];
    return {
      shown: said.replace(/<script[\s\S]*?<\/script>/g, ""),
      words: [...new Set(words)].filter((word) => word !== "push" && word !== "script" && word !== "nonce" && word !== "self").toSorted(),
    };
  };
  const compare = async (paths: (id: string) => string, id: string) => {
    const [unknown, other] = await Promise.all([request.get(paths(UNKNOWN)), request.get(paths(id))]);
    expect([unknown.status(), other.status()]).toEqual([404, 404]);
    expect(await mainText(other)).toContain("No cairn here.");
    expect(anonymize(await other.text(), id)).toEqual(anonymize(await unknown.text(), UNKNOWN));
  };
  await compare((id) => `/assess/${id}/${BEHAVIORS[0].id}`, open);
  await compare((id) => `/assess/${id}/review`, open);
  await compare((id) => `/results/${id}`, open);
  await finish(stranger, begun);
  await compare((id) => `/results/${id}`, open);
  await compare((id) => `/assess/${id}/review`, open);
  await compare((id) => `/growth/compare?earlier=${id}&later=${id}`, open);
  await stranger.dispose();
});

test("addresses of nonsense answer 404 and never 5xx", async ({ request }) => {
  const { id } = await begin(request);
  for (const path of [
    "/nowhere",
    "/%E0%A4%A",
    "/assess/%00/review",
    "/results/%00",
    "/results/%ZZ",
    `/assess/${id}/nonsense`,
    `/assess/${id}`,
    `/assess/${"x".repeat(3000)}/review`,
    "/growth/compare",
    "/growth/compare?earlier=a&earlier=b&later=c",
    "/results/__proto__",
  ]) {
    const response = await request.get(path);
    expect.soft(response.status(), path.slice(0, 60)).toBe(404);
  }
});

test("forms with fields that are missing, wrong or too many are refused with a sentence, and change nothing", async ({ request }) => {
  const begun = await begin(request);
  const { path, fields, review } = begun;
  const action = Object.fromEntries(Object.entries(fields).filter(([name]) => name.startsWith("$")));
  const good = { ...fields, answer: "guide", evidence: "other", go: "review" };
  for (const [what, sent] of Object.entries<Fields>({
    "nothing but the action": action,
    "no place to go": { ...fields, answer: "guide", evidence: "other" },
    "a level that does not exist": { ...good, answer: "wizard" },
    "a behavior that does not exist": { ...good, behaviorId: "nonsense" },
    "a field of its own": { ...good, ownerId: "1" },
    "an example too long": { ...good, evidence: "x".repeat(2001) },
    "a character that cannot be stored": { ...good, evidence: "a\0b" },
    "an id too long": { ...good, behaviorId: "x".repeat(101) },
  })) {
    const response = await post(request, path, sent);
    expect.soft(response.status(), what).toBe(422);
    expect.soft(await mainText(response), what).toMatch(/could not be read|does not exist|not part of this|Please keep|cannot be/);
  }
  await expectUnchanged(request, review);
});

test("a level that does not exist is named in the error, and what was typed is kept", async ({ request }) => {
  const { path, fields } = await begin(request);
  const response = await post(request, path, { ...fields, answer: "wizard", evidence: "typed just now", go: "review" });
  const text = await mainText(response);
  expect(text).toContain(
    "That level does not exist. Please choose Beginner, Intermediate, Advanced, Guide, Catalyst, or No opportunity yet.",
  );
  expect(text).toContain("typed just now");
});

/** As a form that somebody made by hand: it does not say for whom it was drawn. */
function withoutName({ $for: _, $name: __, ...fields }: Fields): Fields {
  return fields;
}

test("forms that name somebody else's work are refused with 404, and change nothing", async ({ request, playwright, baseURL }) => {
  const stranger = await playwright.request.newContext(baseURL ? { baseURL } : {});
  const theirs = await begin(stranger);
  const mine = await begin(request);
  const forged = { ...mine.fields, assessmentId: theirs.id, answer: "guide", evidence: "forged", go: "review" };
  await expectRefused(await post(request, mine.path, forged), 404);
  await expectRefused(await post(request, theirs.path, forged), 404);
  const submit = await hiddenFields(request, mine.review, "See my level summary");
  await expectRefused(await post(request, mine.review, { ...submit, assessmentId: theirs.id }), 404);
  const discard = await hiddenFields(request, "/growth", "Discard this self-assessment");
  await expectRefused(await post(request, "/growth", { ...discard, assessmentId: theirs.id }), 404);
  await expectUnchanged(stranger, theirs.review);

  const results = await finish(stranger, theirs);
  const plan = withoutName(await hiddenFields(stranger, results, "Keep this plan"));
  await expectRefused(await post(request, results, { ...plan, when: "forged", then: "forge" }), 404);
  const correct = withoutName(await hiddenFields(stranger, results, "Correct an answer"));
  await expectRefused(await post(request, results, correct), 404);
  expect(await mainText(await stranger.get(results))).not.toContain("forged");
  // What is submitted does not change, for its owner either.
  const retake = await begin(stranger);
  await expectRefused(await post(stranger, retake.path, { ...theirs.fields, answer: "beginner", evidence: "late", go: "review" }), 409);
  expect(await mainText(await stranger.get(results))).not.toContain("late");
  await stranger.dispose();
});

test("actions that do not exist, or are not named, are refused with a sentence", async ({ request }) => {
  const { path, review } = await begin(request);
  for (const response of [
    await post(request, path, { [`$ACTION_ID_${"4".repeat(42)}`]: "", answer: "guide" }),
    await post(request, path, { $ACTION_ID_: "" }),
    await post(request, path, { answer: "guide" }),
    await post(request, path, { $ACTION_REF_1: "", "$ACTION_1:0": '{"id":"x","bound":null}', "$ACTION_1:1": "garbage" }),
    await send(request, path, "[]", { "content-type": CALL, "next-action": "4".repeat(42) }),
    await send(request, path, "[]", { "content-type": CALL, "next-action": "nonsense" }),
  ]) {
    await expectRefused(response);
    await expectSentence(response);
  }
  await expectUnchanged(request, review);
});

test("calls whose arguments are no form and no answers are refused at once, and change nothing", async ({ request }) => {
  const { path, review } = await begin(request);
  const action = idOf("app/assess/actions.ts saveStepAction");
  for (const body of ['["$R1",3]', '{"a":1}', "[]", "[null]", '["x"]', '["$@1"]', '["$K1"]', '[{"assessmentId":1}]']) {
    const response = await send(request, path, body, { "content-type": CALL, "next-action": action });
    expect.soft(response.status(), body).toBe(422);
  }
  await expectUnchanged(request, review);
});

test("a cookie that is broken, forged or empty is nobody's, and a new guest can start", async ({ playwright, baseURL }) => {
  for (const cookie of [
    "cairn.session_token=garbage",
    "cairn.session_token=a.b%ZZ",
    "cairn.session_token=",
    "cairn.session_token=%00",
    "cairn.session_token=x.y; theme=neon",
  ]) {
    const request = await playwright.request.newContext({ ...(baseURL ? { baseURL } : {}), extraHTTPHeaders: { cookie } });
    const page = await request.get("/growth");
    expect.soft(page.status(), cookie).toBe(200);
    expect.soft(await mainText(page), cookie).toContain("Your self-assessments will be here");
    const started = await post(request, "/", await hiddenFields(request, "/", "Start self-assessment"));
    expect.soft(started.status(), cookie).toBe(303);
    expect.soft(started.headers()["set-cookie"], cookie).toMatch(/cairn\.session_token=[^;]{20,}.*HttpOnly/is);
    await request.dispose();
  }
});

test("every page has its security headers, a nonce of its own and no-store", async ({ request }) => {
  const begun = await begin(request);
  const pages = ["/", "/model", "/growth", "/nowhere", begun.path, begun.review];
  const results = await finish(request, begun);
  const nonces: string[] = [];
  for (const path of [...pages.slice(0, 4), results, "/assess"]) {
    const response = await request.get(path, { maxRedirects: 0 });
    const headers = response.headers();
    const policy = headers["content-security-policy"] ?? "";
    expect.soft(policy, path).toMatch(/default-src 'self'.*object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/);
    expect.soft(policy, path).not.toContain("unsafe");
    const nonce = /script-src [^;]*'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
    nonces.push(nonce);
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect
      .soft(
        scripts.filter((script) => !script.includes(`nonce="${nonce}"`)),
        path,
      )
      .toEqual([]);
    expect.soft(headers["cache-control"], path).toContain("no-store");
    expect.soft(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect.soft(headers["permissions-policy"], path).toContain("camera=()");
    expect.soft(headers["strict-transport-security"], path).toContain("max-age=");
    expect.soft(headers["x-powered-by"], path).toBeUndefined();
  }
  expect(new Set(nonces).size).toBe(nonces.length);
});

test("the server says that it is alive and ready", async ({ request }) => {
  for (const [path, status] of [
    ["/api/health/live", "live"],
    ["/api/health/ready", "ready"],
  ] as const) {
    const response = await request.get(path);
    expect(response.status()).toBe(200);
    expect(await response.json()).toEqual({ status });
    expect(response.headers()["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers()["cache-control"]).toContain("no-store");
  }
});

test("bodies that are too large or cannot be read are refused with 4xx and a sentence, and change nothing", async ({ request }) => {
  const { path, fields, review } = await begin(request);
  const action = idOf("app/assess/actions.ts saveStepAction");
  const large = "x".repeat(1_200_000);
  const call = { "content-type": CALL, "next-action": action };
  for (const [what, response] of Object.entries({
    "a form over 1 MB": await post(request, path, { ...fields, answer: "guide", evidence: large, go: "review" }),
    "a call over 1 MB": await send(request, path, JSON.stringify([large]), call),
    "a form that is none": await send(request, path, "garbage", { "content-type": FORM }),
    "a form without a boundary": await send(request, path, "garbage", { "content-type": "multipart/form-data" }),
    "a form that breaks off": await send(request, path, '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nfoo', {
      "content-type": FORM,
    }),
    "a call with no body": await send(request, path, "", call),
    "a call that is not JSON": await send(request, path, "{{{", call),
    "a call that waits for more": await send(request, path, '["$F1"]', call),
    "a call nested deep": await send(request, path, "[".repeat(20_000) + "]".repeat(20_000), call),
    "a call that is no form": await send(request, path, "garbage", { "content-type": FORM, "next-action": action }),
    "a form from another site": await request.post(path, {
      multipart: { ...fields, answer: "guide", evidence: "", go: "review" },
      headers: { origin: "https://elsewhere.example" },
      maxRedirects: 0,
    }),
    "a body of no form's kind": await send(request, path, '{"a":1}', { "content-type": "application/json" }),
  })) {
    expect.soft(response.status(), what).toBeGreaterThanOrEqual(400);
    expect.soft(response.status(), what).toBeLessThan(500);
    expect.soft(await mainText(response), what).toMatch(/\p{Lu}[\p{L}\p{N}’,“” -]{8,}[.?!]/u);
  }
  await expectUnchanged(request, review);
});
