"use server";

/** Actions of admins on a competency's draft. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { DraftConflict, DraftFieldError, DraftValue } from "@/components/competency/draft-store";
import type { Actor } from "@/lib/access/actor";
import { WHOLE_REQUEST } from "@/lib/actions/bounds";
import { defineAction, defineFormAction } from "@/lib/actions/define-action";
import { requireSamePerson } from "@/lib/actions/drawn-for";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import {
  addBehavior,
  addLevel,
  bringBackUnit,
  createCompetency,
  discardDraft,
  importIntoDraft,
  moveUnit,
  redoEdit,
  restoreRevision,
  retireUnit,
  saveDraftField,
  startDraft,
  undoEdit,
} from "@/lib/data/competency/mutations/drafts";
import { chooseMeaning, publishDraft } from "@/lib/data/competency/mutations/publishing";
import { previewImport } from "@/lib/data/competency/queries/drafts";
import { normalizeLineEnds } from "@/lib/domain/assessment/timed-rating";
import type { Unit } from "@/lib/domain/competency/draft-units";
import { MAX_IMPORT_BYTES } from "@/lib/domain/competency/exchange/import-report";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { safePath } from "@/lib/domain/request/safe-path";
import { decodeText } from "@/lib/platform/csv";
import type { ImportFlash, MeaningsFlash } from "./flashes";
import { competencyPath, FROM_IMPORT } from "./paths";

const pathSchema = z.string(MALFORMED).min(1, MALFORMED).max(300, MALFORMED);
/** More than any field holds, so that a text that is too long is refused at its field, with its length. */
const LONGEST_TEXT = 200_000;
const textSchema = z.string(MALFORMED).max(LONGEST_TEXT, MALFORMED);
/** May be below zero: no version of an earlier draft was seen. */
const versionSchema = z.coerce.number(MALFORMED).int(MALFORMED).min(-1, MALFORMED).max(1_000_000_000, MALFORMED);
const countSchema = z.coerce.number(MALFORMED).int(MALFORMED).min(0, MALFORMED).max(1_000_000_000, MALFORMED);

async function saveChanges(
  actor: Actor | null,
  draft: { competencyId: string; draftId: string },
  changes: readonly DraftValue[],
  now: Date,
) {
  const saved: { path: string; version: number }[] = [];
  const conflicts: DraftConflict[] = [];
  const errors: DraftFieldError[] = [];
  for (const { path, value, version } of changes) {
    try {
      const answer = await saveDraftField(actor, draft.competencyId, { draftId: draft.draftId, path, value, version }, now);
      if (answer.kind === "saved") saved.push({ path, version: answer.version });
      else {
        const { author, ...theirs } = answer.theirs;
        const message = `${author.isSelf ? "You, in another window," : author.name} saved this meanwhile`;
        conflicts.push({ path, value: theirs.value, version: theirs.version, message });
      }
    } catch (error) {
      // One text that cannot be saved does not keep the others from it; without a draft none can.
      const isOfText = error instanceof ExpectedError && (error.code === "Invalid" || error.code === "Conflict");
      if (!isOfText || error.reason === "draftGone") throw error;
      errors.push({ path, message: error.message, reason: error.reason });
    }
  }
  return { saved, conflicts, errors };
}

export const saveDraftFieldsAction = defineAction(
  z.strictObject(
    {
      drawnFor: z.strictObject({ id: idSchema, name: z.string(MALFORMED) }, MALFORMED).optional(),
      competencyId: idSchema,
      draftId: idSchema,
      changes: z
        .array(z.strictObject({ path: pathSchema, value: textSchema, version: versionSchema }, MALFORMED), MALFORMED)
        .min(1, MALFORMED)
        .max(1_000, MALFORMED),
    },
    MALFORMED,
  ),
  async ({ drawnFor, competencyId, draftId, changes }, { actor, now }) => {
    if (drawnFor) requireSamePerson(drawnFor, actor);
    return saveChanges(actor, { competencyId, draftId }, changes, now);
  },
  { longest: { value: LONGEST_TEXT } },
);

const COMMAND =
  /^(?:save|undo|redo|(?:mine|theirs):.{1,300}|(?<unit>behavior|level)\.(?<verb>add|up|down|retire|restore)(?::(?<id>[a-z0-9-]{1,100}))?)$/su;

/** @throws ExpectedError Invalid, at the field of the name */
async function addUnit(actor: Actor | null, competencyId: string, unit: Unit, typed: string, now: Date): Promise<void> {
  const field = `new:${unit}`;
  const name = typed.trim();
  if (name === "") {
    throw new ExpectedError("Invalid", `Write the new ${unit}’s name first, then choose Add ${unit}.`, { [field]: "Write a name." });
  }
  try {
    await (unit === "behavior" ? addBehavior : addLevel)(actor, competencyId, name, now);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.fieldErrors.name === undefined) throw error;
    throw new ExpectedError("Invalid", error.message, { [field]: error.fieldErrors.name });
  }
}

