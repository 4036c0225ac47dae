/** The door to the data: what it exports, that each of it knows who asks, and that what is behind it stays behind. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseAst } from "vitest/node";

const root = path.resolve(import.meta.dirname, "../..");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "lib/data", "tests/integration"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file.endsWith(".ts") && existsSync(path.join(root, file)));
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

const door = files.filter(
  (file) => /^lib\/data\/[a-z]+\/(queries|mutations)(\.ts|\/[a-z-]+\.ts)$/.test(file) && !file.endsWith(".test.ts"),
);
const queries = door.filter((file) => /\/queries(\.ts|\/)/.test(file));
const internal = files.filter((file) => /^lib\/data\/[a-z]+\/internal\//.test(file) && !file.endsWith(".test.ts"));

type Node = { type: string; start: number; end: number; [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
}

function exportsOf(text: string): Node[] {
  const { body } = parseAst(text, { lang: "ts" }) as unknown as { body: Node[] };
  return body.filter(({ type }) => type.startsWith("Export"));
}

function functionOf(node: Node): Node | null {
  return isNode(node.declaration) && node.declaration.type === "FunctionDeclaration" ? node.declaration : null;
}

const nameOf = (declaration: Node) => (isNode(declaration.id) ? String(declaration.id.name) : "");

/** What this text exports that a door may not: anything but types, and functions that take an actor first and ask for it. */
function errorsIn(text: string): string[] {
  return exportsOf(text).flatMap((node): string[] => {
    if (node.exportKind === "type") return [];
    const declaration = functionOf(node);
    if (!declaration) return [`${text.slice(node.start, node.end).slice(0, 60)}: no function`];
    const [first] = declaration.params as Node[];
    const annotation = first && isNode(first.typeAnnotation) ? text.slice(first.typeAnnotation.start, first.typeAnnotation.end) : "";
    if (first?.name !== "actor" || annotation !== ": Actor | null") return [`${nameOf(declaration)}: takes no actor`];
    const body = isNode(declaration.body) ? text.slice(declaration.body.start, declaration.body.end) : "";
    return /\bactor\b/.test(body) ? [] : [`${nameOf(declaration)}: never asks who it is`];
  });
}

const WRITES = /^(create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)$/;

/** Calls that write: `….user.update(…)`, and SQL that answers nothing. */
function writesIn(text: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    const property = value.type === "MemberExpression" && isNode(value.property) ? String(value.property.name) : "";
    const isOfModel = isNode(value.object) && value.object.type === "MemberExpression";
    if ((isOfModel && WRITES.test(property)) || property.startsWith("$executeRaw")) found.push(text.slice(value.start, value.end));
    Object.values(value).forEach(visit);
  };
  visit(parseAst(text, { lang: "ts" }));
  return found;
}

const importsOf = (text: string) =>
  [...text.matchAll(/\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/g)].map(([, one, other]) => one ?? other ?? "");

/** What a file behind the door imports from the door of its own noun. */
function doorImportsOf(file: string, text: string): string[] {
  const noun = /^lib\/data\/([a-z]+)\//.exec(file)?.[1] ?? "";
  const own = new RegExp(`^(@/lib/data/${noun}|\\.\\.|\\.\\./\\.\\.)/(queries|mutations)(/|$)`);
  return importsOf(text).filter((source) => own.test(source));
}

