import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import ErrorPage from "./error";

const draw = (error: Error & { digest?: string }) => renderToStaticMarkup(createElement(ErrorPage, { error }));

it("says what to do, in our frame, with ways on and a number to quote", () => {
  const html = draw(Object.assign(new Error("a secret reason"), { digest: "1234567" }));
  expect(html).toContain("This page could not be shown");
  expect(html).toContain("tell us 1234567");
  expect(html).toContain("1234567");
  expect(html).toMatch(/<a href=""[^>]*>Try again<\/a>/);
  expect(html).toMatch(/<a href="\/"[^>]*>Back to the start<\/a>/);
  // Its policy allows no style in the page.
  expect(html).not.toMatch(/style=|secret/);
});

it("promises no number where there is none", () => {
  expect(draw(new Error("x"))).not.toMatch(/tell us|undefined/);
});
