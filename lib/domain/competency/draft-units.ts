/** Behaviors and levels of a draft as units that come, go and come back. */
import { behaviorIdsOf, type DraftFields, fieldKind, levelIdsOf } from "./draft";

export type Unit = "behavior" | "level";

export function idsOf(unit: Unit, fields: DraftFields): string[] {
  return unit === "behavior" ? behaviorIdsOf(fields) : levelIdsOf(fields);
}

export function namePath(unit: Unit, id: string): string {
  return `${unit}s.${id}.name`;
}

/** Ids in these fields, also of what is retired. */
export function idsIn(unit: Unit, fields: DraftFields): string[] {
  const found = Object.keys(fields).map((path) => {
    const kind = fieldKind(path);
    return unit === "behavior" ? kind?.behaviorId : kind?.levelId;
  });
  return [...new Set([...found, ...idsOf(unit, fields)])].filter((id): id is string => typeof id === "string");
}

/** Those that this draft can bring back. */
export function retiredUnits(unit: Unit, fields: DraftFields): { id: string; name: string }[] {
  const here = new Set(idsOf(unit, fields));
  return idsIn(unit, fields)
    .filter((id) => !here.has(id))
    .map((id) => ({ id, name: fields[namePath(unit, id)]?.trim() ?? "" }));
}
