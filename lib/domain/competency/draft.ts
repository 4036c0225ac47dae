/**
 * A competency split into fields, complete or not: admins edit one text at a time. The orders of behaviors and of levels
 * are fields too. The texts of a retired behavior stay in their fields, so that bringing it back loses nothing.
 *
 * Paths, with <b> a behavior's id and <l> a level's:
 *   name purpose description summary attribution.title attribution.url
 *   order.behaviors order.levels                                 ids, one per line, levels lowest first
 *   behaviors.<b>.name behaviors.<b>.definition behaviors.<b>.shortName
 *   levels.<l>.name levels.<l>.descriptors                       one descriptor per line
 *   anchors.<b>.<l>
 *   guidance.<b>.<l>.change .question .plan.when .plan.then .evidence (one per line)
 *   guidance.<b>.<l>.practices.<0|1|2>.name .begin .author .title    the third is optional
 *   opportunities.<b>.create .question .plan.when .plan.then .practices.<0|1|2>…    the second and third are optional
 */
import { z } from "zod";
import { joinLines, linesOf } from "@/lib/domain/text/trimming";
import { textError } from "@/lib/domain/text/well-formed-text";
import { type CompetencyModel, competencyModelSchema, RESERVED_IDS } from "./competency-model";

/** Field paths to texts. A missing field is empty. */
export type DraftFields = Readonly<Record<string, string>>;

/** As the database keeps them. @throws where they are none */
export function readDraftFields(stored: unknown): DraftFields {
  return z.record(z.string(), z.string()).parse(stored);
}

export const BEHAVIOR_ORDER = "order.behaviors";
export const LEVEL_ORDER = "order.levels";

/** More than anybody would rate; a server reads and writes this many with ease. */
export const MAX_BEHAVIORS = 40;
export const MAX_LEVELS = 10;

const PRACTICES = [0, 1, 2] as const;
const PRACTICE_PARTS = ["name", "begin", "author", "title"] as const;

type FieldKind = {
  /** What the field is, inside a sentence. */
  noun: string;
  /** In UTF-16 code units. */
  maxLength: number;
  /** Whether each line is a separate text. */
  lines: boolean;
  behaviorId: string | null;
  levelId: string | null;
};

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const SHORT = 200;
const TEXT = 4_000;
const LONG = 20_000;

type Part = readonly [end: string, noun: string, maxLength: number, lines?: true];
/** Fields whose paths begin alike; `<b>` and `<l>` stand for the ids. */
type Group = readonly [head: string, parts: readonly Part[]];

const PRACTICE_FIELDS = PRACTICES.flatMap((index): Part[] => [
  [`practices.${index}.name`, "a practice’s name", SHORT],
  [`practices.${index}.begin`, "how to begin a practice", TEXT],
  [`practices.${index}.author`, "a practice’s author", SHORT],
  [`practices.${index}.title`, "the work that a practice is from", SHORT],
]);
const LAST_STEPS: readonly Part[] = [
  ["question", "the question", TEXT],
  ["plan.when", "the plan’s “if”", TEXT],
  ["plan.then", "the plan’s “then”", TEXT],
];

/** All fields, in reading order. */
const FIELDS: readonly Group[] = [
  [
    "",
    [
      ["name", "the competency’s name", SHORT],
      ["purpose", "the purpose", LONG],
      ["description", "the description", LONG],
    ],
  ],
  [
    "behaviors.<b>.",
    [
      ["name", "the name", SHORT],
      ["definition", "the definition", TEXT],
      ["shortName", "the short name", 40],
    ],
  ],
  ["anchors.<b>.<l>", [["", "the anchor", TEXT]]],
  [
    "guidance.<b>.<l>.",
    [["change", "what changes at the next level", TEXT], ...PRACTICE_FIELDS, ["evidence", "what would show it", TEXT, true], ...LAST_STEPS],
  ],
  ["opportunities.<b>.", [["create", "how to create an opportunity", TEXT], ...PRACTICE_FIELDS, ...LAST_STEPS]],
  [
    "levels.<l>.",
    [
      ["name", "the name", SHORT],
      ["descriptors", "the descriptors", LONG, true],
    ],
  ],
  [
    "",
    [
      ["summary", "the summary", LONG],
      ["attribution.title", "the title of the source", SHORT],
      ["attribution.url", "the address of the source", 2_000],
    ],
  ],
];

const KINDS = new Map(
  FIELDS.flatMap(([head, parts]) =>
    parts.map(([end, noun, maxLength, lines = false]) => [`${head}${end}`, { noun, maxLength, lines }] as const),
  ),
);

/** Null where no competency has such a field. The two orders are not texts, so they are not here. */
export function fieldKind(path: string): FieldKind | null {
  if (path.length > 300) return null;
  const [head = "", ...rest] = path.split(".");
  const places: readonly string[] = FIELDS.find(([start]) => start.startsWith(`${head}.`))?.[0].match(/<[bl]>/g) ?? [];
  const kind = KINDS.get([head, ...places, ...rest.slice(places.length)].join("."));
  if (!kind || !places.every((_, index) => ID.test(rest[index] ?? ""))) return null;
  const idAt = (place: string) => rest[places.indexOf(place)] ?? null;
  return { ...kind, behaviorId: idAt("<b>"), levelId: idAt("<l>") };
}

