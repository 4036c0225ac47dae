/**
 * Reads a CASE package, Cairn's own or another system's, as far as it fits: a competency, its behaviors below it, and one rubric
 * whose criteria refer to them. What does not fit is reported by path.
 */
import { z } from "zod";
import { BEHAVIOR_ORDER, type DraftFields, LEVEL_ORDER, MAX_BEHAVIORS, MAX_LEVELS, toLines } from "../draft";
import {
  count,
  IdFinder,
  type ImportedFields,
  maxLengthOf,
  type Problems,
  pathText,
  sameName,
  warnOfRetired,
  withoutInvisible,
} from "./import-report";
import type { Located } from "./located";

/** Everything is optional except what the standard requires and Cairn needs. Other properties are ignored. */
const orElse = <Value>(schema: z.ZodType<Value>, otherwise: Value) => schema.nullish().transform((given) => given ?? otherwise);
const optional = orElse(z.string(), "");
const order = orElse(z.number(), Number.POSITIVE_INFINITY);
const listOf = <Value>(schema: z.ZodType<Value>) => orElse(z.array(schema), []);
const link = z.object({ identifier: z.string() });

const itemSchema = z.object({
  identifier: z.string(),
  fullStatement: z.string(),
  abbreviatedStatement: optional,
  humanCodingScheme: optional,
});
const associationSchema = z.object({
  identifier: z.string(),
  associationType: z.string(),
  sequenceNumber: order,
  originNodeURI: link,
  destinationNodeURI: link,
});
const levelSchema = z.object({ quality: optional, description: optional, feedback: optional, position: order, score: order });
const criterionSchema = z.object({
  CFItemURI: link.nullish(),
  description: optional,
  position: order,
  CFRubricCriterionLevels: listOf(levelSchema),
});
const ownLevelsSchema = z.object({
  cairn: z.object({ levels: z.array(z.object({ id: z.string(), name: z.string(), descriptors: z.array(z.string()) })).max(MAX_LEVELS) }),
});
const rubricSchema = z.object({
  CFRubricCriteria: listOf(criterionSchema),
  extensions: z.unknown().optional(),
});
const packageSchema = z.object({
  CFDocument: z.object({
    identifier: z.string(),
    title: z.string(),
    creator: optional,
    description: optional,
    notes: optional,
    officialSourceURL: optional,
  }),
  CFItems: listOf(itemSchema),
  CFAssociations: listOf(associationSchema),
  CFRubrics: listOf(rubricSchema),
});

type Package = z.infer<typeof packageSchema>;
type Item = z.infer<typeof itemSchema> & { index: number };
type Criterion = z.infer<typeof criterionSchema>;
type Reporter = { error: (message: string, path: PropertyKey[]) => void; warn: (message: string, path: PropertyKey[]) => void };

export function isCasePackage(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "CFDocument");
}

