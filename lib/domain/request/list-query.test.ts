import { expect, it } from "vitest";
import { parseTableQuery, queryString, textParam } from "./list-query";

const parse = (params: Record<string, string | string[] | undefined>) =>
  parseTableQuery(params, ["name", "joined"], ["everybody", "admins"]);
const beginning = { search: "", sort: "name", direction: "asc", show: "everybody", page: 1 };

it("begins at the beginning", () => {
  expect(parse({})).toEqual(beginning);
});

it("reads what it is given", () => {
  expect(parse({ q: " Zoë ", sort: "joined", direction: "desc", show: "admins", page: "12" })).toEqual({
    search: "Zoë",
    sort: "joined",
    direction: "desc",
    show: "admins",
    page: 12,
  });
});

it.each([
  { sort: "password" },
  { direction: "DROP TABLE" },
  { show: "__proto__" },
  { page: "0" },
  { page: "-1" },
  { page: "1e9" },
  { page: "9999999" },
  { page: ["x", "2"] },
  { q: "a\u0000b" },
  { q: "\ud800" },
  { unknown: "1" },
])("falls back for %j", (params) => {
  expect(parse(params)).toEqual(beginning);
});

it("takes the first of several, bounds it, and composes what was typed in parts", () => {
  expect(textParam({ q: ["first", "second"] }, "q")).toBe("first");
  expect(textParam({ q: "x".repeat(1_000) }, "q")).toHaveLength(100);
  expect(textParam({ q: "e\u0301" }, "q")).toBe("é");
});

it("writes what is set, escaped", () => {
  expect(queryString({ q: "a&b", sort: "", page: undefined })).toBe("?q=a%26b");
  expect(queryString({})).toBe("");
});
