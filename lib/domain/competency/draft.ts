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
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { type CompetencyModel, competencyModelSchema, type Practice, RESERVED_IDS } from "./competency-model";

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

const ID = "[a-z0-9]+(?:-[a-z0-9]+)*";
const SHORT = 200;
const TEXT = 4_000;
const LONG = 20_000;

/** `b` and `l` name the ids in each pattern. */
const KINDS: readonly [pattern: string, noun: string, maxLength: number, lines?: true][] = [
  ["name", "the competency’s name", SHORT],
  ["purpose", "the purpose", LONG],
  ["description", "the description", LONG],
  ["summary", "the summary", LONG],
  ["attribution\\.title", "the title of the source", SHORT],
  ["attribution\\.url", "the address of the source", 2_000],
  ["behaviors\\.<b>\\.name", "the name", SHORT],
  ["behaviors\\.<b>\\.definition", "the definition", TEXT],
  ["behaviors\\.<b>\\.shortName", "the short name", 40],
  ["levels\\.<l>\\.name", "the name", SHORT],
  ["levels\\.<l>\\.descriptors", "the descriptors", LONG, true],
  ["anchors\\.<b>\\.<l>", "the anchor", TEXT],
  ["guidance\\.<b>\\.<l>\\.change", "what changes at the next level", TEXT],
  ["guidance\\.<b>\\.<l>\\.question", "the question", TEXT],
  ["guidance\\.<b>\\.<l>\\.evidence", "what would show it", TEXT, true],
  ["opportunities\\.<b>\\.create", "how to create an opportunity", TEXT],
  ["opportunities\\.<b>\\.question", "the question", TEXT],
  ["(?:guidance\\.<b>\\.<l>|opportunities\\.<b>)\\.plan\\.when", "the plan’s “if”", TEXT],
  ["(?:guidance\\.<b>\\.<l>|opportunities\\.<b>)\\.plan\\.then", "the plan’s “then”", TEXT],
  ["(?:guidance\\.<b>\\.<l>|opportunities\\.<b>)\\.practices\\.[012]\\.name", "a practice’s name", SHORT],
  ["(?:guidance\\.<b>\\.<l>|opportunities\\.<b>)\\.practices\\.[012]\\.begin", "how to begin a practice", TEXT],
  ["(?:guidance\\.<b>\\.<l>|opportunities\\.<b>)\\.practices\\.[012]\\.author", "a practice’s author", SHORT],
  ["(?:guidance\\.<b>\\.<l>|opportunities\\.<b>)\\.practices\\.[012]\\.title", "the work that a practice is from", SHORT],
];

const MATCHERS = KINDS.map(([pattern, noun, maxLength, lines = false]) => ({
  regex: new RegExp(`^${pattern.replaceAll("<b>", ID).replaceAll("<l>", ID)}$`),
  kind: { noun, maxLength, lines },
}));

/** Returns the ids in a path, which must be valid. */
function idsIn(path: string): Pick<FieldKind, "behaviorId" | "levelId"> {
  const [head, first = null, second = null] = path.split(".");
  if (head === "behaviors" || head === "opportunities") return { behaviorId: first, levelId: null };
  if (head === "levels") return { behaviorId: null, levelId: first };
  if (head === "anchors" || head === "guidance") return { behaviorId: first, levelId: second };
  return { behaviorId: null, levelId: null };
}

/** Null where no competency has such a field. The two orders are not texts, so they are not here. */
export function fieldKind(path: string): FieldKind | null {
  if (path.length > 300) return null;
  const found = MATCHERS.find(({ regex }) => regex.test(path));
  return found ? { ...found.kind, ...idsIn(path) } : null;
}

/** One per line; line ends inside an item become spaces. */
function toLines(texts: readonly string[]): string {
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
  if (!kind) return "This field does not exist. Please reload the page.";
  if (value.length > kind.maxLength) {
    const [limit, length] = [kind.maxLength, value.length].map((count) => count.toLocaleString("en-US"));
    return `Please keep this to ${limit} characters or fewer: it has ${length}.`;
  }
  return illFormedReason(value);
}

function practiceFields(base: string, practices: readonly Practice[]): [string, string][] {
  return practices.flatMap(({ name, begin, origin }, index): [string, string][] => [
    [`${base}.practices.${index}.name`, name],
    [`${base}.practices.${index}.begin`, begin],
    [`${base}.practices.${index}.author`, origin.author],
    [`${base}.practices.${index}.title`, origin.title],
  ]);
}

