import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { hashPassword } from "@/lib/auth/password";
import { deleteAccount } from "@/lib/data/account/mutations/personal-data";
import { exportPersonalData, findDeletionProof } from "@/lib/data/account/queries/personal-data";
import { savePlan } from "@/lib/data/assessment/mutations";
import { recordAudit } from "@/lib/data/workspace/internal/audit";
import { getDatabase } from "@/lib/db/client";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeAnswered, makeSubmitted } from "../factories/assessment";
import { behaviorIds } from "../factories/competency";
import { makeTeam } from "../factories/team";
import { NOW } from "../factories/time";
import { engine, readEverything, useDatabase } from "./database";
import { EXPORT_OF } from "./exported-columns";

process.env.AUTH_SECRET = "only-for-the-tests-of-personal-data";

useDatabase();

const at = new Date(NOW);

/** The schema's models with their columns, as every engine shares them. */
function columnsOfSchema(): Record<string, string[]> {
  const text = readFileSync(path.resolve(import.meta.dirname, "../../prisma/models.prisma"), "utf8");
  const competencies = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const enums = [...text.matchAll(/^enum (\w+) \{/gm)].map(([, name]) => name);
  const types = ["String", "Int", "BigInt", "Boolean", "DateTime", "Float", "Decimal", "Bytes", "Json", ...enums].join("|");
  const scalar = new RegExp(`^ {2}(\\w+) +(?:${types})(?:\\?|\\[\\])?(?: |$)`, "gm");
  return Object.fromEntries(
    competencies.map(([, name, body]) => [name, [...(body as string).matchAll(scalar)].map(([, column]) => column as string)]),
  );
}

/** A person with a row in every table that can hold their data, each text in it recognizable. */
async function makeRichPerson(email = "rita_rich@example.org", isAdmin = false): Promise<{ actor: Account; teamId: string; mark: string }> {
  const database = getDatabase();
  const mark = `mark${randomUUID().slice(0, 8)}`;
  const account = await makeAccount({ name: `Rita ${mark}`, email, isAdmin });
  const { userId } = account;
  const coach = await makeAccount({ name: "Cora Coach" });
  const teamId = await makeTeam({ name: `Team of ${mark}`, members: [account], coaches: [coach] });
  await database.user.update({ where: { id: userId }, data: { image: `https://example.org/${mark}.png` } });
  await database.session.updateMany({
    where: { userId },
    data: { ipAddress: `address ${mark}`, userAgent: `agent ${mark}`, token: `SECRET token ${mark}` },
  });
  await database.account.create({
    data: {
      id: `account ${mark}`,
      accountId: `accountId ${mark}`,
      providerId: `provider ${mark}`,
      accessToken: `SECRET access ${mark}`,
      refreshToken: `SECRET refresh ${mark}`,
      idToken: `SECRET id ${mark}`,
      accessTokenExpiresAt: new Date(NOW + 1_001),
      refreshTokenExpiresAt: new Date(NOW + 1_002),
      scope: `scope ${mark}`,
      userId,
    },
  });
  await database.account.create({
    data: { id: `credential ${mark}`, accountId: userId, providerId: "credential", password: await hashPassword(`SECRET ${mark}`), userId },
  });
  await database.verification.create({
    data: { id: `SECRET v1 ${mark}`, identifier: `SECRET i1 ${mark}`, value: userId, expiresAt: new Date(NOW + 2_001) },
  });
  await database.verification.create({
    data: {
      id: `SECRET v2 ${mark}`,
      identifier: `SECRET i2 ${mark}`,
      value: JSON.stringify({ name: `SECRET ${mark}`, email }),
      expiresAt: new Date(NOW + 2_002),
    },
  });
  await database.passkey.create({
    data: {
      id: `passkey ${mark}`,
      name: `key ${mark}`,
      publicKey: `public ${mark}`,
      userId,
      credentialID: `credential id ${mark}`,
      counter: 4711,
      deviceType: `device ${mark}`,
      backedUp: true,
      transports: `transports ${mark}`,
      aaguid: `aaguid ${mark}`,
      createdAt: new Date(NOW + 3_001),
    },
  });
  await database.twoFactor.create({
    data: {
      id: `app ${mark}`,
      secret: `SECRET app ${mark}`,
      backupCodes: `SECRET codes ${mark}`,
      userId,
      failedVerificationCount: 3,
      lockedUntil: new Date(NOW + 3_002),
    },
  });
  const submitted = await makeSubmitted(account, new Date(NOW - 5_000), "guide");
  await database.rating.updateMany({ where: { assessmentId: submitted }, data: { evidence: `evidence ${mark}` } });
  await database.assessment.update({ where: { id: submitted }, data: { priorities: [behaviorIds[2] ?? ""] } });
  await savePlan(account, { assessmentId: submitted, behaviorId: behaviorIds[0] ?? "" }, { when: `when ${mark}`, then: `then ${mark}` });
  const open = await makeAnswered(account, "no-opportunity");
  await database.assessment.update({ where: { id: open }, data: { correctsId: submitted } });
  await database.teamCohort.create({ data: { id: `cohort ${mark}`, teamId, number: 1, drawnAt: new Date(NOW + 4_001), size: 7 } });
  await database.share.create({
    data: {
      assessmentId: submitted,
      teamId,
      sharedAt: new Date(NOW + 4_002),
      withEvidence: true,
      withdrawnAt: new Date(NOW + 4_003),
      cohortId: `cohort ${mark}`,
    },
  });
  const { id: revisionId } = await database.revision.findFirstOrThrow();
  await database.itemCohort.create({ data: { id: `batch ${mark}`, revisionId, size: 6, drawnAt: new Date(NOW + 6_001) } });
  await database.assessment.update({ where: { id: submitted }, data: { itemCohortId: `batch ${mark}` } });
  await database.rating.updateMany({ where: { assessmentId: submitted }, data: { firstAnswer: "catalyst" } });
  const by = account.auditRef;
  await database.revision.create({
    data: {
      id: `revision ${mark}`,
      competencyId: `competency ${mark}`,
      number: 1,
      content: {},
      publishedBy: by,
      publishedAt: new Date(NOW + 6_002),
      note: `note ${mark}`,
      changes: [`change ${mark}`],
    },
  });
  await database.draft.create({
    data: {
      id: `draft ${mark}`,
      competencyId: `competency ${mark}`,
      content: {},
      startedBy: by,
      startedAt: new Date(NOW + 6_003),
      editedBy: by,
      editedAt: new Date(NOW + 6_004),
      fields: {
        create: [
          { path: `path ${mark}`, value: `value ${mark}`, version: 8_881, editedBy: by, editedAt: new Date(NOW + 6_005) },
          { path: "other", value: "of another", version: 8_882, editedBy: coach.auditRef, editedAt: new Date(NOW + 6_005) },
        ],
      },
      edits: {
        create: [
          { number: 8_883, editedBy: by, before: { [mark]: "was" }, after: { [mark]: "is" }, undone: true },
          { number: 8_884, editedBy: coach.auditRef, before: {}, after: { other: "of another" } },
        ],
      },
      meanings: {
        create: [
          { change: `change ${mark}`, meaning: "wording", words: `words ${mark}`, chosenBy: by },
          { change: "other", meaning: "meaning", words: "of another", chosenBy: coach.auditRef },
        ],
      },
    },
  });
  await makeCoachingOf(mark, account, coach, teamId, submitted);
  const invitation = { role: "member" as const, expiresAt: new Date(NOW + 5_001), maxUses: 9, uses: 2, sentAt: new Date(NOW + 5_002) };
  await database.invitation.create({
    data: {
      id: `made ${mark}`,
      teamId,
      tokenHash: `SECRET made ${mark}`,
      email: `friend.${mark}@example.org`,
      invitedById: userId,
      declinedAt: new Date(NOW + 5_003),
      ...invitation,
    },
  });
  await database.invitation.create({
    data: {
      id: `addressed ${mark}`,
      teamId,
      tokenHash: `SECRET addressed ${mark}`,
      email,
      invitedById: coach.userId,
      revokedAt: new Date(NOW + 5_004),
      ...invitation,
    },
  });
  const actor = await actorOf(userId);
  await database.$transaction(async (transaction) => {
    await recordAudit(
      transaction,
      { actor, action: "team.joined", subjectRef: actor.auditRef, teamId, detail: { fact: `fact ${mark}` } },
      at,
    );
    await recordAudit(transaction, { actor: coach, action: "team.roleChanged", subjectRef: actor.auditRef, teamId }, at);
    await recordAudit(transaction, { actor: coach, action: "team.created", teamId, detail: { fact: "of another" } }, at);
  });
  return { actor, teamId, mark };
}

/** Rounds, share views, reviews, agreed levels and agendas, of the person as a member and as a coach of somebody else. */
async function makeCoachingOf(mark: string, person: Account, coach: Account, teamId: string, submitted: string): Promise<void> {
  const database = getDatabase();
  const time = (offset: number) => new Date(NOW + 7_000 + offset);
  await database.membership.updateMany({ where: { userId: person.userId }, data: { isOpenToPairing: true } });
  await database.share.updateMany({ where: { assessmentId: submitted }, data: { withPlan: true } });
  const theirs = await makeSubmitted(await makeAccount({ name: "Mel Member" }), time(0), "catalyst");
  await database.round.create({
    data: {
      id: `round ${mark}`,
      teamId,
      competencyId: `competency ${mark}`,
      name: `name ${mark}`,
      openedAt: time(1),
      dueAt: time(2),
      timeZone: `zone ${mark}`,
      closedAt: time(3),
      blindReviews: true,
      sequence: 77,
      openedById: person.userId,
      mails: { create: { userId: person.userId, kind: "reminder", sequence: 78, sentAt: time(4) } },
    },
  });
  const view = (day: string, last: Date) => ({ teamId, place: "export" as const, day, at: last });
  await database.shareView.create({ data: { ...view("2026-06-01", time(5)), assessmentId: submitted, viewerId: coach.userId } });
  await database.shareView.create({ data: { ...view("2026-06-02", time(6)), assessmentId: theirs, viewerId: person.userId } });
  const review = (id: string) => ({
    id: `${id} ${mark}`,
    teamId,
    number: 79,
    startedAt: time(7),
    skippedAt: time(8),
    isBlind: true,
    version: 80,
    comment: `comment ${id} ${mark}`,
    reply: `reply ${id} ${mark}`,
    repliedAt: time(9),
  });
  const entries = (id: string) => ({
    create: {
      behaviorId: `behavior ${mark}`,
      answer: `answer ${mark}`,
      comment: `comment on one ${id} ${mark}`,
      reply: `reply to one ${id} ${mark}`,
      repliedAt: time(10),
    },
  });
  const given = { assessmentId: theirs, coachId: person.userId, notes: `notes ${mark}`, entries: entries("given") };
  const received = { assessmentId: submitted, coachId: coach.userId, notes: "notes of another", entries: entries("received") };
  await database.review.create({ data: { ...review("given"), ...given } });
  await database.review.create({ data: { ...review("received"), ...received } });
  await database.review.updateMany({ where: { teamId, id: { endsWith: mark } }, data: { committedAt: time(11), releasedAt: time(12) } });
  const draft = { assessmentId: submitted, teamId, coachId: coach.userId, startedAt: time(13), comment: "a comment of another" };
  await database.review.create({ data: { id: `draft ${mark}`, number: 81, ...draft } });
  const agreedLevel = { teamId, behaviorId: `behavior ${mark}`, levelId: `level ${mark}`, proposedAt: time(14), agreedAt: time(15) };
  await database.agreedLevel.create({
    data: { ...agreedLevel, id: `own ${mark}`, assessmentId: submitted, coachId: coach.userId, why: `why ${mark}`, proposedBy: "member" },
  });
  await database.agreedLevel.create({
    data: {
      ...agreedLevel,
      id: `as coach ${mark}`,
      assessmentId: theirs,
      coachId: person.userId,
      why: `said ${mark}`,
      proposedBy: "coach",
    },
  });
  await database.agreedLevel.create({
    data: {
      ...agreedLevel,
      id: `pending ${mark}`,
      agreedAt: null,
      assessmentId: theirs,
      coachId: person.userId,
      why: `asked ${mark}`,
      proposedBy: "coach",
    },
  });
  await database.agenda.create({
    data: {
      teamId,
      coachId: person.userId,
      subject: "team",
      content: { own: `point ${mark}` },
      version: 82,
      updatedAt: time(16),
    },
  });
}

/** A column's value as in JSON; empty ones prove nothing. */
function asExported(value: unknown): string | null {
  if (value === null || value === "" || value === false) return null;
  if (typeof value === "bigint") return new Date(Number(value)).toISOString();
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "object") return JSON.stringify(value);
  return typeof value === "string" ? JSON.stringify(value).slice(1, -1) : String(value);
}

