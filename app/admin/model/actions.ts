"use server";

/** Actions of admins on a competency's draft. */
import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { defineAction, defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { flash } from "@/lib/actions/flash";
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
import { MAX_IMPORT_BYTES } from "@/lib/domain/competency/exchange/import-report";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { safePath } from "@/lib/domain/request/safe-path";
import { decodeText } from "@/lib/platform/csv";
import type { ImportFlash } from "./flashes";
import { competencyPath, FROM_IMPORT } from "./paths";

const pathSchema = z.string(MALFORMED).min(1, MALFORMED).max(300, MALFORMED);
const textSchema = z.string(MALFORMED).max(200_000, MALFORMED);
/** May be below zero: no version of an earlier draft was seen. */
const versionSchema = z.coerce.number(MALFORMED).int(MALFORMED).min(-1, MALFORMED).max(1_000_000_000, MALFORMED);
const countSchema = z.coerce.number(MALFORMED).int(MALFORMED).min(0, MALFORMED).max(1_000_000_000, MALFORMED);

type FieldChange = { path: string; value: string; version: number };

async function saveChanges(actor: Actor | null, competencyId: string, draftId: string, changes: readonly FieldChange[]) {
  const saved: { path: string; version: number }[] = [];
  const conflicts: (FieldChange & { editedBy: string })[] = [];
  const errors: { path: string; message: string }[] = [];
  const refused: ExpectedError[] = [];
  for (const { path, value, version } of changes) {
    try {
      const answer = await saveDraftField(actor, competencyId, { draftId, path, value, version }, new Date());
      if (answer.kind === "saved") saved.push({ path, version: answer.version });
      else {
        const { author, ...theirs } = answer.theirs;
        const editedBy = author.isSelf ? "You, in another window," : author.name;
        conflicts.push({ path, value: theirs.value, version: theirs.version, editedBy });
      }
    } catch (error) {
      // One invalid text does not keep the others from being saved.
      if (!(error instanceof ExpectedError) || !(error.code === "Invalid" || error.code === "Conflict")) throw error;
      errors.push({ path, message: error.message });
      refused.push(error);
    }
  }
  // The draft itself is gone.
  const [first] = refused;
  if (first?.code === "Conflict" && refused.length === changes.length && refused.every(({ message }) => message === first.message))
    throw first;
  return { saved, conflicts, errors };
}

export const saveDraftFieldsAction = defineAction(
  z.strictObject(
    {
      competencyId: idSchema,
      draftId: idSchema,
      changes: z
        .array(z.strictObject({ path: pathSchema, value: textSchema, version: versionSchema }, MALFORMED), MALFORMED)
        .min(1, MALFORMED)
        .max(1_000, MALFORMED),
    },
    MALFORMED,
  ),
  async ({ competencyId, draftId, changes }, { actor, now }) => saveChanges(actor, competencyId, draftId, changes),
);

const COMMAND =
  /^(?:save|undo|redo|(?:mine|theirs):.{1,300}|(?<unit>behavior|level)\.(?<verb>add|up|down|retire|restore)(?::(?<id>[a-z0-9-]{1,100}))?)$/su;

async function runCommand(actor: Actor | null, competencyId: string, command: string, names: { behavior: string; level: string }) {
  const now = now;
  if (command === "undo") await undoEdit(actor, competencyId, now);
  if (command === "redo") await redoEdit(actor, competencyId, now);
  const { unit, verb, id = "" } = COMMAND.exec(command)?.groups ?? {};
  if (unit !== "behavior" && unit !== "level") return;
  if (verb === "add") {
    const name = names[unit].trim();
    if (name === "")
      throw new ExpectedError("Invalid", `Write the new ${unit}’s name first, then choose Add ${unit}.`, {
        [`new:${unit}`]: "Write a name.",
      });
    await (unit === "behavior" ? addBehavior : addLevel)(actor, competencyId, name, now);
  } else if (verb === "up" || verb === "down") await moveUnit(actor, competencyId, { unit, id }, verb, now);
  else if (verb === "retire") await retireUnit(actor, competencyId, { unit, id }, now);
  else if (verb === "restore") await bringBackUnit(actor, competencyId, { unit, id }, now);
}

/** Every field of the page as it was shown (`was:`, `version:`) and as it is now (`value:`), and the button's command. */
const edit = defineAction(
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
      const changes: FieldChange[] = [];
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
  async ({ competencyId, draftId, changes, command, names, script, path }, { actor }) => {
    const { conflicts, errors } = await saveChanges(actor, competencyId, draftId, changes);
    if (conflicts.length + errors.length > 0) {
      throw new ExpectedError(
        conflicts.length > 0 ? "Conflict" : "Invalid",
        conflicts.length > 0
          ? "Somebody else changed the same text meanwhile. Both are shown below: please choose. The rest is saved."
          : "One text could not be saved: the reason is below. The rest is saved.",
        Object.fromEntries([
          ...conflicts.map(({ path: at, editedBy }) => [`conflict:${at}`, editedBy]),
          ...errors.map(({ path: at, message }) => [`error:${at}`, message]),
        ]),
      );
    }
    await runCommand(actor, competencyId, command, names);
    return { path: safePath(path) ?? competencyPath(competencyId), script };
  },
);

export async function editDraftAction(form: FormData): Promise<void> {
  const answer = await edit(form);
  if (!answer.ok) return;
  // With JavaScript the page is rendered again in place; without it, a reload must not send the form again.
  if (answer.data.script === "on") refresh();
  else redirect(answer.data.path);
}

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
const publish = defineAction(
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
  async ({ competencyId, seen, note, command, meanings }, { actor, now }) => {
    for (const meaning of meanings) await chooseMeaning(actor, competencyId, meaning, now);
    if (command === "meanings") return { competencyId, number: null };
    // Each choice changed the draft, and its author has seen it.
    const { number } = await publishDraft(
      actor,
      competencyId,
      { note, seen: { ...seen, draftVersion: seen.draftVersion + meanings.length } },
      now,
    );
    return { competencyId, number };
  },
);

export async function publishAction(form: FormData): Promise<void> {
  const answer = await publish(form);
  if (!answer.ok) return;
  const { competencyId, number } = answer.data;
  // Without a fragment: a browser would not reload the page for one.
  redirect(number === null ? competencyPath(competencyId, "publish") : `${competencyPath(competencyId, "revisions")}?published=${number}`);
}

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

const preview = defineAction(
  z.strictObject(
    { competencyId: idSchema, text: z.string(MALFORMED).default(""), file: z.instanceof(File, { error: MALFORMED }).optional() },
    MALFORMED,
  ),
  async ({ competencyId, text: pasted, file }, { actor }): Promise<ImportFlash> => {
    const hasFile = file !== undefined && file.size > 0;
    if (hasFile && file.size > MAX_IMPORT_BYTES) throw new ExpectedError("Invalid", TOO_LARGE, { file: TOO_LARGE });
    const bytes = hasFile ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(pasted);
    const filename = hasFile ? file.name : "";
    const { report, current, after } = await previewImport(actor, competencyId, { bytes, filename });
    return { kind: "import", report, current, after, carried: after && { text: decodeText(bytes), filename } };
  },
);

export async function previewImportAction(form: FormData): Promise<void> {
  const answer = await preview(form);
  if (answer.ok) flash(answer.data);
}

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
    const { imported, report } = await previewImport(actor, competencyId, { bytes: new TextEncoder().encode(text), filename });
    if (!imported) throw new ExpectedError("Invalid", report.problems[0]?.message ?? "This could not be read. Nothing was saved.");
    await importIntoDraft(actor, competencyId, imported, draftId === "" ? null : { draftId, draftVersion }, now);
    return competencyPath(competencyId);
  },
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
