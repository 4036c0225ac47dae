/**
 * What differs between two states of a competency: each text word by word, and each behavior, level and anchor that changed, with
 * what that means for results. Either state may be a published revision (`fieldsOf`) or a draft.
 */
import { diffWordsWithSpace } from "diff";
import { z } from "zod";
import { type DraftFields, fieldKind, fieldPaths } from "./draft";
import { idsOf, namePath, type Unit } from "./draft-units";

/** "wording": results stay comparable. "meaning": the same answer means something else than before. */
export type Meaning = "wording" | "meaning";

const changeSchema = z.strictObject({
  unit: z.enum(["behavior", "level", "anchor"]),
  kind: z.enum(["added", "retired", "moved", "reworded"]),
  behaviorId: z.string().nullable(),
  levelId: z.string().nullable(),
  meaning: z.enum(["wording", "meaning"]),
});

/** As stored with a published revision. */
export const changesSchema = z.array(changeSchema);
export type RecordedChange = z.infer<typeof changeSchema>;

export type Change = RecordedChange & {
  /** Names the change in a form and a draft, such as "anchor/value-management/novice/reworded". */
  key: string;
  /** Both wordings: the meaning that an admin chose holds for exactly these texts. */
  words: string;
  /** Whether the admin decides what it means. An addition or removal always changes the scale or the questions. */
  canChoose: boolean;
};

export type FieldDifference = { path: string; kind: "added" | "retired" | "reworded"; before: string; after: string };

export type Group = {
  /** The behavior's or the level's. */
  id: string;
  /** In the later state; for a removed one, in the earlier state. */
  name: string;
  changes: Change[];
  fields: FieldDifference[];
};

export type Difference = {
  /** Name, purpose, description, summary, source: they do not affect results. */
  general: FieldDifference[];
  /** Only those that changed, in the later state's order, then those that were removed. */
  levels: Group[];
  behaviors: Group[];
  /** All of the groups' changes. */
  changes: Change[];
};

export type Word = { text: string; kind: "same" | "gone" | "new" };

/** Beyond this many changed words the two texts have little in common, and finding it takes long. */
const MAX_EDITS = 1_000;

export function wordDifference(before: string, after: string): Word[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MAX_EDITS });
  if (!parts) {
    return [
      { text: before, kind: "gone" },
      { text: after, kind: "new" },
    ];
  }
  return parts.map(({ value, added, removed }) => ({ text: value, kind: added ? "new" : removed ? "gone" : "same" }));
}

/** Returns the ids of `after` that changed places: all but a longest run that kept its order. */
function movedIds(before: readonly string[], after: readonly string[]): Set<string> {
  const kept = after.filter((id) => before.includes(id));
  const places = kept.map((id) => before.indexOf(id));
  // Longest rising subsequence: there are never more than some forty ids.
  const lengths: number[] = [];
  const previous: number[] = [];
  for (let here = 0; here < places.length; here += 1) {
    lengths[here] = 1;
    previous[here] = -1;
    for (let there = 0; there < here; there += 1) {
      if ((places[there] ?? 0) < (places[here] ?? 0) && (lengths[there] ?? 0) + 1 > (lengths[here] ?? 0)) {
        lengths[here] = (lengths[there] ?? 0) + 1;
        previous[here] = there;
      }
    }
  }
  const stayed = new Set<string>();
  for (let at = lengths.indexOf(Math.max(...lengths)); at >= 0; at = previous[at] ?? -1) stayed.add(kept[at] ?? "");
  return new Set(kept.filter((id) => !stayed.has(id)));
}

function toChange(unit: Change["unit"], kind: Change["kind"], at: UnitIds, words: readonly string[] = []): Change {
  return {
    unit,
    kind,
    ...at,
    meaning: kind === "reworded" ? "wording" : "meaning",
    key: [unit, at.behaviorId, at.levelId, kind].filter((part) => part !== null).join("/"),
    words: JSON.stringify(words),
    canChoose: kind === "moved" || kind === "reworded",
  };
}

type UnitIds = Pick<RecordedChange, "behaviorId" | "levelId">;