/** One per line; line ends inside an item become spaces. */
export function toLines(texts: readonly string[]): string {
  return texts.map(joinLines).join("\n");
}

export function behaviorIdsOf(fields: DraftFields): string[] {
  return linesOf(fields[BEHAVIOR_ORDER] ?? "");
}

/** Lowest first. */
export function levelIdsOf(fields: DraftFields): string[] {
  return linesOf(fields[LEVEL_ORDER] ?? "");
}

/** Whether the text belongs to something in the competency now, and not to something retired. */
export function isInCompetency(path: string, fields: DraftFields): boolean {
  const kind = fieldKind(path);
  if (!kind) return false;
  return (
    (kind.behaviorId === null || behaviorIdsOf(fields).includes(kind.behaviorId)) &&
    (kind.levelId === null || levelIdsOf(fields).includes(kind.levelId))
  );
}

/** Returns a plain sentence when this text cannot go into this field, else null. Empty is fine: a draft may be unfinished. */
export function fieldError(path: string, value: string): string | null {
  const kind = fieldKind(path);
  return kind ? textError(value, kind.maxLength, "this") : "This field does not exist. Please reload the page.";
}

/** The texts below a path, each with its own. A draft has a practice's author and work without "origin". */
function flattened(path: string, value: unknown): [string, string][] {
  if (typeof value === "string") return [[path.replace(".origin.", "."), value]];
  if (fieldKind(path)?.lines) return [[path, toLines(value as string[])]];
  return Object.entries(value as object).flatMap(([key, inner]) => flattened(path === "" ? key : `${path}.${key}`, inner));
}

/** Without `additions`: what a document in the source's own format has. */
export function fieldsOf({ source, additions }: Pick<CompetencyModel, "source"> & Partial<CompetencyModel>): DraftFields {
  const { behaviors, levels, ...general } = source;
  const { shortNames = {}, ...rest } = additions ?? {};
  const byId = (units: readonly { id: string }[]) => Object.fromEntries(units.map(({ id, ...texts }) => [id, texts]));
  return Object.fromEntries([
    [BEHAVIOR_ORDER, toLines(behaviors.map(({ id }) => id))],
    [LEVEL_ORDER, toLines(levels.map(({ id }) => id))],
    ...flattened("", { ...general, behaviors: byId(behaviors), levels: byId(levels), ...rest }),
    ...Object.entries(shortNames).map(([id, name]) => [`behaviors.${id}.shortName`, name]),
  ]);
}

/** Every path that the competency has now, in reading order. */
export function fieldPaths(fields: DraftFields): string[] {
  const [behaviorIds, levelIds] = [behaviorIdsOf(fields), levelIdsOf(fields)];
  const filled = ([head, parts]: Group, behaviorId = "") =>
    (head.includes("<l>") ? levelIds : [""]).flatMap((levelId) =>
      parts.map(([end]) => `${head.replace("<b>", behaviorId).replace("<l>", levelId)}${end}`),
    );
  const ofBehaviors = FIELDS.filter(([head]) => head.includes("<b>"));
  return FIELDS.flatMap((group) => {
    if (!ofBehaviors.includes(group)) return filled(group);
    // All of one behavior, before the next.
    return group === ofBehaviors[0] ? behaviorIds.flatMap((id) => ofBehaviors.flatMap((each) => filled(each, id))) : [];
  });
}

/** Where a field is, in words: “Value Management at Novice”; empty for a field of the whole competency. */
function placeOf(path: string, fields: DraftFields): string {
  const kind = fieldKind(path);
  const behavior = kind?.behaviorId ? fields[`behaviors.${kind.behaviorId}.name`]?.trim() || "A behavior without a name" : null;
  const level = kind?.levelId ? fields[`levels.${kind.levelId}.name`]?.trim() || "a level without a name" : null;
  return behavior && level ? `${behavior} at ${level}` : (behavior ?? level ?? "");
}

/** A place that keeps a draft from being published, and why, as a sentence. */
export type Gap = { path: string; message: string };

function isEmpty(fields: DraftFields, path: string): boolean {
  return (fields[path] ?? "").trim() === "";
}

/** An optional practice is left out where all its parts are empty. */
function isLeftOut(path: string, fields: DraftFields): boolean {
  const match = /^(guidance|opportunities)\..*\.practices\.([012])\./.exec(path);
  if (!match) return false;
  const least = match[1] === "guidance" ? 2 : 1;
  if (Number(match[2]) < least) return false;
  const base = path.slice(0, path.lastIndexOf("."));
  return PRACTICE_PARTS.every((part) => isEmpty(fields, `${base}.${part}`));
}

