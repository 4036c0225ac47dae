import { beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { getCurrentRevision, listRevisionsOf } from "@/lib/data/competency/internal/revisions";
import * as mutations from "@/lib/data/competency/mutations/drafts";
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
import * as publishing from "@/lib/data/competency/mutations/publishing";
import { chooseMeaning, publishDraft } from "@/lib/data/competency/mutations/publishing";
import * as queries from "@/lib/data/competency/queries/drafts";
import { type Draft, findDraft, findPublication, listDrafts, previewImport } from "@/lib/data/competency/queries/drafts";
import { listCompetencies } from "@/lib/data/competency/queries/published";
import * as revisionQueries from "@/lib/data/competency/queries/revisions";
import { compareRevisions, listRevisions } from "@/lib/data/competency/queries/revisions";
import { getDatabase } from "@/lib/db/client";
import { BEHAVIOR_ORDER, behaviorIdsOf, fieldsOf, LEVEL_ORDER } from "@/lib/domain/competency/draft";
import { retiredUnits } from "@/lib/domain/competency/draft-units";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { behaviorIds, levelIds } from "../factories/competency";
import { makeTeam } from "../factories/team";
import { now } from "../factories/time";
import { readEverything, useDatabase } from "./database";

useDatabase();

const id = productManagement.id;
const [b1 = "", b2 = ""] = behaviorIds;
const [l1 = ""] = levelIds;
const anchor = `anchors.${b1}.${l1}`;

let ada: Account;
let bo: Account;

beforeEach(async () => {
  ada = await makeAccount({ name: "Ada Admin", isAdmin: true });
  bo = await makeAccount({ name: "Bo Admin", isAdmin: true });
});

async function draftOf(competencyId = id): Promise<Draft> {
  const draft = await findDraft(ada, competencyId);
  if (!draft) throw new Error("There is no draft.");
  return draft;
}

/** As an admin who sees the current texts. */
async function save(actor: Actor, path: string, value: string): Promise<Awaited<ReturnType<typeof saveDraftField>>> {
  const { draftId, versions } = await draftOf();
  return saveDraftField(actor, id, { draftId, path, value, version: versions[path] ?? 0 }, now);
}

describe("who may", () => {
  const seen = { draftId: "x", draftVersion: 0 };
  const calls: Record<string, (actor: Actor | null) => Promise<unknown>> = {
    findDraft: (actor) => findDraft(actor, id),
    listDrafts,
    startDraft: (actor) => startDraft(actor, id, now),
    saveDraftField: (actor) => saveDraftField(actor, id, { draftId: "x", path: "summary", value: "Mine", version: 0 }, now),
    addBehavior: (actor) => addBehavior(actor, id, "New", now),
    addLevel: (actor) => addLevel(actor, id, "New", now),
    moveUnit: (actor) => moveUnit(actor, id, { unit: "behavior", id: b1 }, "down", now),
    retireUnit: (actor) => retireUnit(actor, id, { unit: "level", id: l1 }, now),
    bringBackUnit: (actor) => bringBackUnit(actor, id, { unit: "behavior", id: b1 }, now),
    undoEdit: (actor) => undoEdit(actor, id, now),
    redoEdit: (actor) => redoEdit(actor, id, now),
    importIntoDraft: (actor) => importIntoDraft(actor, id, { fields: { summary: "x" }, replaces: "given" }, null, now),
    restoreRevision: (actor) => restoreRevision(actor, id, 1, null, now),
    discardDraft: (actor) => discardDraft(actor, id, seen, now),
    createCompetency: (actor) => createCompetency(actor, { name: "New", origin: { kind: "scratch" } }, now),
    findPublication: (actor) => findPublication(actor, id),
    chooseMeaning: (actor) => chooseMeaning(actor, id, { key: "x", words: "[]", meaning: "wording" }, now),
    publishDraft: (actor) => publishDraft(actor, id, { note: "New", seen: { ...seen, currentNumber: 1 } }, now),
    listRevisions: (actor) => listRevisions(actor, id),
    compareRevisions: (actor) => compareRevisions(actor, id, { from: 1, to: 1 }),
    previewImport: (actor) => previewImport(actor, id, { bytes: new Uint8Array(), filename: "" }),
  };

  it("has every function here", () => {
    const exported = { ...queries, ...revisionQueries, ...mutations, ...publishing };
    expect(Object.keys(exported).toSorted()).toEqual(Object.keys(calls).toSorted());
  });

  it.each(Object.entries(calls))("%s is for admins only", async (_name, call) => {
    const [guest, plain, member, coach] = [await makeGuest(), await makeAccount(), await makeAccount(), await makeAccount()];
    await makeTeam({ coaches: [coach], members: [member] });
    await startDraft(ada, id, now);
    const before = await readEverything();
    for (const actor of [null, guest]) await expect(call(actor)).rejects.toMatchObject({ code: "Unauthenticated" });
    for (const actor of [plain, await actorOf(member.userId), await actorOf(coach.userId)]) {
      await expect(call(actor)).rejects.toMatchObject({ code: "NotFound" });
    }
    expect(await readEverything()).toEqual(before);
    // An admin may get another error: the calls are for a draft that does not exist.
    const error: unknown = await call(ada).catch((thrown: unknown) => thrown);
    expect(["Conflict", "Invalid", undefined]).toContain((error as { code?: string } | null | undefined)?.code);
  });
});

describe("a draft", () => {
  it("begins as the current revision reads, once, whoever begins it at the same moment", async () => {
    await Promise.all([ada, bo, ada, bo].map((actor) => startDraft(actor, id, now)));
    expect(await getDatabase().draft.count()).toBe(1);
    const draft = await draftOf();
    expect(draft.fields).toEqual(fieldsOf(productManagement));
    expect(draft).toMatchObject({ base: { number: 1 }, draftVersion: 0, versions: {}, canUndo: false, canRedo: false });
    await expect(startDraft(ada, "no-such", now)).rejects.toMatchObject({ code: "NotFound" });
  });

  it("keeps what is saved, with who and when, and changes nothing that is published", async () => {
    await startDraft(ada, id, now);
    expect(await save(bo, anchor, "One\r\ntwo <script>")).toEqual({ kind: "saved", version: 1, draftVersion: 1 });
    expect(await draftOf()).toMatchObject({
      fields: { [anchor]: "One\ntwo <script>" },
      versions: { [anchor]: 1 },
      editedBy: { name: "Bo Admin", isSelf: false },
      startedBy: { name: "Ada Admin", isSelf: true },
    });
    expect((await getCurrentRevision()).competency).toEqual(productManagement);
    expect(await listDrafts(ada)).toMatchObject([
      { competencyId: id, name: "Product Management", baseNumber: 1, editedBy: { name: "Bo Admin" } },
    ]);
  });

  it("tells the second of two writers, gives both texts, and lets them choose", async () => {
    await startDraft(ada, id, now);
    const { draftId } = await draftOf();
    await saveDraftField(ada, id, { draftId, path: anchor, value: "Ada’s", version: 0 }, now);
    const answer = await saveDraftField(bo, id, { draftId, path: anchor, value: "Bo’s", version: 0 }, now);
    expect(answer).toEqual({
      kind: "conflict",
      draftId,
      mine: "Bo’s",
      theirs: { value: "Ada’s", version: 1, author: { name: "Ada Admin", isSelf: false }, at: now },
    });
    expect((await draftOf()).fields[anchor]).toBe("Ada’s");
    expect(await saveDraftField(bo, id, { draftId, path: anchor, value: "Bo’s", version: 1 }, now)).toMatchObject({
      kind: "saved",
      version: 2,
    });
    // The same text is not a conflict, whatever was seen.
    expect(await saveDraftField(ada, id, { draftId, path: anchor, value: "Bo’s", version: 0 }, now)).toMatchObject({
      kind: "saved",
      version: 2,
    });
  });

  it("lets exactly one of many through who save one field at the same moment, and all who save different ones", async () => {
    await startDraft(ada, id, now);
    const { draftId } = await draftOf();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        saveDraftField(index % 2 === 0 ? ada : bo, id, { draftId, path: anchor, value: `Text ${index}`, version: 0 }, now),
      ),
    );
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(["conflict", "conflict", "conflict", "conflict", "conflict", "saved"]);
    const paths = levelIds.map((levelId) => `anchors.${b2}.${levelId}`);
    await Promise.all(
      paths.map((path, index) => saveDraftField(index % 2 === 0 ? ada : bo, id, { draftId, path, value: path, version: 0 }, now)),
    );
    const { fields } = await draftOf();
    for (const path of paths) expect(fields[path]).toBe(path);
  });

  it("does not mistake another draft’s versions for its own", async () => {
    await startDraft(ada, id, now);
    const old = await draftOf();
    await save(ada, anchor, "First draft");
    await discardDraft(ada, id, await draftOf(), now);
    await startDraft(bo, id, now);
    await save(bo, anchor, "Second draft");
    const answer = await saveDraftField(ada, id, { draftId: old.draftId, path: anchor, value: "Late", version: 1 }, now);
    expect(answer).toMatchObject({ kind: "conflict", theirs: { value: "Second draft" } });
  });

  it("refuses fields that do not exist, texts that are too long or cannot be stored, and what is retired", async () => {
    await startDraft(ada, id, now);
    await retireUnit(bo, id, { unit: "behavior", id: b2 }, now);
    const before = await readEverything();
    await expect(save(ada, "anchors.nothing.novice", "x")).rejects.toMatchObject({ code: "Conflict" });
    await expect(save(ada, `behaviors.${b2}.name`, "x")).rejects.toMatchObject({ code: "Conflict" });
    await expect(save(ada, "__proto__", "x")).rejects.toMatchObject({ code: "Invalid" });
    await expect(save(ada, "name", "x".repeat(500))).rejects.toMatchObject({ code: "Invalid", fieldErrors: { name: expect.any(String) } });
    await expect(save(ada, "name", "a\u0000b")).rejects.toMatchObject({ code: "Invalid" });
    await expect(save(ada, "name", "\ud800")).rejects.toMatchObject({ code: "Invalid" });
    expect(await readEverything()).toEqual(before);
    await expect(saveDraftField(ada, "no\u0000such", { draftId: "x", path: "name", value: "x", version: 0 }, now)).rejects.toMatchObject({
      code: "Conflict",
    });
  });

  it("adds, moves, retires and brings back behaviors and levels, under ids that no other has had", async () => {
    await startDraft(ada, id, now);
    const name = productManagement.source.behaviors[0]?.name ?? "";
    expect(await addBehavior(ada, id, name, now)).toEqual({ id: `${b1}-2` });
    expect(await addLevel(ada, id, "No opportunity", now)).toEqual({ id: "no-opportunity-2" });
    await moveUnit(ada, id, { unit: "behavior", id: b1 }, "down", now);
    await retireUnit(ada, id, { unit: "behavior", id: b2 }, now);
    let { fields } = await draftOf();
    expect(behaviorIdsOf(fields)).toEqual([b1, ...behaviorIds.slice(2), `${b1}-2`]);
    expect(retiredUnits("behavior", fields)).toEqual([{ id: b2, name: productManagement.source.behaviors[1]?.name }]);
    await bringBackUnit(bo, id, { unit: "behavior", id: b2 }, now);
    ({ fields } = await draftOf());
    expect(behaviorIdsOf(fields).at(-1)).toBe(b2);
    expect(fields[`anchors.${b2}.${l1}`]).toBe(productManagement.additions.anchors[b2]?.[l1]);
    await expect(retireUnit(ada, id, { unit: "behavior", id: "nothing" }, now)).rejects.toMatchObject({ code: "Conflict" });
    await expect(bringBackUnit(ada, id, { unit: "behavior", id: b2 }, now)).rejects.toMatchObject({ code: "Conflict" });
    await expect(moveUnit(ada, id, { unit: "level", id: l1 }, "up", now)).rejects.toMatchObject({ code: "Conflict" });
    await expect(addLevel(ada, id, "x".repeat(500), now)).rejects.toMatchObject({ code: "Invalid" });
    while ((await draftOf()).fields[LEVEL_ORDER]?.split("\n").length !== 10) await addLevel(ada, id, "More", now);
    await expect(addLevel(ada, id, "More", now)).rejects.toMatchObject({ code: "Invalid" });
  });

  it("takes back one’s own steps and does them again, never another’s words", async () => {
    await startDraft(ada, id, now);
    await save(ada, anchor, "One");
    await save(ada, anchor, "Two");
    await save(bo, "summary", "Bo’s");
    expect(await undoEdit(ada, id, now)).toEqual({ paths: [anchor] });
    expect((await draftOf()).fields).toMatchObject({ [anchor]: "One", summary: "Bo’s" });
    await undoEdit(ada, id, now);
    expect(await draftOf()).toMatchObject({
      fields: { [anchor]: productManagement.additions.anchors[b1]?.[l1] },
      canUndo: false,
      canRedo: true,
    });
    await expect(undoEdit(ada, id, now)).rejects.toMatchObject({ code: "Conflict", message: "There is nothing to undo." });
    await redoEdit(ada, id, now);
    await redoEdit(ada, id, now);
    expect((await draftOf()).fields[anchor]).toBe("Two");
    await expect(redoEdit(ada, id, now)).rejects.toMatchObject({ code: "Conflict" });
    await save(bo, anchor, "Bo’s too");
    await expect(undoEdit(ada, id, now)).rejects.toMatchObject({ code: "Conflict", message: expect.stringMatching(/Somebody else/) });
    expect((await draftOf()).fields[anchor]).toBe("Bo’s too");
    await undoEdit(bo, id, now);
    await undoEdit(ada, id, now);
    await save(ada, "purpose", "Elsewhere");
    await expect(redoEdit(ada, id, now)).rejects.toMatchObject({ code: "Conflict", message: "There is nothing to redo." });
  });

  it("is discarded once however often the same admin sends it, and not as if by another", async () => {
    await startDraft(ada, id, now);
    const seen = await draftOf();
    await discardDraft(ada, id, seen, now);
    await discardDraft(ada, id, seen, now);
    await expect(discardDraft(bo, id, seen, now)).rejects.toMatchObject({ code: "Conflict" });
    expect(await getDatabase().auditEntry.count()).toBe(1);
    await startDraft(bo, id, now);
    await discardDraft(ada, id, seen, now);
    expect(await findDraft(bo, id)).not.toBeNull();
  });

  it("is begun, and an older revision restored into it, once however often they are sent", async () => {
    await startDraft(ada, id, now);
    await startDraft(ada, id, now);
    await save(ada, anchor, "Ada’s");
    const seen = await draftOf();
    await restoreRevision(ada, id, 1, seen, now);
    const restored = await draftOf();
    await restoreRevision(ada, id, 1, seen, now);
    expect(await draftOf()).toEqual(restored);
    await save(bo, anchor, "Bo’s");
    await expect(restoreRevision(ada, id, 1, seen, now)).rejects.toMatchObject({ code: "Conflict", reason: "draftChanged" });
  });

  it("says what was retired where a text of it is saved, for a button that brings it back", async () => {
    await startDraft(ada, id, now);
    await retireUnit(bo, id, { unit: "level", id: levelIds[0] ?? "" }, now);
    await expect(save(ada, anchor, "Ada’s")).rejects.toMatchObject({ code: "Conflict", reason: "levelRetired" });
    await retireUnit(bo, id, { unit: "behavior", id: behaviorIds[0] ?? "" }, now);
    await expect(save(ada, anchor, "Ada’s")).rejects.toMatchObject({ code: "Conflict", reason: "behaviorRetired" });
  });

  it("is discarded as it was seen, and not with words that came since", async () => {
    await startDraft(ada, id, now);
    const seen = await draftOf();
    await save(bo, anchor, "Bo’s");
    await expect(discardDraft(ada, id, seen, now)).rejects.toMatchObject({ code: "Conflict" });
    await discardDraft(ada, id, await draftOf(), now);
    expect(await findDraft(ada, id)).toBeNull();
    expect(await getDatabase().draftField.count()).toBe(0);
    expect(await getDatabase().auditEntry.findMany()).toMatchObject([{ action: "competency.draftDiscarded", actorRef: ada.auditRef }]);
    await expect(saveDraftField(bo, id, { draftId: seen.draftId, path: anchor, value: "x", version: 0 }, now)).rejects.toMatchObject({
      code: "Conflict",
      message: expect.stringMatching(/not lost/),
    });
  });
});