function unitChanges(unit: Unit, before: DraftFields, after: DraftFields): Change[] {
  const [earlier, later] = [idsOf(unit, before), idsOf(unit, after)];
  const moves = movedIds(earlier, later);
  const at = (id: string): UnitIds => (unit === "behavior" ? { behaviorId: id, levelId: null } : { behaviorId: null, levelId: id });
  const text = unit === "behavior" ? "definition" : "descriptors";
  const changes: Change[] = [];
  for (const id of later) {
    if (moves.has(id)) changes.push(toChange(unit, "moved", at(id), [earlier.join(" "), later.join(" ")]));
    const words = [before, after].map((fields) =>
      [namePath(unit, id), `${unit}s.${id}.${text}`].map((path) => (fields[path] ?? "").trim()),
    );
    if (!earlier.includes(id)) changes.push(toChange(unit, "added", at(id)));
    else if (words[0]?.join("\n") !== words[1]?.join("\n")) changes.push(toChange(unit, "reworded", at(id), words.flat()));
  }
  return [...changes, ...earlier.filter((id) => !later.includes(id)).map((id) => toChange(unit, "retired", at(id)))];
}

/** The anchors of an added or removed behavior or level are part of that change, not changes of their own. */
function anchorChanges(before: DraftFields, after: DraftFields): Change[] {
  const kept = (unit: Unit) => idsOf(unit, after).filter((id) => idsOf(unit, before).includes(id));
  const levelIds = kept("level");
  return kept("behavior").flatMap((behaviorId) =>
    levelIds.flatMap((levelId) => {
      const words = [before, after].map((fields) => (fields[`anchors.${behaviorId}.${levelId}`] ?? "").trim());
      return words[0] === words[1] ? [] : [toChange("anchor", "reworded", { behaviorId, levelId }, words)];
    }),
  );
}

function fieldDifferences(before: DraftFields, after: DraftFields): FieldDifference[] {
  const [earlier, later] = [fieldPaths(before), fieldPaths(after)];
  const had = new Set(earlier);
  const has = new Set(later);
  return [...later, ...earlier.filter((path) => !has.has(path))].flatMap((path): FieldDifference[] => {
    const from = had.has(path) ? (before[path] ?? "").trim() : "";
    const to = has.has(path) ? (after[path] ?? "").trim() : "";
    if (from === to) return [];
    return [{ path, kind: from === "" ? "added" : to === "" ? "retired" : "reworded", before: from, after: to }];
  });
}

/** What a text or change belongs to: its behavior, else its level, else the competency as a whole. */
function ownerOf(ids: UnitIds | null): string {
  return ids?.behaviorId ? `behavior ${ids.behaviorId}` : ids?.levelId ? `level ${ids.levelId}` : "";
}

export function differenceBetween(before: DraftFields, after: DraftFields): Difference {
  const fields = fieldDifferences(before, after);
  const changes = [...unitChanges("level", before, after), ...unitChanges("behavior", before, after), ...anchorChanges(before, after)];
  const owners = new Map(fields.map(({ path }) => [path, ownerOf(fieldKind(path))]));
  const fieldsOfOwner = (owner: string) => fields.filter(({ path }) => owners.get(path) === owner);
  const groups = (unit: Unit): Group[] =>
    [...new Set([...idsOf(unit, after), ...idsOf(unit, before)])]
      .map((id) => ({
        id,
        name: ((idsOf(unit, after).includes(id) ? after : before)[namePath(unit, id)] ?? "").trim(),
        changes: changes.filter((change) => ownerOf(change) === `${unit} ${id}`),
        fields: fieldsOfOwner(`${unit} ${id}`),
      }))
      .filter((group) => group.changes.length > 0 || group.fields.length > 0);
  return { general: fieldsOfOwner(""), levels: groups("level"), behaviors: groups("behavior"), changes };
}

/** What admins chose, by the change's key. */
export type ChosenMeanings = Readonly<Record<string, { meaning: Meaning; words: string }>>;

/** The same difference with the meaning of each change filled in, in the groups and in the list. */
export function settleChanges(difference: Difference, settle: (change: Change) => Change): Difference {
  const settleGroup = (group: Group): Group => ({ ...group, changes: group.changes.map(settle) });
  return {
    general: difference.general,
    levels: difference.levels.map(settleGroup),
    behaviors: difference.behaviors.map(settleGroup),
    changes: difference.changes.map(settle),
  };
}

/** The changes with their meanings: the admin's choice for exactly these texts, else the default. */
export function withMeanings(difference: Difference, chosen: ChosenMeanings): Difference {
  return settleChanges(difference, (change) => {
    const said = Object.hasOwn(chosen, change.key) ? chosen[change.key] : undefined;
    return change.canChoose && said?.words === change.words ? { ...change, meaning: said.meaning } : change;
  });
}

/** As they are stored with the revision. */
export function recordedChanges({ changes }: Difference): RecordedChange[] {
  return changes.map(({ unit, kind, behaviorId, levelId, meaning }) => ({ unit, kind, behaviorId, levelId, meaning }));
}