/** Returns null where there is an error, which is in `problems` with path and line. */
export function readCasePackage(located: Located, current: DraftFields, problems: Problems): ImportedFields | null {
  const at = (path: readonly PropertyKey[]) => ({ path: pathText(path), line: located.lineOf(path) });
  const report: Reporter = {
    error: (message, path) => problems.error(message, at(path)),
    warn: (message, path) => problems.warn(message, at(path)),
  };
  const parsed = packageSchema.safeParse(located.value, { reportInput: true });
  if (!parsed.success) {
    for (const { path, code, message, input } of parsed.error.issues) {
      const isMissing = code === "invalid_type" && input === undefined;
      report.error(isMissing ? "This is missing." : `This does not fit CASE 1.1: ${message}`, [...path]);
    }
    return null;
  }
  const whole = parsed.data;
  const clean = (text: string, path: PropertyKey[]) => withoutInvisible(text, problems, () => at(path)).trim();

  findRepeats(whole.CFItems, "CFItems", report);
  findRepeats(whole.CFAssociations, "CFAssociations", report);
  if (problems.hasErrors) return null;
  const tree = readTree(whole, report);
  if (!tree) return null;
  const { competency, behaviors } = tree;
  if (behaviors.length > MAX_BEHAVIORS) {
    const first = ["CFItems", behaviors[MAX_BEHAVIORS]?.index ?? 0];
    report.error(`There are ${count(behaviors.length, "behavior")}. Cairn takes up to ${MAX_BEHAVIORS}.`, first);
    return null;
  }
  if (behaviors.length === 0) report.warn("There is no item that could be a behavior.", ["CFItems"]);

  const fields: Record<string, string> = {};
  /** Every text goes through this: it is never empty, has no invisible characters, and fits the field that takes it. */
  const put = (field: string, text: string, path: PropertyKey[]) => {
    const value = clean(text, path);
    const limit = maxLengthOf(field);
    if (value.length > limit)
      report.error(`This has ${count(value.length, "character")}. Up to ${limit.toLocaleString("en-US")} fit.`, path);
    else if (value !== "") fields[field] = value;
  };

  const { CFDocument } = whole;
  const putItem = (field: string, item: Item, key: "abbreviatedStatement" | "fullStatement") =>
    put(field, item[key], ["CFItems", item.index, key]);
  const putOfDocument = (field: string, key: Exclude<keyof typeof CFDocument, "identifier">) =>
    put(field, CFDocument[key], ["CFDocument", key]);
  if (competency?.abbreviatedStatement) putItem("name", competency, "abbreviatedStatement");
  else putOfDocument("name", "title");
  if (competency) putItem("purpose", competency, "fullStatement");
  putOfDocument("description", "description");
  putOfDocument("summary", "notes");
  putOfDocument("attribution.title", "creator");
  putOfDocument("attribution.url", "officialSourceURL");

  const behaviorFinder = new IdFinder("behavior", current);
  const idOf = new Map<string, string>();
  for (const item of behaviors) {
    const path = ["CFItems", item.index];
    const full = item.fullStatement.trim();
    const isLabelled = item.abbreviatedStatement.trim() !== "";
    const name = clean(isLabelled ? item.abbreviatedStatement : shortened(full), path);
    if (!isLabelled && name !== full) report.warn(`It has no short name: “${name}” was made of its statement.`, path);
    const id = behaviorFinder.idFor(name, item.humanCodingScheme || undefined);
    idOf.set(item.identifier, id);
    put(`behaviors.${id}.name`, name, [...path, isLabelled ? "abbreviatedStatement" : "fullStatement"]);
    put(`behaviors.${id}.definition`, full, [...path, "fullStatement"]);
  }
  if (behaviors.length > 0) {
    fields[BEHAVIOR_ORDER] = [...idOf.values()].join("\n");
    warnOfRetired(behaviorFinder, "behavior", current, problems);
  }
  const levelIds = readRubrics(whole, idOf, current, put, report, problems);
  if (levelIds.length > 0) fields[LEVEL_ORDER] = levelIds.join("\n");
  return problems.hasErrors ? null : { fields, replaces: "given" };
}

function shortened(statement: string): string {
  const text = statement.replace(/\s+/g, " ").trim();
  if (text.length <= 80) return text;
  const end = text.slice(0, 80).lastIndexOf(" ");
  return `${text.slice(0, end < 0 ? 80 : end)}…`;
}

function findRepeats(records: readonly { identifier: string }[], list: string, report: Reporter): void {
  const first = new Map<string, number>();
  records.forEach(({ identifier }, index) => {
    const known = first.get(identifier);
    if (known === undefined) first.set(identifier, index);
    else report.error(`${list}[${known}] has the same identifier.`, [list, index, "identifier"]);
  });
}

type Tree = { competency: Item | null; behaviors: Item[] };

/**
 * A single item below the document that has items below it is the competency. Otherwise the document is, and its items are the
 * behaviors.
 */
