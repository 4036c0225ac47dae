/** Everything that is sent goes through the form kit: a form of one's own would lose words and act twice. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "app", "components"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file.endsWith(".tsx"));

/** The kit itself, its small sister for the frame of every page, and the forms that save by themselves on the device first. */
const OWN = [
  "components/ui/form.tsx",
  "components/ui/frame-form.tsx",
  "components/assessment/rating-steps.tsx",
  "components/competency/draft-provider.tsx",
];

/** Elements `<form …>` of a text, without those that are sent by GET. */
function formsIn(text: string): string[] {
  return [...text.matchAll(/<form\b[\s\S]*?>/g)].map(([form]) => form).filter((form) => !/\bmethod="get"/.test(form));
}

/** Names of forms, as they are written; each is once in a file. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/<Form\b[^>]*?\sname=("[^"]+"|\{`[^`]+`\}|\{\w+\})/g)].map(([, name]) => name ?? "");
}

test("only the kit and the two outboxes draw a form that posts", () => {
  const found = files.filter((file) => formsIn(readFileSync(path.join(root, file), "utf8")).length > 0);
  expect(found.toSorted()).toEqual(OWN.toSorted());
});

test("a form by hand is found", () => {
  expect(formsIn("<form action={save}>")).toHaveLength(1);
  expect(formsIn('<form method="get" action="/x">')).toHaveLength(0);
});

test("each form has a name that is its own in its file", () => {
  const twice = files.flatMap((file) => {
    const names = namesIn(readFileSync(path.join(root, file), "utf8"));
    return names.filter((name, position) => names.indexOf(name) !== position).map((name) => `${file}: ${name}`);
  });
  expect(twice).toEqual([]);
});
