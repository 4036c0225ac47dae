import { beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { startAssessment } from "@/lib/data/assessment/mutations";
import { getCurrentRevision, getRevision, listChangesBetween, publishShippedCompetency } from "@/lib/data/competency/internal/revisions";
import {
  createCompetency,
  importIntoDraft,
  restoreRevision,
  retireUnit,
  saveDraftField,
  startDraft,
} from "@/lib/data/competency/mutations/drafts";
import { chooseMeaning, publishDraft } from "@/lib/data/competency/mutations/publishing";
import { type Draft, findDraft, findPublication, type Publication, type SeenPublication } from "@/lib/data/competency/queries/drafts";
import { listCompetencies } from "@/lib/data/competency/queries/published";
import { compareRevisions, listRevisions } from "@/lib/data/competency/queries/revisions";
import { getDatabase, openClient } from "@/lib/db/client";
import { fieldsOf } from "@/lib/domain/competency/draft";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { makeAccount, makeGuest } from "../factories/account";
import { makeAnswered, makeSubmitted } from "../factories/assessment";
import { behaviorIds, levelIds } from "../factories/competency";
import { makeTeam } from "../factories/team";
import { NOW, now } from "../factories/time";
import { getDatabaseUrl, readEverything, useDatabase } from "./database";

useDatabase();

const id = productManagement.id;
const [b1 = "", b2 = ""] = behaviorIds;
const [l1 = "", l2 = ""] = levelIds;
const anchor = `anchors.${b1}.${l1}`;
const key = `anchor/${b1}/${l1}/reworded`;

let ada: Account;
let bo: Account;

beforeEach(async () => {
  ada = await makeAccount({ name: "Ada Admin", isAdmin: true });
  bo = await makeAccount({ name: "Bo Admin", isAdmin: true });
});

async function save(path: string, value: string, actor: Actor = ada, competencyId = id): Promise<void> {
  await startDraft(actor, competencyId, now);
  const { draftId, versions } = (await findDraft(actor, competencyId)) as Draft;
  const answer = await saveDraftField(actor, competencyId, { draftId, path, value, version: versions[path] ?? 0 }, now);
  expect(answer.kind).toBe("saved");
}

async function view(competencyId = id): Promise<Publication> {
  const publication = await findPublication(ada, competencyId);
  if (!publication) throw new Error("There is no draft.");
  return publication;
}

async function publish(note = "New words", actor: Actor = ada, competencyId = id, at = now): Promise<number> {
  const { seen } = await view(competencyId);
  return (await publishDraft(actor, competencyId, { note, seen }, at)).number;
}

describe("publishing", () => {
  it("makes what was seen the model for new assessments, with note, changes and who, and leaves the old one as it was", async () => {
    const old = await getCurrentRevision();
    await save(anchor, "Other words.");
    expect(await publish("We say <b>it</b> better.\r\nReally.")).toBe(2);
    const current = await getCurrentRevision();
    expect(current).toMatchObject({ number: 2, note: "We say <b>it</b> better.\nReally.", publishedBy: ada.auditRef, publishedAt: now });
    expect(current.changes).toEqual([{ unit: "anchor", kind: "reworded", behaviorId: b1, levelId: l1, meaning: "wording" }]);
    expect(current.competency.additions.anchors[b1]?.[l1]).toBe("Other words.");
    expect(await getRevision(old.revisionId)).toEqual(old);
    expect(await findDraft(ada, id)).toBeNull();
    const begun = await startAssessment(await makeGuest());
    expect(await getDatabase().assessment.findUniqueOrThrow({ where: { id: begun.assessmentId } })).toMatchObject({
      revisionId: current.revisionId,
    });
    expect(await getDatabase().auditEntry.findMany({ where: { action: "competency.published" } })).toMatchObject([
      { actorRef: ada.auditRef, detail: { competency: id, revision: 2, changes: 1 } },
    ]);
  });

  it("is in effect at once for a server that had read the model before", async () => {
    await getCurrentRevision();
    const { client } = await openClient(getDatabaseUrl());
    try {
      // As another instance would write it.
      const [row] = await client.revision.findMany();
      const content = { ...productManagement, source: { ...productManagement.source, summary: "Elsewhere" } };
      await client.revision.create({ data: { id: "other", competencyId: row?.competencyId ?? "", number: 2, content } });
    } finally {
      await client.$disconnect();
    }
    expect((await getCurrentRevision()).competency.source.summary).toBe("Elsewhere");
  });

  it("lets one of two admins at the same moment win; the other is told, and no word is lost", async () => {
    await save(anchor, "Ada’s words.");
    await save("summary", "Bo’s summary.", bo);
    const { seen } = await view();
    const outcomes = await Promise.allSettled([ada, bo, ada, bo].map((actor) => publishDraft(actor, id, { note: "Now", seen }, now)));
    // Both times that the one sent it, it is the same revision.
    expect(outcomes.map(({ status }) => status === "fulfilled")).toSatisfy(([first, second, ...rest]: boolean[]) => {
      return first !== second && rest[0] === first && rest[1] === second;
    });
    for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "Conflict" });
    const { number, competency } = await getCurrentRevision();
    expect([number, competency.additions.anchors[b1]?.[l1], competency.source.summary]).toEqual([2, "Ada’s words.", "Bo’s summary."]);
    expect(await getDatabase().revision.count()).toBe(2);
  });

  it("refuses what nobody has looked at: a draft or a model that changed since", async () => {
    await save(anchor, "Seen.");
    const { seen } = await view();
    await save("summary", "Not seen.", bo);
    await expect(publishDraft(ada, id, { note: "Now", seen }, now)).rejects.toMatchObject({ code: "Conflict" });
    const fresh = (await view()).seen;
    await getDatabase().revision.create({ data: { id: "r2", competencyId: id, number: 2, content: productManagement } });
    await expect(publishDraft(ada, id, { note: "Now", seen: fresh }, now)).rejects.toMatchObject({
      code: "Conflict",
      message: expect.stringMatching(/Revision 2 was published just now/),
    });
    expect((await findDraft(ada, id))?.fields).toMatchObject({ [anchor]: "Seen.", summary: "Not seen." });
  });

  it("saves a field and publishes at the same moment: the word is published, or its writer is told", async () => {
    for (let round = 1; round <= 5; round += 1) {
      await save(anchor, `Before ${round}.`);
      const draft = (await findDraft(ada, id)) as Draft;
      const { seen } = await view();
      const late = { draftId: draft.draftId, path: "summary", value: `Late ${round}.`, version: draft.versions.summary ?? 0 };
      const [published, saved] = await Promise.allSettled([
        publishDraft(ada, id, { note: "Now", seen }, now),
        saveDraftField(bo, id, late, now),
      ]);
      expect([published.status, saved.status].toSorted()).toEqual(["fulfilled", "rejected"]);
      if (saved.status === "fulfilled") expect((await findDraft(ada, id))?.fields.summary).toBe(`Late ${round}.`);
    }
  });

  it("does not publish an incomplete draft, and says where", async () => {
    await save(anchor, " ");
    await save(`levels.${l2}.name`, "");
    const { seen, gaps } = await view();
    expect(gaps.map(({ path }) => path)).toEqual([anchor, `levels.${l2}.name`]);
    const before = await readEverything();
    await expect(publishDraft(ada, id, { note: "Now", seen }, now)).rejects.toMatchObject({
      code: "Invalid",
      message: expect.stringMatching(/not complete yet.*the anchor is missing.*1 more place/),
      fieldErrors: {},
    });
    expect(await readEverything()).toEqual(before);
  });

  it("is published once however often the same admin sends it, and not as if by another", async () => {
    await save(anchor, "Other words.");
    const { seen, difference } = await view();
    const meanings = [{ key, words: difference.changes[0]?.words ?? "", meaning: "meaning" as const }];
    const twice = { note: "New words", seen, meanings };
    expect(await publishDraft(ada, id, twice, now)).toEqual({ number: 2 });
    const before = await readEverything();
    expect(await publishDraft(ada, id, twice, now)).toEqual({ number: 2 });
    await expect(publishDraft(bo, id, twice, now)).rejects.toMatchObject({ code: "Conflict" });
    await expect(publishDraft(ada, id, { ...twice, note: "Another note" }, now)).rejects.toMatchObject({ code: "Conflict" });
    expect(await readEverything()).toEqual(before);
  });

  it("keeps no meaning that was chosen with a note that is not valid, so that the same page can be sent again", async () => {
    await save(anchor, "Other words.");
    const { seen, difference } = await view();
    const meanings = [{ key, words: difference.changes[0]?.words ?? "", meaning: "meaning" as const }];
    await expect(publishDraft(ada, id, { note: "", seen, meanings }, now)).rejects.toMatchObject({ code: "Invalid" });
    expect(await publishDraft(ada, id, { note: "New words", seen, meanings }, now)).toEqual({ number: 2 });
    expect((await listRevisions(ada, id))[0]?.changed).toEqual({ wording: 0, meaning: 1 });
  });

  it.each<[what: string, note: string]>([
    ["no note", " "],
    ["a note that is too long", "x".repeat(2_001)],
    ["a note that cannot be stored", "a\u0000"],
  ])("refuses %s", async (_what, note) => {
    await save(anchor, "Other words.");
    await expect(publish(note)).rejects.toMatchObject({ code: "Invalid", fieldErrors: { note: expect.any(String) } });
  });

  it("refuses a draft that changes nothing, or that is not there", async () => {
    await startDraft(ada, id, now);
    await expect(publish()).rejects.toMatchObject({ code: "Invalid", message: expect.stringMatching(/nothing to publish/) });
    const seen: SeenPublication = { draftId: "x", draftVersion: 0, currentNumber: 0 };
    await expect(publishDraft(ada, "no-such", { note: "x", seen }, now)).rejects.toMatchObject({ code: "Conflict" });
  });

  it("keeps the organization’s words when Cairn is updated, and follows the update where it has none", async () => {
    const update = { ...productManagement, source: { ...productManagement.source, summary: "Updated" } };
    await publishShippedCompetency(update);
    expect(await getCurrentRevision()).toMatchObject({ number: 2, publishedBy: null, competency: update });
    await save(anchor, "Ours.");
    expect(await publish()).toBe(3);
    await publishShippedCompetency({ ...update, source: { ...update.source, summary: "Updated again" } });
    expect(await getCurrentRevision()).toMatchObject({ number: 3 });
  });
});

