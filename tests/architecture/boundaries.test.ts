/** Tests the lint itself: if a pattern stopped matching, nothing else would notice. */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");

/** What may be imported from, one file in each layer. */
const ground: Record<string, string> = {
  "lib/domain/team/rule.ts": "export type Rule = string;\nexport const rule = 1;\n",
  "lib/platform/clock.ts": "export const clock = 1;\n",
  "lib/db/client.ts": "export const client = 1;\n",
  "lib/mail/welcome.ts": "export const welcome = 1;\n",
  "lib/auth/actor.ts": "export const actor = 1;\n",
  "lib/jobs/job.ts": "export const job = 1;\n",
  "lib/server/start.ts": "export const start = 1;\n",
  "lib/access/rules.ts": "export const rules = 1;\n",
  "lib/mail/layout.ts": "export const layout = 1;\n",
  "lib/data/team/queries.ts": "export const teams = 1;\n",
  "lib/data/team/mutations.ts": "export const rename = 1;\n",
  "lib/data/team/internal/teams.ts": "export const inside = 1;\n",
  "lib/actions/define.ts": "export const define = 1;\n",
  "lib/elsewhere/thing.ts": "export const thing = 1;\n",
  "components/ui/button.tsx": "export const button = 1;\n",
  "app/dev/preview.tsx": "export const preview = 1;\n",
  "prisma/seed/demo/people.ts": "export const people = 1;\n",
  "app/page-parts.tsx": "export const parts = 1;\n",
};

const table = "boundaries(dependencies)";
const use = (from: string, name: string) => `import { ${name} } from "${from}";\nexport const used = ${name};\n`;