function gapMessage(path: string, fields: DraftFields): string {
  const noun = fieldKind(path)?.noun ?? "a field";
  const place = placeOf(path, fields);
  return place === "" ? `${noun.charAt(0).toUpperCase()}${noun.slice(1)} is missing.` : `${place}: ${noun} is missing.`;
}

/** Everything that keeps the draft from being published, in reading order. Empty: it can be published. */
export function findGaps(fields: DraftFields): Gap[] {
  const gaps: Gap[] = fieldPaths(fields)
    .filter((path) => isEmpty(fields, path) && !isLeftOut(path, fields))
    .map((path) => ({ path, message: gapMessage(path, fields) }));
  for (const path of fieldPaths(fields)) {
    const count = path.endsWith(".evidence") ? linesOf(fields[path] ?? "").length : 0;
    if (count > 3)
      gaps.push({ path, message: `${placeOf(path, fields)}: what would show it has ${count} lines. Please keep it to three.` });
    const error = fieldError(path, fields[path] ?? "");
    if (error) gaps.push({ path, message: `${placeOf(path, fields)}: ${error}` });
  }
  const url = (fields["attribution.url"] ?? "").trim();
  if (url !== "" && !competencyModelSchema.shape.source.shape.attribution.shape.url.safeParse(url).success) {
    gaps.push({ path: "attribution.url", message: "The address of the source is not a web address. It begins with https://." });
  }
  if (behaviorIdsOf(fields).length === 0) gaps.push({ path: BEHAVIOR_ORDER, message: "There is no behavior yet. Add one." });
  if (levelIdsOf(fields).length < 2) gaps.push({ path: LEVEL_ORDER, message: "There are fewer than two levels. Add one." });
  return gaps;
}

/** The inverse of `fieldsOf`. @throws where there are gaps */
export function competencyOf(competencyId: string, fields: DraftFields): CompetencyModel {
  const [behaviorIds, levelIds] = [behaviorIdsOf(fields), levelIdsOf(fields)];
  const text = (path: string) => (fields[path] ?? "").trim();
  const texts = <Key extends string>(base: string, ...keys: Key[]) =>
    Object.fromEntries(keys.map((key) => [key, text(`${base}.${key}`)])) as Record<Key, string>;
  const byId = <Value>(ids: readonly string[], value: (id: string) => Value) => Object.fromEntries(ids.map((id) => [id, value(id)]));
  const advice = (base: string) => ({
    practices: PRACTICES.map((index) => `${base}.practices.${index}`)
      .filter((path) => text(`${path}.name`) !== "")
      .map((path) => ({ ...texts(path, "name", "begin"), origin: texts(path, "author", "title") })),
    question: text(`${base}.question`),
    plan: texts(`${base}.plan`, "when", "then"),
  });
  return competencyModelSchema.parse({
    id: competencyId,
    source: {
      name: text("name"),
      purpose: text("purpose"),
      description: text("description"),
      behaviors: behaviorIds.map((id) => ({ id, ...texts(`behaviors.${id}`, "name", "definition") })),
      levels: levelIds.map((id) => ({
        id,
        name: text(`levels.${id}.name`),
        descriptors: linesOf(fields[`levels.${id}.descriptors`] ?? ""),
      })),
      summary: text("summary"),
      attribution: texts("attribution", "title", "url"),
    },
    additions: {
      shortNames: byId(behaviorIds, (id) => text(`behaviors.${id}.shortName`)),
      anchors: byId(behaviorIds, (id) => byId(levelIds, (levelId) => text(`anchors.${id}.${levelId}`))),
      guidance: byId(behaviorIds, (id) =>
        byId(levelIds, (levelId) => {
          const base = `guidance.${id}.${levelId}`;
          return { change: text(`${base}.change`), evidence: linesOf(fields[`${base}.evidence`] ?? ""), ...advice(base) };
        }),
      ),
      opportunities: byId(behaviorIds, (id) => ({ create: text(`opportunities.${id}.create`), ...advice(`opportunities.${id}`) })),
    },
  });
}

/** Made from a name, and never an id that was used before: old answers are stored by it. */
export function newId(name: string, taken: ReadonlySet<string>, fallback: "behavior" | "level" | "competency"): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/[\u0300-\u036f'’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-|-$/g, "");
  const base = slug === "" ? fallback : slug;
  const isFree = (id: string) => !taken.has(id) && !RESERVED_IDS.includes(id);
  if (isFree(base)) return base;
  for (let number = 2; ; number += 1) if (isFree(`${base}-${number}`)) return `${base}-${number}`;
}

/** One place up or down; null where the id is missing or already at that end. */
export function moved(ids: readonly string[], id: string, direction: "up" | "down"): string[] | null {
  const from = ids.indexOf(id);
  const to = direction === "up" ? from - 1 : from + 1;
  const other = ids[to];
  if (from < 0 || other === undefined) return null;
  return ids.map((known, index) => (index === from ? other : index === to ? id : known));
}

/** The draft of a new competency before anything is written. */
export function emptyFields(name: string): DraftFields {
  return { name, [BEHAVIOR_ORDER]: "", [LEVEL_ORDER]: "" };
}
