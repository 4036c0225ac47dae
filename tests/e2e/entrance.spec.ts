/** The risk: one request keeps everybody waiting, a proxy makes every form fail, or what it answers looks like another program's. */
import { request as ask } from "node:http";
import { expect, test } from "./fixtures";
import { builtActions } from "./route-rules";

type Answer = { status: number; headers: Record<string, unknown>; text: string };

/** Playwright sends neither TRACE nor a Host of one's own. */
function send(origin: string | undefined, method: string, path: string, headers: Record<string, string> = {}, body = ""): Promise<Answer> {
  const { hostname, port } = new URL(String(origin));
  return new Promise((resolve, reject) => {
    const length = { "content-length": String(Buffer.byteLength(body)) };
    const sent = ask({ hostname, port, method, path, headers: { ...headers, ...(body === "" ? {} : length) } }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.once("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** As long as browsers make it: shorter ones are refused unread. */
const BOUNDARY = "----cairn-boundary-0123456789abcdef";
const FORM = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
const HTML = { accept: "text/html,application/xhtml+xml" };

function formOf(fields: readonly (readonly [string, string])[]): string {
  const parts = fields.map(([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  return `${parts.join("")}--${BOUNDARY}--\r\n`;
}

const idOf = (name: string) => builtActions().get(name)?.id ?? "";

/** The longest of the waits for the health check while `busy` is on its way, in milliseconds. */
async function longestWait(origin: string | undefined, busy: Promise<unknown>): Promise<number> {
  const over = busy.then(() => "over");
  for (let longest = 0; ; ) {
    const before = performance.now();
    await send(origin, "GET", "/api/health/live");
    longest = Math.max(longest, performance.now() - before);
    if ((await Promise.race([over, Promise.resolve("on its way")])) === "over") return longest;
  }
}

const PLAN = "app/results/[assessmentId]/actions.ts savePlanAction";
const THEME = "app/actions.ts setThemeAction";

const HUGE: Record<string, () => [path: string, body: string]> = Object.fromEntries([
  ...[" ", ".", ":", '"', "7", "x"].map((sign) => [
    `a megabyte of ${JSON.stringify(sign)} in a plan`,
    () => [
      "/results/none",
      formOf([
        [`$ACTION_ID_${idOf(PLAN)}`, ""],
        ["assessmentId", "none"],
        ["behaviorId", "b"],
        ["when", `x${sign.repeat(1_000_000)}x`],
        ["then", "y"],
      ]),
    ],
  ]),
  [
    "as many fields as fit",
    () => ["/", formOf([[`$ACTION_ID_${idOf(THEME)}`, ""], ...Array.from({ length: 11_000 }, (_, index) => [`f${index}`, ""] as const)])],
  ],
]);

test("nobody waits for a huge request that needs no cookie", async ({ baseURL }) => {
  for (const [what, make] of Object.entries(HUGE)) {
    const [path, body] = make();
    // What else the machine does is in both.
    const idle = await longestWait(baseURL, send(baseURL, "GET", path, HTML));
    const busy = send(baseURL, "POST", path, { ...FORM, ...HTML }, body);
    const longest = await longestWait(baseURL, busy);
    expect.soft((await busy).status, what).toBe(422);
    // Next reads the fields of a whole form in one go: some 50 ms for as many as fit into a megabyte, before anything of ours runs, and
    // more on a busy machine. What grows faster than its input takes seconds.
    expect.soft(longest, what).toBeLessThan(500 + 2 * idle);
  }
});

test("a redirect has the security headers too, and TRACE is refused", async ({ baseURL }) => {
  for (const path of ["//x", "/x/"]) {
    const { status, headers } = await send(baseURL, "GET", path);
    expect.soft(status, path).toBe(308);
    expect.soft(headers, path).toMatchObject({ "x-frame-options": "DENY", "x-content-type-options": "nosniff" });
  }
  const { status, headers } = await send(baseURL, "TRACE", "/");
  expect(status).toBe(405);
  expect(headers.allow).toContain("POST");
});

test("what no page can answer is a page of ours for a browser, and a sentence for everything else", async ({ baseURL }) => {
  const refused: [number, Record<string, string>, string, string][] = [
    [413, FORM, "x".repeat(1_048_577), "more than Cairn takes at once"],
    [415, { "content-type": "application/x-www-form-urlencoded" }, "a=b", "cannot read this form"],
    [400, FORM, "--b\r\nnonsense", "cannot read what was sent"],
    [403, { ...FORM, origin: "https://evil.example" }, formOf([]), "another address than"],
  ];
  for (const [status, headers, body, sentence] of refused) {
    const page = await send(baseURL, "POST", "/", { ...headers, ...HTML }, body);
    expect.soft(page.status).toBe(status);
    expect.soft(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect.soft(page.text).toContain(sentence);
    expect.soft(page.text).toContain("Back to the start");
    expect.soft(page.headers["content-security-policy"]).toContain("style-src 'sha256-");
    const text = await send(baseURL, "POST", "/", headers, body);
    expect.soft(text.status).toBe(status);
    expect.soft(text.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect.soft(text.text).toContain(sentence);
    expect.soft(text.text).not.toContain("<");
  }
});

test("a form works behind a proxy that passes a Host of its own", async ({ baseURL }) => {
  const body = formOf([
    [`$ACTION_ID_${idOf(THEME)}`, ""],
    ["theme", "dark"],
  ]);
  const own = await send(baseURL, "POST", "/", { ...FORM, ...HTML, origin: String(baseURL) }, body);
  const proxies: Record<string, string>[] = [{ host: "app:3000" }, { host: "10.0.0.5", "x-forwarded-host": "internal.example" }];
  for (const passed of proxies) {
    const { status, headers } = await send(baseURL, "POST", "/", { ...FORM, ...HTML, origin: String(baseURL), ...passed }, body);
    expect.soft(status).toBe(own.status);
    expect.soft(headers["set-cookie"]).toEqual(own.headers["set-cookie"]);
  }
  expect(String(own.headers["set-cookie"])).toContain("theme=dark");
});