/** Each violation is planted in a separate file: the file, its text, and the rule that must report it. */
const violations: [risk: string, file: string, text: string, rule: string][] = [
  ["an alias", "lib/domain/a1.ts", use("@/lib/db/client", "client"), table],
  ["a relative path", "lib/domain/a2.ts", use("../db/client", "client"), table],
  ["a re-export", "lib/domain/a3.ts", 'export { clock } from "@/lib/platform/clock";\n', table],
  ["a re-export of everything", "lib/domain/a4.ts", 'export * from "@/lib/platform/clock";\n', table],
  ["a dynamic import", "lib/domain/a5.ts", 'export const late = () => import("@/lib/data/team/queries");\n', table],
  ["a type-only import", "components/a6.tsx", 'import type { client } from "@/lib/db/client";\nexport type A = typeof client;\n', table],
  ["a file that is not there yet", "lib/domain/a7.ts", use("@/lib/db/generated/sqlite/client", "made"), table],
  ["an unknown folder", "app/a8.tsx", use("@/lib/elsewhere/thing", "thing"), "boundaries(no-unknown-dependencies)"],
  ["a file in an unknown folder", "lib/elsewhere/a9.ts", "export const stray = 1;\n", "boundaries(no-unknown-files)"],
  ["react in the domain", "lib/domain/b1.ts", use("react", "useState"), table],
  ["next in the domain", "lib/domain/b2.ts", use("next/headers", "headers"), table],
  ["prisma in the domain", "lib/domain/b3.ts", use("@prisma/client", "Prisma"), table],
  ["node in the domain", "lib/domain/b4.ts", use("node:fs", "readFileSync"), table],
  ["data in a component", "components/team/c1.tsx", use("@/lib/data/team/queries", "teams"), table],
  ["an action's wrapper in a component", "components/c2.tsx", use("@/lib/actions/define", "define"), table],
  ["the request in a component", "components/c3.tsx", use("next/headers", "headers"), table],
  ["the app in a component", "components/c4.tsx", use("@/app/page-parts", "parts"), table],
  ["the database in the app", "app/teams/d1.tsx", use("@/lib/db/client", "client"), table],
  ["the domain in platform", "lib/platform/d2.ts", use("@/lib/domain/team/rule", "rule"), table],
  ["the domain in db", "lib/db/d3.ts", use("@/lib/domain/team/rule", "rule"), table],
  ["the database in a mail", "lib/mail/d7.ts", use("@/lib/db/client", "client"), table],
  ["auth in a mail", "lib/mail/d8.ts", use("@/lib/auth/actor", "actor"), table],
  ["a mail in platform", "lib/platform/d9.ts", use("@/lib/mail/welcome", "welcome"), table],
  ["a mail in an action's wrapper", "lib/actions/d10.ts", use("@/lib/mail/welcome", "welcome"), table],
  ["a mail in a page", "app/teams/d11.tsx", use("@/lib/mail/welcome", "welcome"), table],
  ["a preview in a page", "app/teams/d12.tsx", use("@/app/dev/preview", "preview"), table],
  ["the database in an action's wrapper", "lib/actions/d5.ts", use("@/lib/db/client", "client"), table],
  ["the database in a job", "lib/jobs/d13.ts", use("@/lib/db/client", "client"), table],
  ["an action's wrapper in a job", "lib/jobs/d14.ts", use("@/lib/actions/define", "define"), table],
  ["a job in data", "lib/data/team/internal/d15.ts", use("@/lib/jobs/job", "job"), table],
  ["a job in the app", "app/teams/d16.tsx", use("@/lib/jobs/job", "job"), table],
  ["the server's start in a job", "lib/jobs/d17.ts", use("@/lib/server/start", "start"), table],
  ["the server's start in the app", "app/teams/d18.tsx", use("@/lib/server/start", "start"), table],
  ["a component in the server's start", "lib/server/d19.ts", use("@/components/ui/button", "button"), table],
  ["a component at the entrance", "proxy.ts", use("@/components/ui/button", "button"), table],
  ["the environment in the app", "app/e1.tsx", "export const url = process.env.APP_URL;\n", "node(no-process-env)"],
  [
    "a link that prefetches",
    "components/l1.tsx",
    'import Link from "next/link";\nexport const ok = Link;\n',
    "eslint(no-restricted-imports)",
  ],
  ["data in auth", "lib/auth/d4.ts", use("@/lib/data/team/queries", "teams"), table],
  ["an action's wrapper in data", "lib/data/round/d6.ts", use("@/lib/actions/define", "define"), table],
  ["what is internal in the app", "app/teams/f1.tsx", use("@/lib/data/team/internal/teams", "inside"), table],
  ["what is internal in the app, by a relative path", "app/teams/f2.tsx", use("../../lib/data/team/internal/teams", "inside"), table],
  [
    "a type of what is internal in the app",
    "app/f3.tsx",
    'import type { inside } from "@/lib/data/team/internal/teams";\nexport type A = typeof inside;\n',
    table,
  ],
  ["what is internal in an action's wrapper", "lib/actions/f4.ts", use("@/lib/data/team/internal/teams", "inside"), table],
  ["mail in the app", "app/f5.tsx", use("@/lib/mail/layout", "layout"), table],
  ["access in a component", "components/team/f7.tsx", use("@/lib/access/rules", "rules"), table],
  ["the platform in a component", "components/f8.tsx", use("@/lib/platform/clock", "clock"), table],
  ["the database in access", "lib/access/g1.ts", use("@/lib/db/client", "client"), table],
  ["data in access", "lib/access/g2.ts", use("@/lib/data/team/queries", "teams"), table],
  ["who asks in access", "lib/access/g3.ts", use("@/lib/auth/actor", "actor"), table],
  ["data in a mail", "lib/mail/g4.ts", use("@/lib/data/team/queries", "teams"), table],
  ["access in a mail", "lib/mail/g6.ts", use("@/lib/access/rules", "rules"), table],
  ["the app in a job", "lib/jobs/g7.ts", use("@/app/page-parts", "parts"), table],
  ["the database in platform", "lib/platform/h1.ts", use("@/lib/db/client", "client"), table],
  ["access in the domain", "lib/domain/h2.ts", use("@/lib/access/rules", "rules"), table],
  ["access in db", "lib/db/h3.ts", use("@/lib/access/rules", "rules"), table],
  ["a component in data", "lib/data/round/internal/h5.ts", use("@/components/ui/button", "button"), table],
  ["the app in what is internal", "lib/data/round/internal/h6.ts", use("@/app/page-parts", "parts"), table],
  ["seeds in the data of another noun", "lib/data/round/internal/s1.ts", use("@/prisma/seed/demo/people", "people"), table],
  ["seeds behind the door of another noun", "lib/data/round/s2.ts", use("@/prisma/seed/demo/people", "people"), table],
  ["seeds in the app", "app/teams/s3.tsx", use("@/prisma/seed/demo/people", "people"), table],
  ["seeds in a component", "components/s4.tsx", use("@/prisma/seed/demo/people", "people"), table],
  ["seeds in a job", "lib/jobs/s5.ts", use("../../prisma/seed/demo/people", "people"), table],
  ["seeds in the domain", "lib/domain/s6.ts", use("@/prisma/seed/demo/people", "people"), table],
  ["a component in a seed", "prisma/seed/demo/s7.ts", use("@/components/ui/button", "button"), table],
  ["the app in a seed", "prisma/seed/large/s8.ts", use("@/app/page-parts", "parts"), table],
  ["a job in a seed", "prisma/seed/large/s9.ts", use("@/lib/jobs/job", "job"), table],
  ["a package in a seed", "prisma/seed/demo/s10.ts", use("@prisma/client", "Prisma"), table],
  ["the environment in a seed", "prisma/seed/large/s11.ts", "export const url = process.env.APP_URL;\n", "node(no-process-env)"],
  ["a file of code beside the seeds", "prisma/s12.ts", "export const stray = 1;\n", "boundaries(no-unknown-files)"],
  [
    "a pattern that tries each run in every way",
    "lib/domain/r1.ts",
    "export const slow = /^(a+)+$/;\n",
    "regexp(no-super-linear-backtracking)",
  ],
  ["a pattern that two parts share", "components/r2.tsx", "export const slow = /^a*\\s*\\s*b$/;\n", "regexp(no-super-linear-backtracking)"],
  ["a pattern that begins anew in each run", "app/teams/r3.ts", "export const slow = /\\s+$/;\n", "regexp(no-super-linear-move)"],
  ["blanks before a sign at the end", "lib/platform/r4.ts", "export const slow = /\\s*:$/;\n", "regexp(no-super-linear-move)"],
  ["the environment in data", "lib/data/round/e2.ts", 'export const url = process.env["APP_URL"];\n', "node(no-process-env)"],
  ["the environment by import", "lib/data/round/e3.ts", use("node:process", "env"), "eslint(no-restricted-imports)"],
];