function readTree({ CFDocument, CFItems, CFAssociations }: Package, report: Reporter): Tree | null {
  const items = new Map<string, Item>(CFItems.map((item, index) => [item.identifier, { ...item, index }]));
  const parents = new Map<string, { parent: string; rank: number; index: number }>();
  CFAssociations.forEach(({ associationType, originNodeURI, destinationNodeURI, sequenceNumber }, index) => {
    const path = ["CFAssociations", index];
    const [child, parent] = [originNodeURI.identifier, destinationNodeURI.identifier];
    if (associationType !== "isChildOf") report.warn(`“${associationType.slice(0, 100)}” has no place in a model. It was left out.`, path);
    else if (!items.has(child)) report.warn("Its origin is no item of this package. It was left out.", [...path, "originNodeURI"]);
    else if (parent !== CFDocument.identifier && !items.has(parent)) {
      report.warn("Its destination is neither an item of this package nor its document. It was left out.", [...path, "destinationNodeURI"]);
    } else if (parents.has(child)) report.warn("Its origin is a child of something else already. This one was left out.", path);
    else parents.set(child, { parent, rank: sequenceNumber, index });
  });

  if (hasCycle(parents, items, report)) return null;

  const childrenOf = (parent: string) =>
    [...parents]
      .filter(([, association]) => association.parent === parent)
      .toSorted(([, left], [, right]) => (left.rank === right.rank ? left.index - right.index : left.rank - right.rank))
      .flatMap(([child]) => items.get(child) ?? []);
  const loose = [...items.values()].filter(({ identifier }) => !parents.has(identifier));
  const top = [...childrenOf(CFDocument.identifier), ...loose];
  const [only] = top;
  const competency = only && top.length === 1 && childrenOf(only.identifier).length > 0 ? only : null;
  const behaviors = competency ? childrenOf(competency.identifier) : top;
  const takenIds = new Set([competency, ...behaviors].map((item) => item?.identifier));
  for (const item of items.values()) {
    if (!takenIds.has(item.identifier)) report.warn("This lies deeper than a behavior. It was left out.", ["CFItems", item.index]);
  }
  return { competency, behaviors };
}

/** Each item has at most one parent here, so a walk upwards either ends or comes back. */
function hasCycle(
  parents: ReadonlyMap<string, { parent: string; index: number }>,
  items: ReadonlyMap<string, Item>,
  report: Reporter,
): boolean {
  const settled = new Set<string>();
  for (const start of parents.keys()) {
    const walked = new Set<string>();
    let current: string | undefined = start;
    while (current !== undefined && !settled.has(current) && !walked.has(current)) {
      walked.add(current);
      current = parents.get(current)?.parent;
    }
    if (current !== undefined && walked.has(current)) {
      const around = [...walked].slice([...walked].indexOf(current));
      const names = [...around.slice(0, 4), ...(around.length > 4 ? ["…"] : []), current].map((id) => {
        const item = items.get(id);
        return item ? `CFItems[${item.index}]` : id;
      });
      const path = ["CFAssociations", parents.get(current)?.index ?? 0];
      report.error(`These associations go in a circle: ${names.join(" is a child of ")}.`, path);
      return true;
    }
    for (const id of walked) settled.add(id);
  }
  return false;
}