describe("what the door exports", () => {
  test("is there to be looked at", () => {
    expect(door.length).toBeGreaterThan(25);
    expect(queries.length).toBeGreaterThan(10);
    expect(internal.length).toBeGreaterThan(20);
  });

  test.each([
    ["no actor at all", "export async function list(): Promise<void> {}", ["list: takes no actor"]],
    ["an actor that comes second", "export function get(id: string, actor: Actor | null) { return [id, actor]; }", ["get: takes no actor"]],
    ["an actor who must be there", "export function get(actor: Actor) { return actor; }", ["get: takes no actor"]],
    ["an actor of whom little is known", 'export function get(actor: Pick<Actor, "userId">) { return actor; }', ["get: takes no actor"]],
    ["an actor that is left alone", "export function get(_actor: Actor | null) {}", ["get: takes no actor"]],
    ["an actor that is not asked for", "export function get(actor: Actor | null) { return 1; }", ["get: never asks who it is"]],
    ["an arrow", "export const get = (actor: Actor | null) => actor;", [expect.stringMatching(/: no function$/)]],
    ["a constant", "export const SIZE = 50;", [expect.stringMatching(/: no function$/)]],
    ["a class", "export class Thing {}", [expect.stringMatching(/: no function$/)]],
    ["what another module has", 'export { readAll } from "./internal/all";', [expect.stringMatching(/: no function$/)]],
    ["everything of another module", 'export * from "./internal/all";', [expect.stringMatching(/: no function$/)]],
    ["a default", "export default function get(actor: Actor | null) { return actor; }", []],
    ["a type", "export type Row = { id: string };", []],
    ["what it should be", "export async function get(actor: Actor | null, id: string) { return find(actor, id); }", []],
  ])("a planted %s is told apart", (_what, text, errors) => {
    expect(errorsIn(text)).toEqual(errors);
  });

  test("takes an actor first, and asks who it is", () => {
    expect(door.flatMap((file) => errorsIn(read(file)).map((error) => `${file} ${error}`))).toEqual([]);
  });

  test("is tried by the integration tests, each function by its name", () => {
    const tests = files.filter((file) => file.startsWith("tests/integration/")).map(read);
    const names = door.flatMap((file) =>
      exportsOf(read(file))
        .flatMap((node) => functionOf(node) ?? [])
        .map(nameOf),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !tests.some((text) => new RegExp(`\\b${name}\\b`).test(text)))).toEqual([]);
  });
});

describe("queries", () => {
  test.each([
    ["a row written", "await getDatabase().user.update({ where: { id } });", 1],
    ["a row written in a transaction", "await transaction.user.createMany({ data });", 1],
    ["SQL that writes", "await database.$executeRaw`DELETE FROM x`;", 1],
    ["a row read", "await database.user.findMany({});", 0],
    ["a hash", 'createHash("sha256").update(token);', 0],
  ])("a planted query with %s is told apart", (_what, text, count) => {
    expect(writesIn(text)).toHaveLength(count);
  });

  test("write nothing themselves: that somebody looked is recorded behind them", () => {
    expect(queries.flatMap((file) => writesIn(read(file)).map((write) => `${file} ${write}`))).toEqual([]);
  });
});

describe("what is behind the door", () => {
  test.each([
    ["its own queries", "@/lib/data/team/queries", 1],
    ["its own mutations, by topic", "@/lib/data/team/mutations/roles", 1],
    ["its own queries, by a relative path", "../queries", 1],
    ["another noun's queries", "@/lib/data/round/queries", 0],
    ["what stands beside it", "./team-access", 0],
  ])("a planted import of %s is told apart", (_what, source, count) => {
    expect(doorImportsOf("lib/data/team/internal/teams.ts", `import { x } from "${source}";`)).toHaveLength(count);
  });

  test("never comes back through the door of its own noun", () => {
    expect(internal.flatMap((file) => doorImportsOf(file, read(file)).map((source) => `${file} ${source}`))).toEqual([]);
  });
});

describe("SQL in the data layer", () => {
  const other = /\$queryRaw|\.(insertInto|updateTable|deleteFrom|replaceInto|mergeInto)\(/;

  test.each([
    ["a raw query that reads", "await database.$queryRaw`SELECT 1`;", true],
    ["Kysely that writes", 'sqlOn().with("a", b).insertInto("User")', true],
    ["Kysely that reads", 'sqlOn().selectFrom("User")', false],
    ["a raw statement that writes", "await database.$executeRaw`DELETE FROM x`;", false],
  ])("a planted %s is told apart", (_what, text, isOther) => {
    expect(other.test(text)).toBe(isOther);
  });

  test("reads by Kysely and writes by Prisma", () => {
    expect(files.filter((file) => /^(lib\/data|prisma\/seed)\//.test(file) && other.test(read(file)))).toEqual([]);
  });
});
