/** The grid of anchors as a table for spreadsheets: a row per behavior, a column per level. */
import { joinLines } from "@/lib/domain/text/trimming";
import { BEHAVIOR_ORDER, behaviorIdsOf, type DraftFields, LEVEL_ORDER, levelIdsOf, MAX_BEHAVIORS, MAX_LEVELS } from "../draft";
import { count, IdFinder, type ImportedFields, maxLengthOf, type Problems, sameName, withoutInvisible } from "./import-report";

export type GridRow = { line: number; cells: readonly string[] };

const ID_COLUMN = "Behavior id";
const NAME_COLUMN = "Behavior";

/** The most rows that are read, with the heading. */
export const MAX_GRID_ROWS = MAX_BEHAVIORS + 1;

/** Levels are found by name; two with the same name by id. */
function levelColumns(fields: DraftFields): string[] {
  const levels = levelIdsOf(fields).map((id) => ({ id, name: fields[`levels.${id}.name`] ?? "" }));
  const isUnique = (name: string) => levels.filter((level) => sameName(level.name) === sameName(name)).length === 1;
  return levels.map(({ id, name }) => (name.trim() !== "" && isUnique(name) ? name : id));
}

export function gridOf(fields: DraftFields): { columns: string[]; rows: string[][] } {
  const levelIds = levelIdsOf(fields);
  return {
    columns: [ID_COLUMN, NAME_COLUMN, ...levelColumns(fields)],
    rows: behaviorIdsOf(fields).map((id) => [
      id,
      fields[`behaviors.${id}.name`] ?? "",
      ...levelIds.map((levelId) => fields[`anchors.${id}.${levelId}`] ?? ""),
    ]),
  };
}

/** A text that a spreadsheet would treat as a formula was written with an apostrophe before it. */
function unguarded(cell: string): string {
  return cell.replace(/^'(?=[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/u, "").trim();
}

/**
 * For a competency with behaviors and levels, only the anchors are read: an unknown row or column is an error. For an empty one,
 * behaviors and levels are read too.
 */
export function readGrid(rows: readonly GridRow[], current: DraftFields, problems: Problems): ImportedFields | null {
  const [heading, ...rest] = rows.map(({ line, cells }) => ({
    line,
    cells: cells.map((cell) => unguarded(withoutInvisible(cell, problems, () => ({ line })))),
  }));
  const names = heading?.cells.map(sameName) ?? [];
  const [idAt, nameAt] = [names.indexOf(sameName(ID_COLUMN)), names.indexOf(sameName(NAME_COLUMN))];
  if (!heading || (idAt < 0 && nameAt < 0)) {
    problems.error(`The first row must name the columns: “${NAME_COLUMN}”, then a column for each level.`, { line: heading?.line ?? 1 });
    return null;
  }
  const columns = heading.cells
    .map((name, index) => ({ name, index }))
    .filter(({ name, index }) => index !== idAt && index !== nameAt && name !== "");
  const beyond = rest[MAX_BEHAVIORS];
  if (columns.length > MAX_LEVELS)
    problems.error(`There are ${count(columns.length, "level")}. Cairn takes up to ${MAX_LEVELS}.`, { line: heading.line });
  if (beyond) problems.error(`There are more than ${MAX_BEHAVIORS} behaviors, which are as many as fit.`, { line: beyond.line });
  if (columns.length > MAX_LEVELS || beyond) return null;
  if (columns.length === 0) problems.error("There is no column for a level.", { line: heading.line });

  const fields: Record<string, string> = {};
  const isNew = behaviorIdsOf(current).length === 0 && levelIdsOf(current).length === 0;
  const levels = isNew ? newLevels(columns, fields) : knownLevels(columns, current);
  const behaviorIds = new IdFinder("behavior", {});
  const lineOf = new Map<string, number>();
  const seenLevels = new Set<string>();
  for (const { name, id } of levels) {
    if (id === null) problems.error(`The model has no level “${name.slice(0, 100)}”.`, { line: heading.line });
    else if (seenLevels.has(id)) problems.error(`“${name.slice(0, 100)}” stands there twice.`, { line: heading.line });
    else seenLevels.add(id);
  }
  for (const { line, cells } of rest) {
    const [askedId, name] = [idAt < 0 ? "" : (cells[idAt] ?? ""), nameAt < 0 ? "" : (cells[nameAt] ?? "")];
    const id = isNew ? behaviorIds.idFor(name || askedId, askedId || undefined) : knownBehavior(askedId, name, current);
    if (id === null) {
      problems.error(`The model has no behavior “${(name || askedId).slice(0, 100)}”.`, { line });
      continue;
    }
    const before = lineOf.get(id);
    if (before !== undefined) {
      problems.error(`This behavior stands in line ${before} already.`, { line });
      continue;
    }
    lineOf.set(id, line);
    if (isNew) {
      fields[`behaviors.${id}.name`] = name || askedId;
      if (name.length > maxLengthOf("behaviors.b.name"))
        problems.error(`This name has ${count(name.length, "character")}. Up to ${maxLengthOf("behaviors.b.name")} fit.`, { line });
    }
    for (const { id: levelId, name: level, index } of levels) {
      if (levelId === null) continue;
      const anchor = joinLines(cells[index] ?? "");
      const limit = maxLengthOf("anchors.b.l");
      if (anchor.length > limit) {
        problems.error(`The anchor at “${level}” has ${count(anchor.length, "character")}. Up to ${limit.toLocaleString("en-US")} fit.`, {
          line,
        });
      }
      if (anchor === "") problems.warn(`There is no anchor at “${level}” for “${name || id}”.`, { line });
      fields[`anchors.${id}.${levelId}`] = anchor;
    }
  }
  if (rest.length === 0) problems.error("There is no row below the heading.", { line: heading.line });
  if (isNew) fields[BEHAVIOR_ORDER] = [...lineOf.keys()].join("\n");
  else {
    for (const id of behaviorIdsOf(current)) {
      if (!lineOf.has(id)) problems.warn(`“${current[`behaviors.${id}.name`] ?? id}” is not in this file. Its anchors stay as they are.`);
    }
  }
  return { fields, replaces: "given" };
}

type Column = { name: string; index: number };
type LevelColumn = Column & { id: string | null };

function newLevels(columns: readonly Column[], fields: Record<string, string>): LevelColumn[] {
  const finder = new IdFinder("level", {});
  const levels = columns.map((column) => ({ ...column, id: finder.idFor(column.name) }));
  fields[LEVEL_ORDER] = levels.map(({ id }) => id).join("\n");
  for (const { id, name } of levels) fields[`levels.${id}.name`] = name;
  return levels;
}

function knownLevels(columns: readonly Column[], current: DraftFields): LevelColumn[] {
  const ids = levelIdsOf(current);
  const names = levelColumns(current).map(sameName);
  return columns.map((column) => {
    const byName = ids[names.indexOf(sameName(column.name))];
    return { ...column, id: byName ?? ids.find((id) => id === column.name) ?? null };
  });
}

/** By id where the file has ids, since a name may have been corrected in the spreadsheet; else by name. */
function knownBehavior(askedId: string, name: string, current: DraftFields): string | null {
  const ids = behaviorIdsOf(current);
  if (askedId !== "") return ids.includes(askedId) ? askedId : null;
  return ids.find((id) => sameName(current[`behaviors.${id}.name`] ?? "") === sameName(name)) ?? null;
}