/** The scale's level ids, lowest first. */
function readRubrics(
  { CFRubrics }: Package,
  idOf: ReadonlyMap<string, string>,
  current: DraftFields,
  put: (field: string, text: string, path: PropertyKey[]) => void,
  report: Reporter,
  problems: Problems,
): string[] {
  const fitting = CFRubrics.map(
    ({ CFRubricCriteria }) => CFRubricCriteria.filter((criterion) => behaviorOf(criterion, idOf) !== null).length,
  );
  const best = fitting.indexOf(Math.max(...fitting));
  const rubric = CFRubrics[best];
  if (!rubric || fitting[best] === 0) {
    report.warn("No rubric speaks of these behaviors, so there are no levels and no anchors.", ["CFRubrics"]);
    return [];
  }
  CFRubrics.forEach((_, index) => {
    if (index !== best) report.warn("Another rubric fits the behaviors better. This one was left out.", ["CFRubrics", index]);
  });

  const path = (index: number): PropertyKey[] => ["CFRubrics", best, "CFRubricCriteria", index];
  const levelPath = (index: number, level: number) => [...path(index), "CFRubricCriterionLevels", level];
  const byPlace = (left: { position: number; score: number }, right: { position: number; score: number }) =>
    left.position === right.position ? left.score - right.score || 0 : left.position - right.position;
  const criteria = rubric.CFRubricCriteria.map((criterion, index) => ({ criterion, index, id: behaviorOf(criterion, idOf) }));
  // The levels of the criterion with the most levels are the scale; its qualities are their names.
  const widest = criteria
    .filter(({ id }) => id !== null)
    .toSorted((left, right) => right.criterion.CFRubricCriterionLevels.length - left.criterion.CFRubricCriterionLevels.length)[0];
  const widestAt = widest?.index ?? 0;
  const scale = (widest?.criterion.CFRubricCriterionLevels ?? [])
    .map((level, index) => ({ ...level, index }))
    .filter(({ quality, index }) => {
      const isNamed = quality.trim() !== "";
      if (!isNamed) report.warn("It has no quality, which is a level’s name. It was left out.", levelPath(widestAt, index));
      return isNamed;
    })
    .toSorted(byPlace);
  if (scale.length > MAX_LEVELS) {
    report.error(`There are ${count(scale.length, "level")}. Cairn takes up to ${MAX_LEVELS}.`, path(widestAt));
    return [];
  }

  const own = ownLevelsSchema.safeParse(rubric.extensions);
  const ownLevels = own.success ? own.data.cairn.levels : [];
  const finder = new IdFinder("level", current);
  const levelIds = new Map<string, string>();
  for (const { quality, index } of scale) {
    const place = [...levelPath(widestAt, index), "quality"];
    if (levelIds.has(sameName(quality))) {
      report.error("Another level has the same quality. Please give each its own.", place);
      continue;
    }
    const known = ownLevels.find(({ name }) => sameName(name) === sameName(quality));
    const id = finder.idFor(quality.trim(), known?.id);
    levelIds.set(sameName(quality), id);
    put(`levels.${id}.name`, quality, place);
    if (known) put(`levels.${id}.descriptors`, toLines(known.descriptors), ["CFRubrics", best, "extensions"]);
  }
  if (levelIds.size > 0) warnOfRetired(finder, "level", current, problems);

  const seen = new Set<string>();
  for (const { criterion, index, id } of criteria) {
    if (id === null) report.warn("It is of no behavior here. It was left out.", path(index));
    else if (seen.has(id)) report.warn("Another criterion is of the same behavior. This one was left out.", path(index));
    else {
      seen.add(id);
      criterion.CFRubricCriterionLevels.forEach(({ quality, description, feedback }, levelIndex) => {
        const place = levelPath(index, levelIndex);
        const levelId = levelIds.get(sameName(quality));
        if (levelId === undefined) {
          if (criterion !== widest?.criterion) report.warn(`“${quality.slice(0, 100)}” is no level of the scale. It was left out.`, place);
          return;
        }
        put(`anchors.${id}.${levelId}`, description, [...place, "description"]);
        put(`guidance.${id}.${levelId}.change`, feedback, [...place, "feedback"]);
      });
    }
  }
  return [...levelIds.values()];
}

function behaviorOf({ CFItemURI }: Criterion, idOf: ReadonlyMap<string, string>): string | null {
  return (CFItemURI && idOf.get(CFItemURI.identifier)) ?? null;
}