/** Without `additions`: what a document in the source's own format has. */
export function fieldsOf({
  source,
  additions,
}: {
  source: CompetencyModel["source"];
  additions?: CompetencyModel["additions"];
}): DraftFields {
  const entries: [string, string][] = [
    ["name", source.name],
    ["purpose", source.purpose],
    ["description", source.description],
    ["summary", source.summary],
    ["attribution.title", source.attribution.title],
    ["attribution.url", source.attribution.url],
    [BEHAVIOR_ORDER, toLines(source.behaviors.map(({ id }) => id))],
    [LEVEL_ORDER, toLines(source.levels.map(({ id }) => id))],
  ];
  for (const { id, name, definition } of source.behaviors) {
    entries.push([`behaviors.${id}.name`, name], [`behaviors.${id}.definition`, definition]);
  }
  for (const { id, name, descriptors } of source.levels) {
    entries.push([`levels.${id}.name`, name], [`levels.${id}.descriptors`, toLines(descriptors)]);
  }
  for (const { id } of additions ? source.behaviors : []) {
    entries.push([`behaviors.${id}.shortName`, additions?.shortNames[id] ?? ""]);
    for (const { id: levelId } of source.levels) {
      entries.push([`anchors.${id}.${levelId}`, additions?.anchors[id]?.[levelId] ?? ""]);
      const guidance = additions?.guidance[id]?.[levelId];
      if (!guidance) continue;
      const base = `guidance.${id}.${levelId}`;
      entries.push(
        [`${base}.change`, guidance.change],
        ...practiceFields(base, guidance.practices),
        [`${base}.evidence`, toLines(guidance.evidence)],
        [`${base}.question`, guidance.question],
        [`${base}.plan.when`, guidance.plan.when],
        [`${base}.plan.then`, guidance.plan.then],
      );
    }
    const opportunity = additions?.opportunities[id];
    if (!opportunity) continue;
    const base = `opportunities.${id}`;
    entries.push(
      [`${base}.create`, opportunity.create],
      ...practiceFields(base, opportunity.practices),
      [`${base}.question`, opportunity.question],
      [`${base}.plan.when`, opportunity.plan.when],
      [`${base}.plan.then`, opportunity.plan.then],
    );
  }
  return Object.fromEntries(entries);
}

/** Every path that the competency has now, in reading order. */
export function fieldPaths(fields: DraftFields): string[] {
  const levelIds = levelIdsOf(fields);
  const practices = (base: string) => PRACTICES.flatMap((index) => PRACTICE_PARTS.map((part) => `${base}.practices.${index}.${part}`));
  return [
    "name",
    "purpose",
    "description",
    ...behaviorIdsOf(fields).flatMap((id) => [
      ...["name", "definition", "shortName"].map((part) => `behaviors.${id}.${part}`),
      ...levelIds.map((levelId) => `anchors.${id}.${levelId}`),
      ...levelIds.flatMap((levelId) => {
        const base = `guidance.${id}.${levelId}`;
        return [
          `${base}.change`,
          ...practices(base),
          ...["evidence", "question", "plan.when", "plan.then"].map((part) => `${base}.${part}`),
        ];
      }),
      `opportunities.${id}.create`,
      ...practices(`opportunities.${id}`),
      ...["question", "plan.when", "plan.then"].map((part) => `opportunities.${id}.${part}`),
    ]),
    ...levelIds.flatMap((id) => [`levels.${id}.name`, `levels.${id}.descriptors`]),
    "summary",
    "attribution.title",
    "attribution.url",
  ];
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

function practicesOf(fields: DraftFields, base: string): Practice[] {
  return PRACTICES.map((index) => `${base}.practices.${index}`)
    .filter((path) => !isEmpty(fields, `${path}.name`))
    .map((path) => ({
      name: textOf(fields, `${path}.name`),
      begin: textOf(fields, `${path}.begin`),
      origin: { author: textOf(fields, `${path}.author`), title: textOf(fields, `${path}.title`) },
    }));
}

function textOf(fields: DraftFields, path: string): string {
  return (fields[path] ?? "").trim();
}

function planOf(fields: DraftFields, base: string) {
  return { when: textOf(fields, `${base}.plan.when`), then: textOf(fields, `${base}.plan.then`) };
}

/** The inverse of `fieldsOf`. @throws where there are gaps */
export function competencyOf(competencyId: string, fields: DraftFields): CompetencyModel {
  const [behaviorIds, levelIds] = [behaviorIdsOf(fields), levelIdsOf(fields)];
  const byBehavior = <Value>(value: (id: string) => Value) => Object.fromEntries(behaviorIds.map((id) => [id, value(id)]));
  const byLevel = <Value>(value: (id: string) => Value) => Object.fromEntries(levelIds.map((id) => [id, value(id)]));
  return competencyModelSchema.parse({
    id: competencyId,
    source: {
      name: textOf(fields, "name"),
      purpose: textOf(fields, "purpose"),
      description: textOf(fields, "description"),
      behaviors: behaviorIds.map((id) => ({
        id,
        name: textOf(fields, `behaviors.${id}.name`),
        definition: textOf(fields, `behaviors.${id}.definition`),
      })),
      levels: levelIds.map((id) => ({
        id,
        name: textOf(fields, `levels.${id}.name`),
        descriptors: linesOf(fields[`levels.${id}.descriptors`] ?? ""),
      })),
      summary: textOf(fields, "summary"),
      attribution: { title: textOf(fields, "attribution.title"), url: textOf(fields, "attribution.url") },
    },
    additions: {
      shortNames: byBehavior((id) => textOf(fields, `behaviors.${id}.shortName`)),
      anchors: byBehavior((id) => byLevel((levelId) => textOf(fields, `anchors.${id}.${levelId}`))),
      guidance: byBehavior((id) =>
        byLevel((levelId) => {
          const base = `guidance.${id}.${levelId}`;
          return {
            change: textOf(fields, `${base}.change`),
            practices: practicesOf(fields, base),
            evidence: linesOf(fields[`${base}.evidence`] ?? ""),
            question: textOf(fields, `${base}.question`),
            plan: planOf(fields, base),
          };
        }),
      ),
      opportunities: byBehavior((id) => {
        const base = `opportunities.${id}`;
        return {
          create: textOf(fields, `${base}.create`),
          practices: practicesOf(fields, base),
          question: textOf(fields, `${base}.question`),
          plan: planOf(fields, base),
        };
      }),
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