describe("the export", () => {
  it("has an answer for every column of the schema, and for none that is not there", () => {
    const columns = columnsOfSchema();
    expect(Object.keys(columns).length).toBeGreaterThan(15);
    expect(
      Object.fromEntries(Object.entries(EXPORT_OF).map(([competency, answers]) => [competency, Object.keys(answers).toSorted()])),
    ).toEqual(Object.fromEntries(Object.entries(columns).map(([competency, names]) => [competency, names.toSorted()])));
  });

  it("holds the value of every column that is to be in it, of every row about the person, and no secret", async () => {
    const { actor, teamId } = await makeRichPerson();
    const { userId, email, auditRef } = actor;
    const database = getDatabase();
    const mine = { userId };
    const ofMine = { assessment: { ownerId: userId } };
    const rows: Record<string, object[]> = {
      User: await database.user.findMany({ where: { id: userId } }),
      Session: await database.session.findMany({ where: mine }),
      Account: await database.account.findMany({ where: mine }),
      Verification: await database.verification.findMany(),
      Passkey: await database.passkey.findMany({ where: mine }),
      TwoFactor: await database.twoFactor.findMany({ where: mine }),
      AuditEntry: (await database.auditEntry.findMany()).filter((entry) => [entry.actorRef, entry.subjectRef].includes(auditRef)),
      Team: await database.team.findMany({ where: { id: teamId } }),
      Membership: await database.membership.findMany({ where: mine }),
      Invitation: await database.invitation.findMany({ where: { OR: [{ invitedById: userId }, { email }] } }),
      Share: await database.share.findMany({ where: ofMine }),
      TeamCohort: await database.teamCohort.findMany(),
      Revision: await database.revision.findMany(),
      Draft: await database.draft.findMany({ where: { startedBy: auditRef } }),
      DraftField: await database.draftField.findMany({ where: { editedBy: auditRef } }),
      DraftEdit: await database.draftEdit.findMany({ where: { editedBy: auditRef } }),
      DraftMeaning: await database.draftMeaning.findMany({ where: { chosenBy: auditRef } }),
      ItemCohort: await database.itemCohort.findMany(),
      Assessment: await database.assessment.findMany({ where: { ownerId: userId } }),
      Round: await database.round.findMany({ where: { openedById: userId } }),
      RoundMail: await database.roundMail.findMany({ where: mine }),
      ShareView: await database.shareView.findMany({ where: { OR: [ofMine, { viewerId: userId }] } }),
      Review: await database.review.findMany({
        where: { OR: [{ coachId: userId }, { ...ofMine, releasedAt: { not: null } }] },
        omit: { notes: true },
      }),
      "Review that one wrote": await database.review.findMany({ where: { coachId: userId } }),
      ReviewEntry: await database.reviewEntry.findMany({
        where: { review: { OR: [{ coachId: userId }, { ...ofMine, releasedAt: { not: null } }] } },
      }),
      AgreedLevel: await database.agreedLevel.findMany({ where: { OR: [ofMine, { coachId: userId }] } }),
      Agenda: await database.agenda.findMany({ where: { coachId: userId } }),
      OrganizationCohort: await database.organizationCohort.findMany(),
      Rating: await database.rating.findMany({ where: ofMine }),
      Plan: await database.plan.findMany({ where: ofMine }),
    };
    const data = await exportPersonalData(actor, at);
    const text = JSON.stringify(data);
    const missing: string[] = [];
    for (const [competency, found] of Object.entries(rows)) {
      if (found.length === 0) missing.push(`no row of ${competency} to try`);
      for (const [column, value] of found.flatMap((row) => Object.entries(row))) {
        if (competency === "Revision" && column === "content") continue;
        const answer = EXPORT_OF[competency.split(" ")[0] ?? ""]?.[column];
        const exported = asExported(value);
        if (answer !== "exported" || exported === null) continue;
        if (!text.includes(exported)) missing.push(`${competency}.${column}`);
      }
    }
    expect(missing).toEqual([]);
    expect(text).not.toContain("SECRET");
    expect(text).not.toContain("argon2");
    expect(text).not.toContain("of another");
  });

  it("says ratings in the words of their revision, and who did what in the audit", async () => {
    const { actor, mark } = await makeRichPerson();
    const data = await exportPersonalData(actor, at);
    expect(data.assessments).toHaveLength(2);
    expect(data.assessments[0]?.ratings).toHaveLength(behaviorIds.length);
    expect(data.assessments[0]?.ratings.find(({ behaviorId }) => behaviorId === "value-management")).toMatchObject({
      behavior: "Value Management",
      level: "Guide",
      answer: "guide",
      evidence: `evidence ${mark}`,
    });
    expect(data.revisions[0]?.competency?.source.behaviors).toHaveLength(behaviorIds.length);
    expect(data.audit.map(({ action, byYou, aboutYou }) => [action, byYou, aboutYou])).toEqual(
      expect.arrayContaining([
        ["team.joined", true, true],
        ["team.roleChanged", false, true],
      ]),
    );
    expect(data.signIn.pendingLinks).toHaveLength(2);
    expect(await getDatabase().auditEntry.count({ where: { action: "account.exported", actorRef: actor.auditRef } })).toBe(1);
  });

  it("holds nothing of anybody else, though their address is almost the same", async () => {
    const rich = await makeRichPerson("a_b@example.org");
    const other = await makeRichPerson("axb@example.org");
    const longer = await makeAccount({ email: "xa_b@example.org" });
    await getDatabase().verification.create({
      data: { id: "v3", identifier: "i3", value: JSON.stringify({ email: longer.email }), expiresAt: at },
    });
    const data = await exportPersonalData(rich.actor, at);
    expect(JSON.stringify(data)).not.toContain(other.mark);
    expect(JSON.stringify(data)).not.toContain(other.actor.userId);
    expect(data.signIn.pendingLinks).toHaveLength(2);
  });

  it("is for guests too, and for nobody else", async () => {
    const guest = await makeGuest();
    const id = await makeSubmitted(guest);
    const data = await exportPersonalData(guest, at);
    expect(data).toMatchObject({ format: "cairn-personal-data", version: 2, exportedAt: at });
    expect(data.assessments.map((each) => each.id)).toEqual([id]);
    await expect(exportPersonalData(null, at)).rejects.toMatchObject({ code: "Unauthenticated" });
  });
});