describe("an import", () => {
  it("begins a draft or goes into the one that was seen, as one step", async () => {
    await importIntoDraft(ada, id, { fields: { [anchor]: "From a sheet" }, replaces: "given" }, null, now);
    const seen = await draftOf();
    expect(seen.fields).toEqual({ ...fieldsOf(productManagement), [anchor]: "From a sheet" });
    await expect(importIntoDraft(bo, id, { fields: { name: "x" }, replaces: "given" }, null, now)).rejects.toMatchObject({
      code: "Conflict",
    });
    const source = { ...productManagement.source, behaviors: productManagement.source.behaviors.slice(1), summary: "Another" };
    await importIntoDraft(bo, id, { fields: fieldsOf({ source }), replaces: "all" }, seen, now);
    const { fields } = await draftOf();
    expect(behaviorIdsOf(fields)).toEqual(behaviorIds.slice(1));
    expect([fields.summary, fields[`anchors.${b2}.${l1}`]]).toEqual(["Another", ""]);
    await undoEdit(bo, id, now);
    expect((await draftOf()).fields).toMatchObject(seen.fields);
  });

  it.each([
    ["too many behaviors", { [BEHAVIOR_ORDER]: Array.from({ length: 10_000 }, (_, index) => `b-${index}`).join("\n") }],
    ["two of one id", { [BEHAVIOR_ORDER]: "a\na" }],
    ["a reserved id", { [LEVEL_ORDER]: "no-opportunity\nother" }],
    ["an id that is none", { [BEHAVIOR_ORDER]: "Not An Id" }],
    ["a field that does not exist", { "additions.anything": "x" }],
    ["a text that cannot be stored", { summary: "a\u0000" }],
    ["a name of 500 characters", { name: "x".repeat(500) }],
  ])("of %s saves nothing", async (_what, fields) => {
    const before = await readEverything();
    await expect(importIntoDraft(ada, id, { fields, replaces: "given" }, null, now)).rejects.toMatchObject({
      code: "Invalid",
      fieldErrors: { [Object.keys(fields)[0] ?? ""]: expect.any(String) },
    });
    // The name is read separately.
    if (!("name" in fields)) {
      await expect(createCompetency(ada, { name: "New", origin: { kind: "import", fields } }, now)).rejects.toMatchObject({
        code: "Invalid",
      });
    }
    expect(await readEverything()).toEqual(before);
  });
});

