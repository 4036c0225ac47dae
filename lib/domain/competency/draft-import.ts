/** What an import makes of a draft's fields. */
import { normalizeLineEnds } from "@/lib/domain/assessment/timed-rating";
import { type DraftFields, fieldPaths } from "./draft";
import type { ImportedFields } from "./exchange/import-report";

/** What the fields would be after the import, to show before anything is saved. */
export function fieldsAfterImport(current: DraftFields, { fields, replaces }: ImportedFields): DraftFields {
  const given = Object.fromEntries(Object.entries(fields).map(([path, value]) => [path, normalizeLineEnds(value)]));
  if (replaces === "given") return { ...current, ...given };
  const emptied = Object.fromEntries(fieldPaths({ ...current, ...given }).map((path) => [path, ""]));
  return { ...current, ...emptied, ...given };
}