describe("what a change means", () => {
  it("is what an admin said of these words, asked anew for others, and kept with the revision", async () => {
    await save(anchor, "Other words.");
    const [change] = (await view()).difference.changes;
    expect(change).toMatchObject({ key, meaning: "wording" });
    const said = { key, words: change?.words ?? "", meaning: "meaning" as const };
    const { seen } = await view();
    await chooseMeaning(bo, id, said, now);
    await expect(publishDraft(ada, id, { note: "Unseen", seen }, now)).rejects.toMatchObject({ code: "Conflict" });
    expect(await view()).toMatchObject({
      difference: { changes: [{ key, meaning: "meaning" }] },
      impact: { breaks: [{ behaviorId: b1 }] },
    });
    await save(anchor, "Yet other words.");
    expect((await view()).difference.changes).toMatchObject([{ key, meaning: "wording" }]);
    await expect(chooseMeaning(ada, id, said, now)).rejects.toMatchObject({ code: "Conflict" });
    await save(anchor, "Other words.");
    await publish();
    expect(await listChangesBetween(id, 1, 2)).toMatchObject([{ unit: "anchor", meaning: "meaning" }]);
  });

  it("is not asked of what appears or goes", async () => {
    await startDraft(ada, id, now);
    await retireUnit(ada, id, { unit: "behavior", id: b2 }, now);
    const [change] = (await view()).difference.changes;
    expect(change).toMatchObject({ key: `behavior/${b2}/retired`, meaning: "meaning", canChoose: false });
    const said = { key: change?.key ?? "", words: change?.words ?? "", meaning: "wording" as const };
    await expect(chooseMeaning(ada, id, said, now)).rejects.toMatchObject({ code: "Conflict" });
  });
});

