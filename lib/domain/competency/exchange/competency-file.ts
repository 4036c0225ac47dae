/** Cairn's own file format for a competency, in JSON or YAML: complete, so nothing is lost in either direction. */
import { z } from "zod";
import { type CompetencyModel, competencyModelSchema } from "@/lib/domain/competency/competency-model";
import { fieldsOf, MAX_BEHAVIORS, MAX_LEVELS } from "@/lib/domain/competency/draft";
import { count, type ImportedFields, idSchema, maxLengthOf, type Problems, pathText, withoutInvisible } from "./import-report";
import type { Located } from "./located";

/** The path of the JSON Schema, below the installation's address. */
export const MODEL_SCHEMA_PATH = "/schemas/competency-model.json";

/**
 * What a whole competency must be, for editors and other programs. Two rules are beyond JSON Schema and are in its description.
 */
export function competencyJsonSchema(origin: string): object {
  const file = competencyModelSchema.safeExtend({ $schema: z.string().optional() });
  const schema = z.toJSONSchema(file, { io: "input", target: "draft-2020-12" });
  return {
    $schema: schema.$schema,
    $id: `${origin}${MODEL_SCHEMA_PATH}`,
    title: "Cairn competency model",
    description:
      "A competency model as Cairn exports and imports it. Beyond this schema: the ids of behaviors and of levels are unique, and every behavior has every addition at every level.",
    ...Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$schema")),
  };
}

export function writeCompetencyFile(competency: CompetencyModel, origin: string): { $schema: string } & CompetencyModel {
  return { $schema: `${origin}${MODEL_SCHEMA_PATH}`, ...competency };
}

/** A text that may still be empty: a draft may be unfinished. `path` is the draft's field for it. */
function text(path: string) {
  const limit = maxLengthOf(path);
  return z.string().max(limit, {
    error: ({ input }) => `This has ${count(String(input).length, "character")}. Up to ${limit.toLocaleString("en-US")} fit.`,
  });
}

const practice = z.strictObject({
  name: text("guidance.b.l.practices.0.name"),
  begin: text("guidance.b.l.practices.0.begin"),
  origin: z.strictObject({ author: text("guidance.b.l.practices.0.author"), title: text("guidance.b.l.practices.0.title") }),
});
const practices = z.array(practice).max(3, "Up to three practices fit.");
const plan = z.strictObject({ when: text("guidance.b.l.plan.when"), then: text("guidance.b.l.plan.then") });

/** The shape of a competency, finished or not. */
const draftFileSchema = z.strictObject({
  $schema: z.string().optional(),
  id: idSchema.optional(),
  source: z.strictObject({
    name: text("name"),
    purpose: text("purpose").default(""),
    description: text("description").default(""),
    behaviors: z
      .array(z.strictObject({ id: idSchema, name: text("behaviors.b.name"), definition: text("behaviors.b.definition").default("") }))
      .default([]),
    levels: z
      .array(z.strictObject({ id: idSchema, name: text("levels.l.name"), descriptors: z.array(text("levels.l.descriptors")).default([]) }))
      .default([]),
    summary: text("summary").default(""),
    attribution: z.strictObject({ title: text("attribution.title"), url: text("attribution.url") }).default({ title: "", url: "" }),
  }),
  additions: z
    .strictObject({
      shortNames: z.record(idSchema, text("behaviors.b.shortName")).default({}),
      anchors: z.record(idSchema, z.record(idSchema, text("anchors.b.l"))).default({}),
      guidance: z
        .record(
          idSchema,
          z.record(
            idSchema,
            z.strictObject({
              change: text("guidance.b.l.change"),
              practices: practices.default([]),
              evidence: z.array(text("guidance.b.l.evidence")).max(3, "Up to three fit.").default([]),
              question: text("guidance.b.l.question").default(""),
              plan: plan.default({ when: "", then: "" }),
            }),
          ),
        )
        .default({}),
      opportunities: z
        .record(
          idSchema,
          z.strictObject({
            create: text("opportunities.b.create"),
            practices: practices.default([]),
            question: text("opportunities.b.question").default(""),
            plan: plan.default({ when: "", then: "" }),
          }),
        )
        .default({}),
    })
    .default({ shortNames: {}, anchors: {}, guidance: {}, opportunities: {} }),
});