/** What the table allows, written in every way: none of these may be reported. */
const allowed: Record<string, string> = {
  "lib/domain/ok.ts": 'import { z } from "zod";\nimport { rule } from "./team/rule";\nexport const ok = z.literal(rule);\n',
  "lib/domain/ok.test.ts":
    'import { expect, test } from "vitest";\nimport { rule } from "@/lib/domain/team/rule";\n\ntest("a rule", () => expect(rule).toBe(1));\n',
  "lib/platform/ok.ts": 'import { clock } from "./clock";\nexport const ok = [clock, process.env.PORT];\n',
  "lib/mail/ok.ts":
    'import { createTransport } from "nodemailer";\nimport { rule } from "@/lib/domain/team/rule";\nimport { clock } from "@/lib/platform/clock";\nexport const ok = [createTransport, rule, clock];\n',
  "lib/auth/ok.ts": 'export { client } from "@/lib/db/client";\nexport { welcome } from "@/lib/mail/welcome";\n',
  "lib/server/ok.ts": 'export { client } from "@/lib/db/client";\nexport { job } from "@/lib/jobs/job";\n',
  "components/ok.tsx":
    'import { useRouter } from "next/navigation";\nimport type { Rule } from "@/lib/domain/team/rule";\nexport const ok: [unknown, Rule] = [useRouter, ""];\n',
  "app/dev/ok.tsx":
    'import { parts } from "@/app/page-parts";\nimport { welcome } from "@/lib/mail/welcome";\nexport const ok = [parts, welcome];\n',
  "instrumentation.ts": 'export const register = () => process.env.NEXT_RUNTIME && import("./lib/server/start");\n',
  "lib/access/ok.ts":
    'import { rule } from "@/lib/domain/team/rule";\nimport { clock } from "@/lib/platform/clock";\nexport const ok = [rule, clock];\n',
  "lib/data/round/queries.ts":
    'import { headers } from "next/headers";\nimport { rules } from "@/lib/access/rules";\nimport { actor } from "@/lib/auth/actor";\nexport const ok = [headers, rules, actor];\n',
  "lib/data/round/mutations.ts":
    'import { inside } from "@/lib/data/team/internal/teams";\nimport { client } from "@/lib/db/client";\nimport { layout } from "@/lib/mail/layout";\nexport const ok = [inside, client, layout];\n',
  "lib/data/round/internal/ok.ts":
    'import { client } from "@/lib/db/client";\nimport { inside } from "../../team/internal/teams";\nexport const ok = [client, inside];\n',
  "lib/data/workspace/queries.ts": use("@/prisma/seed/demo/people", "people"),
  "lib/data/workspace/internal/demo.ts":
    'import { people } from "../../../../prisma/seed/demo/people";\nimport { client } from "@/lib/db/client";\nexport const ok = [client, people];\n',
  "prisma/seed/large/ok.ts":
    'import { randomUUID } from "node:crypto";\nimport { inside } from "@/lib/data/team/internal/teams";\nimport { client } from "@/lib/db/client";\nimport { rule } from "@/lib/domain/team/rule";\nimport { people } from "../demo/people";\nexport const ok = [randomUUID, inside, client, rule, people];\n',
  "lib/jobs/ok.ts":
    'import { inside } from "@/lib/data/team/internal/teams";\nimport { layout } from "@/lib/mail/layout";\nexport const ok = [inside, layout];\n',
  "lib/actions/ok.ts": use("@/lib/data/team/queries", "teams"),
  "app/ok.tsx":
    'import { rename } from "@/lib/data/team/mutations";\nimport { teams } from "@/lib/data/team/queries";\nexport const ok = [rename, teams, import("@/components/ui/button")];\n',
};