describe("impact", () => {
  it("counts assessments, people and teams of this competency, and names the trends that break", async () => {
    const person = await makeAccount();
    const first = await makeSubmitted(person);
    await makeSubmitted(person, new Date(NOW + 1));
    await makeAnswered(person);
    await makeAnswered(await makeGuest());
    const [shared, withdrawn] = [await makeTeam({ members: [person] }), await makeTeam({ members: [person] })];
    const share = { assessmentId: first, sharedAt: now, withEvidence: false };
    await getDatabase().share.createMany({
      data: [
        { ...share, teamId: shared },
        { ...share, teamId: withdrawn, withdrawnAt: now },
      ],
    });
    await save(anchor, "Other words.");
    expect((await view()).impact).toEqual({ inProgress: 2, submitted: 2, people: 1, teams: 1, breaks: [] });
    await retireUnit(ada, id, { unit: "level", id: l2 }, now);
    expect((await view()).impact.breaks.map(({ behaviorId }) => behaviorId)).toEqual(behaviorIds);
    await createCompetency(ada, { name: "Other", origin: { kind: "copy", competencyId: id } }, now);
    expect((await view("other")).impact).toEqual({ inProgress: 0, submitted: 0, people: 0, teams: 0, breaks: [] });
  });
});

describe("revisions", () => {
  it("are listed with who and what, and any two are compared either way round", async () => {
    await save(anchor, "Other words.");
    await publish("Two");
    await save("summary", "Another summary.", bo);
    await publish("Three", bo);
    await save("purpose", "Another purpose.");
    expect(await listRevisions(ada, id)).toMatchObject([
      { number: 3, note: "Three", publishedBy: { name: "Bo Admin", isSelf: false }, isCurrent: true, changed: { wording: 0, meaning: 0 } },
      { number: 2, note: "Two", publishedBy: { name: "Ada Admin", isSelf: true }, isCurrent: false, changed: { wording: 1, meaning: 0 } },
      { number: 1, note: "", publishedBy: null, isCurrent: false },
    ]);
    const there = await compareRevisions(ada, id, { from: 1, to: 3 });
    expect(there).toMatchObject({
      from: 1,
      to: 3,
      difference: { general: [{ path: "summary", after: "Another summary." }], behaviors: [{ id: b1 }] },
    });
    expect(await compareRevisions(ada, id, { from: 3, to: 1 })).toEqual(there);
    expect((await compareRevisions(ada, id, { from: 2, to: "draft" })).difference.general.map(({ path }) => path)).toEqual([
      "purpose",
      "summary",
    ]);
    expect((await compareRevisions(ada, id, { from: 2, to: 2 })).difference.changes).toEqual([]);
    for (const number of [0, 9, -1, 1.5, Number.NaN, 1e12]) {
      await expect(compareRevisions(ada, id, { from: number, to: 1 })).rejects.toMatchObject({ code: "NotFound" });
    }
    await expect(compareRevisions(ada, "no\u0000such", { from: 1, to: 1 })).rejects.toMatchObject({ code: "NotFound" });
  });

  it("name nobody who has left", async () => {
    await save(anchor, "Other words.", bo);
    await publish("Two", bo);
    await getDatabase().user.delete({ where: { id: bo.userId } });
    expect((await listRevisions(ada, id))[0]?.publishedBy).toEqual({ name: "Somebody who has left", isSelf: false });
  });

  it("come back as a draft, and are published under a number of their own", async () => {
    await save(anchor, "Other words.");
    await publish();
    await save("summary", "Half written.");
    const draft = (await findDraft(ada, id)) as Draft;
    await expect(restoreRevision(ada, id, 1, null, now)).rejects.toMatchObject({ code: "Conflict" });
    await restoreRevision(ada, id, 1, draft, now);
    expect((await findDraft(ada, id))?.fields).toEqual(fieldsOf(productManagement));
    expect(await publish("As it was")).toBe(3);
    expect((await getCurrentRevision()).competency).toEqual(productManagement);
    await expect(restoreRevision(ada, id, 9, null, now)).rejects.toMatchObject({ code: "NotFound" });
  });
});

describe("a second competency", () => {
  it("is published as its own revision 1, and can be begun", async () => {
    const { competencyId } = await createCompetency(ada, { name: "Delivery", origin: { kind: "copy", competencyId: id } }, now);
    expect(await publish("The first", ada, competencyId, new Date(Date.now() + 1_000))).toBe(1);
    expect(await listCompetencies(null)).toMatchObject([
      { competencyId: id, name: "Product Management" },
      { competencyId, name: "Delivery", number: 1 },
    ]);
    expect((await getCurrentRevision(competencyId)).competency).toMatchObject({ id: competencyId, source: { name: "Delivery" } });
    expect(await getCurrentRevision()).toMatchObject({ number: 1, competency: { id } });
    await importIntoDraft(ada, competencyId, { fields: { summary: "Other" }, replaces: "given" }, null, now);
    expect(await publish("The second", ada, competencyId)).toBe(2);
  });
});