async function runCommand(actor: Actor | null, competencyId: string, command: string, names: Record<Unit, string>, now: Date) {
  if (command === "undo") await undoEdit(actor, competencyId, now);
  if (command === "redo") await redoEdit(actor, competencyId, now);
  const { unit, verb, id = "" } = COMMAND.exec(command)?.groups ?? {};
  if (unit !== "behavior" && unit !== "level") return;
  if (verb === "add") await addUnit(actor, competencyId, unit, names[unit], now);
  else if (verb === "up" || verb === "down") await moveUnit(actor, competencyId, { unit, id }, verb, now);
  else if (verb === "retire") await retireUnit(actor, competencyId, { unit, id }, now);
  else if (verb === "restore") await bringBackUnit(actor, competencyId, { unit, id }, now);
}

/** Every field of the page as it was shown (`was:`, `version:`) and as it is now (`value:`), and the button's command. */
export const editDraftAction = defineFormAction(
  z
    .looseObject(
      {
        competencyId: idSchema,
        draftId: idSchema,
        path: pathSchema,
        script: z.enum(["on", "off"], MALFORMED).default("off"),
        command: z.string(MALFORMED).regex(COMMAND, MALFORMED).default("save"),
        "new:behavior": textSchema.default(""),
        "new:level": textSchema.default(""),
      },
      MALFORMED,
    )
    .transform((form, context) => {
      const changes: DraftValue[] = [];
      for (const [name, raw] of Object.entries(form)) {
        if (!name.startsWith("value:")) continue;
        const path = name.slice("value:".length);
        const parsed = z
          .object({ path: pathSchema, value: textSchema, was: textSchema, version: versionSchema })
          .safeParse({ path, value: raw, was: form[`was:${path}`], version: form[`version:${path}`] });
        if (!parsed.success) {
          context.addIssue({ code: "custom", message: MALFORMED });
          return z.NEVER;
        }
        const { value, was, version } = parsed.data;
        // Where their text was chosen, the person's own is dropped.
        if (normalizeLineEnds(value) !== normalizeLineEnds(was) && form.command !== `theirs:${path}`)
          changes.push({ path, value, version });
      }
      const { competencyId, draftId, script, command } = form;
      return {
        competencyId,
        draftId,
        changes,
        command,
        script,
        path: form.path,
        names: { behavior: form["new:behavior"], level: form["new:level"] },
      };
    }),
  async ({ competencyId, draftId, changes, command, names, script, path }, { actor, now }) => {
    const { conflicts, errors } = await saveChanges(actor, { competencyId, draftId }, changes, now);
    if (conflicts.length + errors.length > 0) {
      throw new ExpectedError(
        conflicts.length > 0 ? "Conflict" : "Invalid",
        conflicts.length > 0
          ? "Somebody else changed the same text meanwhile. Both are shown below: please choose. The rest is saved."
          : "One text could not be saved: the reason is below. The rest is saved.",
        Object.fromEntries([...conflicts, ...errors].map(({ path: at, message }) => [`value:${at}`, message])),
      );
    }
    await runCommand(actor, competencyId, command, names, now);
    // With JavaScript the page is rendered again in place; without it, a reload must not send the form again.
    return script === "on" ? null : (safePath(path) ?? competencyPath(competencyId));
  },
);

const ofCompetency = z.strictObject({ competencyId: idSchema }, MALFORMED);

export const startDraftAction = defineFormAction(ofCompetency, async ({ competencyId }, { actor, now }) => {
  await startDraft(actor, competencyId, now);
  return competencyPath(competencyId);
});

const seenDraft = { draftId: idSchema, draftVersion: countSchema };

export const discardDraftAction = defineFormAction(
  z.strictObject({ competencyId: idSchema, ...seenDraft }, MALFORMED),
  async ({ competencyId, ...seen }, { actor, now }) => {
    await discardDraft(actor, competencyId, seen, now);
    return "/admin/model";
  },
);