const circle = {
  "lib/domain/circle-one.ts": use("./circle-two", "used").replace("used = used", "one = used"),
  "lib/domain/circle-two.ts": use("./circle-one", "one"),
};

type Finding = { file: string; rule: string };

let folder: string;
let findings: Finding[];

function plant(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** One lint over the whole planted tree, with the project's own configuration. */
async function lint(): Promise<Finding[]> {
  const report = await new Promise<string>((resolve) => {
    const oxlint = path.join(root, "node_modules/oxlint/bin/oxlint");
    // It exits with 1 where it finds something: the report has the details.
    execFile(process.execPath, [oxlint, "--format", "json"], { cwd: folder, maxBuffer: 2 ** 26 }, (_error, output) => resolve(output));
  });
  const { diagnostics } = JSON.parse(report) as { diagnostics: { filename: string; code: string }[] };
  return diagnostics.map(({ filename, code }) => ({ file: filename, rule: code }));
}

const rulesFor = (file: string) => findings.filter((finding) => finding.file === file).map(({ rule }) => rule);

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "cairn-planted-"));
  for (const name of [".oxlintrc.json", "tsconfig.json", "package.json", "scripts/lint-resolver.cjs"]) {
    cpSync(path.join(root, name), path.join(folder, name));
  }
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  plant(ground);
  plant(allowed);
  plant(circle);
  plant(Object.fromEntries(violations.map(([, file, text]) => [file, text])));
  findings = await lint();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the import table", () => {
  test.each(violations)("reports %s", (_risk, file, _text, rule) => {
    expect(rulesFor(file)).toContain(rule);
  });

  test("reports a circle, from both sides", () => {
    for (const file of Object.keys(circle)) expect(rulesFor(file)).toContain("import(no-cycle)");
  });

  test.each(Object.keys(allowed))("leaves %s alone, which keeps to it", (file) => {
    expect(rulesFor(file)).toEqual([]);
  });
});