/** A sentence for the author of the file. */
function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys")
    return `No model has ${issue.keys
      .slice(0, 5)
      .map((key) => `“${key.slice(0, 100)}”`)
      .join(", ")} here.`;
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? "This is no id.";
  if (issue.code !== "invalid_type") return issue.message;
  if (issue.input === undefined) return "This is missing.";
  return issue.expected === "string"
    ? "This is not text. Please put it in quotes."
    : issue.expected === "array"
      ? "This is not a list."
      : "This is not a group of names and values.";
}

/** Removes invisible characters from every text. */
function cleaned(value: unknown, path: PropertyKey[], located: Located, problems: Problems): unknown {
  if (typeof value === "string") {
    return withoutInvisible(value, problems, () => ({ path: pathText(path), line: located.lineOf(path) }));
  }
  if (Array.isArray(value)) return value.map((inner, index) => cleaned(inner, [...path, index], located, problems));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner, [...path, key], located, problems)]));
}

function findRepeated(ids: readonly string[]): number[] {
  return ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []));
}

function tooMany(value: unknown, noun: "behaviors" | "levels"): number {
  const list = ((value as { source?: Record<string, unknown> } | null)?.source ?? {})[noun];
  return Array.isArray(list) ? list.length : 0;
}

/** Whether this is meant to be a competency. Anything else gets one clear sentence. */
export function isCompetencyFile(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "source");
}

/** Returns null where there is an error, which is in `problems` with path and line. */
export function readCompetencyFile(located: Located, problems: Problems): ImportedFields | null {
  const at = (path: readonly PropertyKey[]) => () => ({ path: pathText(path), line: located.lineOf(path) });
  for (const [noun, most] of [
    ["behaviors", MAX_BEHAVIORS],
    ["levels", MAX_LEVELS],
  ] as const) {
    const found = tooMany(located.value, noun);
    if (found > most)
      problems.error(`There are ${count(found, noun.slice(0, -1))}. Cairn takes up to ${most}.`, at(["source", noun, most]));
  }
  if (problems.hasErrors) return null;
  const parsed = draftFileSchema.safeParse(cleaned(located.value, [], located, problems), { reportInput: true });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const key = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
      problems.error(sentence(issue), at([...issue.path, ...key]));
    }
    return null;
  }
  const { source, additions } = parsed.data;
  const behaviorIds = source.behaviors.map(({ id }) => id);
  const levelIds = source.levels.map(({ id }) => id);
  for (const index of findRepeated(behaviorIds)) {
    problems.error(`Another behavior has the id “${behaviorIds[index]}”.`, at(["source", "behaviors", index, "id"]));
  }
  for (const index of findRepeated(levelIds)) {
    problems.error(`Another level has the id “${levelIds[index]}”.`, at(["source", "levels", index, "id"]));
  }
  for (const noun of ["shortNames", "anchors", "guidance", "opportunities"] as const) {
    for (const [behaviorId, inner] of Object.entries(additions[noun])) {
      const path = ["additions", noun, behaviorId];
      if (!behaviorIds.includes(behaviorId)) problems.error(`There is no behavior “${behaviorId}”.`, at(path));
      if (noun !== "anchors" && noun !== "guidance") continue;
      for (const levelId of Object.keys(inner)) {
        if (!levelIds.includes(levelId)) problems.error(`There is no level “${levelId}”.`, at([...path, levelId]));
      }
    }
  }
  if (problems.hasErrors) return null;
  return { fields: fieldsOf({ source, additions }), replaces: "all" };
}