/** The publish page's form: each change's meaning as shown and as chosen, the note, and what the admin has seen. */
export const publishAction = defineFormAction(
  z
    .looseObject(
      {
        competencyId: idSchema,
        ...seenDraft,
        currentNumber: countSchema,
        note: textSchema.default(""),
        command: z.enum(["meanings", "publish"], MALFORMED),
      },
      MALFORMED,
    )
    .transform((form, context) => {
      const meanings: { key: string; words: string; meaning: "wording" | "meaning" }[] = [];
      for (const [name, meaning] of Object.entries(form)) {
        if (!name.startsWith("meaning:")) continue;
        const key = name.slice("meaning:".length);
        const words = form[`words:${key}`];
        if ((meaning !== "wording" && meaning !== "meaning") || typeof words !== "string") {
          context.addIssue({ code: "custom", message: MALFORMED });
          return z.NEVER;
        }
        if (meaning !== form[`was:${key}`]) meanings.push({ key, words, meaning });
      }
      const { competencyId, draftId, draftVersion, currentNumber, note, command } = form;
      return { competencyId, seen: { draftId, draftVersion, currentNumber }, note, command, meanings };
    }),
  async ({ competencyId, seen, note, command, meanings }, { actor, now }): Promise<string | MeaningsFlash> => {
    if (command === "meanings") {
      for (const meaning of meanings) await chooseMeaning(actor, competencyId, meaning, now);
      return { kind: "meanings", note };
    }
    const { number } = await publishDraft(actor, competencyId, { note, seen, meanings }, now);
    // Without a fragment: a browser would not reload the page for one.
    return `${competencyPath(competencyId, "revisions")}?published=${number}`;
  },
);

export const restoreRevisionAction = defineFormAction(
  z.strictObject(
    {
      competencyId: idSchema,
      number: countSchema,
      draftId: z.string(MALFORMED).max(100, MALFORMED).default(""),
      draftVersion: countSchema.default(0),
    },
    MALFORMED,
  ),
  async ({ competencyId, number, draftId, draftVersion }, { actor, now }) => {
    await restoreRevision(actor, competencyId, number, draftId === "" ? null : { draftId, draftVersion }, now);
    return competencyPath(competencyId, "compare");
  },
);

const TOO_LARGE = `This is too large: Cairn reads up to ${MAX_IMPORT_BYTES.toLocaleString("en-US")} bytes. Nothing was saved.`;

async function readImport(actor: Actor | null, competencyId: string, file: { bytes: Uint8Array; filename: string }) {
  const { imported, ...read } = await previewImport(actor, competencyId, file);
  const carried = read.after && { text: decodeText(file.bytes), filename: file.filename };
  const show = (hasChanged: boolean): ImportFlash => ({ kind: "import", id: randomUUID(), hasChanged, ...read, carried });
  return { imported, report: read.report, show };
}

export const previewImportAction = defineFormAction(
  z.strictObject(
    { competencyId: idSchema, text: z.string(MALFORMED).default(""), file: z.instanceof(File, { error: MALFORMED }).optional() },
    MALFORMED,
  ),
  async ({ competencyId, text: pasted, file }, { actor }) => {
    const hasFile = file !== undefined && file.size > 0;
    if (hasFile && file.size > MAX_IMPORT_BYTES) throw new ExpectedError("Invalid", TOO_LARGE, { file: TOO_LARGE });
    const bytes = hasFile ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(pasted);
    const { show } = await readImport(actor, competencyId, { bytes, filename: hasFile ? file.name : "" });
    return show(false);
  },
  { longest: { text: WHOLE_REQUEST, file: WHOLE_REQUEST } },
);

export const importAction = defineFormAction(
  z.strictObject(
    {
      competencyId: idSchema,
      draftId: z.string(MALFORMED).max(100, MALFORMED).default(""),
      draftVersion: countSchema.default(0),
      text: z.string(MALFORMED),
      filename: z.string(MALFORMED).max(1_000, MALFORMED).default(""),
    },
    MALFORMED,
  ),
  async ({ competencyId, draftId, draftVersion, text, filename }, { actor, now }) => {
    // Parsed again: a form's content is not trusted.
    const { imported, report, show } = await readImport(actor, competencyId, { bytes: new TextEncoder().encode(text), filename });
    if (!imported) throw new ExpectedError("Invalid", report.problems[0]?.message ?? "This could not be read. Nothing was saved.");
    try {
      await importIntoDraft(actor, competencyId, imported, draftId === "" ? null : { draftId, draftVersion }, now);
    } catch (error) {
      // The file need not be chosen again: it is shown against the draft as it is now.
      if (error instanceof ExpectedError && error.reason === "draftChanged") return show(true);
      throw error;
    }
    return competencyPath(competencyId);
  },
  { longest: { text: WHOLE_REQUEST } },
);

export const createCompetencyAction = defineFormAction(
  z.strictObject({ name: textSchema.trim(), from: z.string(MALFORMED).max(100, MALFORMED).default("") }, MALFORMED),
  async ({ name, from }, { actor, now }) => {
    const isEmpty = from === "" || from === FROM_IMPORT;
    const origin = isEmpty ? ({ kind: "scratch" } as const) : ({ kind: "copy", competencyId: from } as const);
    const { competencyId } = await createCompetency(actor, { name, origin }, now);
    return competencyPath(competencyId, from === FROM_IMPORT ? "import" : "");
  },
);
