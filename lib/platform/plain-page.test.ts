import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { plainPage } from "./plain-page";

const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

it("is a page for a browser, styled under its own policy", () => {
  const { body, headers } = plainPage(BROWSER, "Please <go> back.");
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(body).toContain("<p>Please &lt;go&gt; back.</p>");
  expect(body).toContain('<a href="/">');
  const style = /<style>([\s\S]*)<\/style>/.exec(body)?.[1] ?? "";
  expect(headers["content-security-policy"]).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
  expect(body).not.toMatch(/style=|<script/);
});

it.each([undefined, null, "", "*/*", "text/x-component", "application/json"])("is the sentence alone for %s", (accept) => {
  const { body, headers } = plainPage(accept, "Please <go> back.");
  expect(body).toBe("Please <go> back.");
  expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
});