describe("another competency", () => {
  it("begins from scratch, from a copy or from an import, and nobody else sees it before it is published", async () => {
    const scratch = await createCompetency(ada, { name: "Product Management", origin: { kind: "scratch" } }, now);
    expect(scratch).toEqual({ competencyId: "product-management-2" });
    const copy = await createCompetency(ada, { name: "Delivery", origin: { kind: "copy", competencyId: id } }, now);
    const fields = fieldsOf(productManagement);
    const imported = await createCompetency(bo, { name: "Delivery", origin: { kind: "import", fields } }, now);
    expect([copy.competencyId, imported.competencyId]).toEqual(["delivery", "delivery-2"]);
    expect((await draftOf("product-management-2")).fields).toEqual({ name: "Product Management", [BEHAVIOR_ORDER]: "", [LEVEL_ORDER]: "" });
    expect((await draftOf("delivery")).fields).toEqual({ ...fields, name: "Delivery" });
    expect(await draftOf("delivery")).toMatchObject({ base: null });
    expect((await listCompetencies(null)).map(({ competencyId }) => competencyId)).toEqual([id]);
    expect(await listRevisionsOf("delivery")).toEqual([]);
    await expect(createCompetency(ada, { name: " ", origin: { kind: "scratch" } }, now)).rejects.toMatchObject({ code: "Invalid" });
    await expect(createCompetency(ada, { name: "x", origin: { kind: "copy", competencyId: "nothing" } }, now)).rejects.toMatchObject({
      code: "NotFound",
    });
  });
});