/** Every row of every table, as the engine lists them. */
async function dumpDatabase(): Promise<Record<string, string>> {
  const database = getDatabase();
  const tables =
    engine === "sqlite"
      ? await database.$queryRawUnsafe<{ name: string }[]>("SELECT name FROM sqlite_master WHERE type = 'table'")
      : await database.$queryRawUnsafe<{ name: string }[]>(
          "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()",
        );
  const dumped: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = await database.$queryRawUnsafe<unknown[]>(`SELECT * FROM "${name}"`);
    dumped[name] = JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  }
  return dumped;
}

async function tablesWith(text: string): Promise<string[]> {
  return Object.entries(await dumpDatabase())
    .filter(([, rows]) => rows.includes(text))
    .map(([table]) => table);
}

describe("deletion", () => {
  it("leaves nothing of the person in any table, and everything of everybody else", async () => {
    const other = await makeRichPerson("rita-rich@example.org");
    const before = await readEverything();
    const { actor, mark } = await makeRichPerson();
    const { id: trace } = await getDatabase().user.findUniqueOrThrow({ where: { id: actor.userId } });
    expect((await tablesWith(trace)).length).toBeGreaterThan(8);
    expect(await tablesWith(actor.email)).toEqual(expect.arrayContaining(["User", "Invitation", "Verification"]));

    await deleteAccount(actor, { password: `SECRET ${mark}` }, at);

    for (const gone of [
      actor.userId,
      actor.email,
      `Rita ${mark}`,
      `evidence ${mark}`,
      `when ${mark}`,
      `SECRET v1 ${mark}`,
      `agent ${mark}`,
      `key ${mark}`,
      `notes ${mark}`,
      `comment given ${mark}`,
      `comment on one received ${mark}`,
      `why ${mark}`,
      `said ${mark}`,
      `asked ${mark}`,
      `point ${mark}`,
    ]) {
      expect([gone, await tablesWith(gone)]).toEqual([gone, []]);
    }
    // What stays is the workspace's: the team, the model's words, counts, and the audit, which lead to nobody any more. An agreed
    // level is the other person's history too.
    expect((await tablesWith(mark)).toSorted()).toEqual([
      "AgreedLevel",
      "AuditEntry",
      "Draft",
      "DraftEdit",
      "DraftField",
      "DraftMeaning",
      "Invitation",
      "ItemCohort",
      "Revision",
      "Round",
      "Team",
      "TeamCohort",
    ]);
    const after = await readEverything();
    const untouched = (rows: { id: string }[], kept: { id: string }[]) => kept.filter(({ id }) => rows.some((row) => row.id === id));
    for (const table of ["users", "sessions", "accounts", "verifications", "passkeys", "twoFactors"] as const) {
      expect(untouched(before[table], after[table])).toEqual(before[table]);
    }
    // One cohort counted them all, and is gone.
    expect(untouched(before.assessments, after.assessments)).toEqual(
      before.assessments.map((row) => ({ ...row, organizationCohortId: null })),
    );
    expect(after.organizationCohorts).toEqual([]);
    const ofOthers = ({ assessmentId }: { assessmentId: string }) => before.assessments.some(({ id }) => id === assessmentId);
    expect(after.ratings.filter(ofOthers)).toEqual(before.ratings);
    expect(after.plans.filter(ofOthers)).toEqual(before.plans);
    expect(untouched(before.reviews, after.reviews)).toEqual(before.reviews);
    expect(untouched(before.agreedLevels, after.agreedLevels)).toEqual(before.agreedLevels);
    expect(await getDatabase().user.count({ where: { id: other.actor.userId } })).toBe(1);
    expect(await getDatabase().invitation.findUnique({ where: { id: `made ${mark}` } })).toMatchObject({
      invitedById: null,
      revokedAt: at,
    });
    expect(await getDatabase().auditEntry.findMany({ where: { action: "account.deleted" } })).toMatchObject([
      { actorRef: actor.auditRef, subjectRef: actor.auditRef, detail: {} },
    ]);
  });

  it("takes the password where there is one, and the word where there is none", async () => {
    const { actor, mark } = await makeRichPerson();
    expect(await findDeletionProof(actor)).toBe("password");
    for (const wrong of [{}, { password: "" }, { password: "not it" }, { word: "delete" }]) {
      await expect(deleteAccount(actor, wrong, at)).rejects.toMatchObject({
        code: "Invalid",
        fieldErrors: { password: expect.any(String) },
      });
    }
    const other = await makeAccount();
    expect(await findDeletionProof(other)).toBe("word");
    for (const wrong of [{}, { word: "" }, { word: "deleted" }, { password: `SECRET ${mark}` }]) {
      await expect(deleteAccount(other, wrong, at)).rejects.toMatchObject({ code: "Invalid", fieldErrors: { word: expect.any(String) } });
    }
    expect(await getDatabase().user.count({ where: { id: { in: [actor.userId, other.userId] } } })).toBe(2);
    await deleteAccount(other, { word: " Delete " }, at);
    expect(await getDatabase().user.count({ where: { id: other.userId } })).toBe(0);
  });

  it("is for guests too, and again is told that nothing is there", async () => {
    const guest = await makeGuest();
    await makeSubmitted(guest);
    await deleteAccount(guest, { word: "delete" }, at);
    expect(await tablesWith(guest.userId)).toEqual([]);
    await expect(deleteAccount(guest, { word: "delete" }, at)).rejects.toMatchObject({ code: "Unauthenticated" });
    await expect(deleteAccount(null, { word: "delete" }, at)).rejects.toMatchObject({ code: "Unauthenticated" });
  });

  it("refuses the last admin who can sign in, and lets one of two go", async () => {
    const first = await makeAccount({ isAdmin: true });
    const disabled = await makeAccount({ isAdmin: true });
    await getDatabase().user.update({ where: { id: disabled.userId }, data: { disabledAt: at } });
    await expect(deleteAccount(first, { word: "delete" }, at)).rejects.toThrow("This is the last admin");
    expect(await getDatabase().auditEntry.count()).toBe(0);
    await makeAccount({ isAdmin: true });
    await deleteAccount(first, { word: "delete" }, at);
    expect(await getDatabase().user.count({ where: { id: first.userId } })).toBe(0);
  });

  it("lets only one of two last admins go who leave at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      await getDatabase().user.deleteMany();
      const admins = [await makeAccount({ isAdmin: true }), await makeAccount({ isAdmin: true })];
      const answers = await Promise.allSettled(admins.map((admin) => deleteAccount(admin, { word: "delete" }, at)));
      const refused = answers
        .filter(({ status }) => status === "rejected")
        .map((answer) => (answer as PromiseRejectedResult).reason as unknown);
      expect(refused).toEqual([expect.any(ExpectedError)]);
      expect(await getDatabase().user.count({ where: { isAdmin: true } })).toBe(1);
    }
  });
});
