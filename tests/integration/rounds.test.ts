import { beforeEach, describe, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { getCurrentRevision } from "@/lib/data/competency/internal/revisions";
import { listRoundsOf } from "@/lib/data/round/internal/rounds";
import * as rounds from "@/lib/data/round/mutations";
import { getDatabase } from "@/lib/db/client";
import type { ExpectedError } from "@/lib/domain/request/expected-error";
import { actorOf, makeAccount } from "../factories/account";
import { makeTeam } from "../factories/team";
import { later, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";

useDatabase();

const ASKED = { name: "Q2", dueDay: "2026-06-30", timeZone: "Europe/Berlin", blindReviews: true };
const DUE_AT = new Date("2026-06-30T22:00:00Z");

let coach: Account;
let second: Account;
let teamId: string;

beforeEach(async () => {
  const [cora, otto, mia] = [await makeAccount({ name: "Cora" }), await makeAccount({ name: "Otto" }), await makeAccount({ name: "Mia" })];
  teamId = await makeTeam({ coaches: [cora, otto], members: [mia] });
  coach = await actorOf(cora.userId);
  second = await actorOf(otto.userId);
});

const open = async (asked: Partial<Parameters<typeof rounds.openRound>[2]> = {}, at = now) =>
  (await rounds.openRound(coach, teamId, { ...ASKED, ...asked }, at)).roundId;
const audited = async () =>
  (await getDatabase().auditEntry.findMany({ where: { action: { startsWith: "round." } }, orderBy: { at: "asc" } })).map(
    ({ action, detail, teamId: of, actorRef }) => ({ action, detail, of, actorRef }),
  );
const conflict = (message: string) => expect.objectContaining({ code: "Conflict", message });
const invalid = (words: string) =>
  expect.objectContaining({ code: "Invalid", fieldErrors: { dueDay: expect.stringContaining(words) as unknown } });

describe("a round's life", () => {
  it("is opened, moved, closed and opened again, each written down with its name and day alone", async () => {
    const roundId = await open();
    const [opened] = await listRoundsOf(teamId);
    const { competencyId } = opened ?? {};
    expect(opened).toEqual({
      roundId,
      competencyId,
      openedAt: now,
      dueAt: DUE_AT,
      closedAt: null,
      name: "Q2",
      timeZone: "Europe/Berlin",
      blindReviews: true,
    });
    expect(competencyId).toBe((await getCurrentRevision()).competency.id);
    await rounds.moveRound(second, { teamId, roundId }, "2026-07-05", later(1));
    await rounds.closeRound(coach, { teamId, roundId }, later(2));
    await rounds.reopenRound(second, { teamId, roundId }, "2026-06-20", later(3));
    const row = await getDatabase().round.findUniqueOrThrow({ where: { id: roundId } });
    expect(row).toMatchObject({
      sequence: 3,
      closedAt: null,
      dueAt: new Date("2026-06-20T22:00:00Z"),
      openedAt: now,
      openedById: coach.userId,
    });
    const fact = (action: string, due: string, by: Account) => ({
      action,
      detail: { team: "Orion", round: "Q2", due },
      of: teamId,
      actorRef: by.auditRef,
    });
    expect(await audited()).toEqual([
      fact("round.opened", "2026-06-30", coach),
      fact("round.moved", "2026-07-05", second),
      fact("round.closed", "2026-07-05", coach),
      fact("round.reopened", "2026-06-20", second),
    ]);
  });

  it("is one at a time, and the next one may follow at once", async () => {
    const first = await open();
    const refused = conflict(
      "“Q2” is open in this team until the end of June 30, 2026 (Europe/Berlin time). Close it first, then open the next one.",
    );
    await expect(rounds.openRound(second, teamId, ASKED, later(1))).rejects.toEqual(refused);
    await expect(rounds.openRound(coach, teamId, { ...ASKED, name: "Q3" }, later(1))).rejects.toEqual(refused);
    await rounds.closeRound(coach, { teamId, roundId: first }, later(1));
    const next = await open({ name: "Q3" }, later(1));
    expect((await listRoundsOf(teamId)).map(({ roundId }) => roundId)).toEqual([next, first]);
  });

  it("is one round however often it is opened, closed, extended or opened again alike", async () => {
    const roundId = await open();
    expect(await open({}, later(1))).toBe(roundId);
    for (const at of [2, 3]) await rounds.moveRound(coach, { teamId, roundId }, "2026-07-05", later(at));
    for (const at of [4, 5]) await rounds.closeRound(coach, { teamId, roundId }, later(at));
    for (const at of [6, 7]) await rounds.reopenRound(coach, { teamId, roundId }, "2026-07-06", later(at));
    expect(await getDatabase().round.findMany({ select: { sequence: true, closedAt: true } })).toEqual([{ sequence: 3, closedAt: null }]);
    expect((await audited()).map(({ action }) => action)).toEqual(["round.opened", "round.moved", "round.closed", "round.reopened"]);
  });

  it("is opened once by two coaches at the same moment, and the other one is told", async () => {
    // With connections that are open already, on PostgreSQL, so that nobody waits for one.
    await Promise.all(Array.from({ length: 5 }, () => getDatabase().$transaction((transaction) => transaction.team.count())));
    const answers = await Promise.allSettled([
      rounds.openRound(coach, teamId, ASKED, now),
      rounds.openRound(second, teamId, { ...ASKED, name: "Mine" }, now),
      rounds.openRound(coach, teamId, { ...ASKED, name: "Again" }, now),
    ]);
    expect(await getDatabase().round.count()).toBe(1);
    const refused = answers.filter((answer) => answer.status === "rejected");
    expect(refused.map(({ reason }) => (reason as ExpectedError).code)).toEqual(["Conflict", "Conflict"]);
  });

  it("is closed once by two coaches at the same moment, and moved by none of those who come after", async () => {
    const roundId = await open();
    await Promise.all([coach, second].map((by) => rounds.closeRound(by, { teamId, roundId }, later(1))));
    expect((await audited()).map(({ action }) => action)).toEqual(["round.opened", "round.closed"]);
    const before = await readEverything();
    const end = "“Q2” was closed on June 16, 2026 (Europe/Berlin time), ";
    await rounds.closeRound(coach, { teamId, roundId }, later(2));
    await expect(rounds.moveRound(coach, { teamId, roundId }, "2026-07-05", later(2))).rejects.toEqual(
      conflict(`${end}so its day does not move anymore. Open it again to give it a new one.`),
    );
    expect(await readEverything()).toEqual(before);
  });

  it("ends with its day, and says so to whoever would still move or close it", async () => {
    const roundId = await open();
    for (const change of [
      () => rounds.closeRound(coach, { teamId, roundId }, DUE_AT),
      () => rounds.moveRound(coach, { teamId, roundId }, "2026-07-05", DUE_AT),
    ]) {
      await expect(change()).rejects.toMatchObject({
        code: "Conflict",
        message: expect.stringContaining("ended with June 30, 2026") as unknown,
      });
    }
  });

  it("moves to a later day only", async () => {
    const roundId = await open();
    await expect(rounds.moveRound(coach, { teamId, roundId }, "2026-06-20", later(1))).rejects.toEqual(
      invalid("It is due on June 30, 2026."),
    );
    await rounds.moveRound(coach, { teamId, roundId }, "2026-06-30", later(1));
    expect(await getDatabase().round.findMany({ select: { sequence: true, dueAt: true } })).toEqual([{ sequence: 0, dueAt: DUE_AT }]);
  });

  it("is opened again only while it is the newest, and not while it is open", async () => {
    const first = await open();
    await expect(rounds.reopenRound(coach, { teamId, roundId: first }, "2026-07-05", later(1))).rejects.toEqual(
      conflict("“Q2” is open already, until the end of June 30, 2026 (Europe/Berlin time)."),
    );
    await rounds.closeRound(coach, { teamId, roundId: first }, later(1));
    const next = await open({ name: "Q3" }, later(2));
    const words = "Only a team’s newest round can be opened again, and that is “Q3” by now. Open a new round instead.";
    await expect(rounds.reopenRound(coach, { teamId, roundId: first }, "2026-07-05", later(3))).rejects.toEqual(conflict(words));
    await rounds.closeRound(coach, { teamId, roundId: next }, later(4));
    await expect(rounds.reopenRound(coach, { teamId, roundId: first }, "2026-07-05", later(5))).rejects.toEqual(conflict(words));
    await rounds.reopenRound(coach, { teamId, roundId: next }, "2026-07-05", later(5));
  });

  it.each([
    ["2026-06-14", "over already"],
    ["2026-02-30", "no such day"],
    ["2028-06-16", "two years"],
    ["", "Choose the day"],
  ])("has no due day like %j, whatever is done with it", async (day, words) => {
    await expect(open({ dueDay: day })).rejects.toEqual(invalid(words));
    const roundId = await open();
    await expect(rounds.moveRound(coach, { teamId, roundId }, day, now)).rejects.toEqual(invalid(words));
    await rounds.closeRound(coach, { teamId, roundId }, later(0.1));
    const before = await readEverything();
    await expect(rounds.reopenRound(coach, { teamId, roundId }, day, later(0.2))).rejects.toEqual(invalid(words));
    expect(await readEverything()).toEqual(before);
  });

  it.each(["no-such-competency", "", "a\u0000b"])("asks for no competency like %j", async (competencyId) => {
    await expect(open({ competencyId })).rejects.toMatchObject({
      code: "Invalid",
      fieldErrors: { competencyId: expect.any(String) as unknown },
    });
    expect(await getDatabase().round.count()).toBe(0);
  });

  it("is of one team: by another one's id it is not there", async () => {
    const roundId = await open();
    const otherId = await makeTeam({ name: "Vega", coaches: [coach] });
    const before = await readEverything();
    for (const change of [
      () => rounds.closeRound(coach, { teamId: otherId, roundId }, now),
      () => rounds.moveRound(coach, { teamId: otherId, roundId }, "2026-07-05", now),
      () => rounds.reopenRound(coach, { teamId: otherId, roundId }, "2026-07-05", now),
    ]) {
      await expect(change()).rejects.toMatchObject({ code: "NotFound" });
    }
    expect(await readEverything()).toEqual(before);
  });

  it("outlives who opened it, and goes with its team", async () => {
    await open();
    await getDatabase().user.delete({ where: { id: coach.userId } });
    expect(await getDatabase().round.findMany({ select: { openedById: true } })).toEqual([{ openedById: null }]);
    await getDatabase().team.delete({ where: { id: teamId } });
    expect(await getDatabase().round.count()).toBe(0);
  });
});
