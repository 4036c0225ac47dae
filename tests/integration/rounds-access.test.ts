import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { type AccessAction, isAllowed } from "@/lib/access/rules";
import { roundsOpenAt } from "@/lib/data/round/internal/round-progress";
import * as rounds from "@/lib/data/round/mutations";
import * as progress from "@/lib/data/round/queries";
import { leaveTeam } from "@/lib/data/team/mutations";
import { getDatabase } from "@/lib/db/client";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeTeam } from "../factories/team";
import { later, NOW, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { wholeErrorOf, wholeNotFound } from "./errors";

useDatabase();

const ASKED = { name: "Q2", dueDay: "2026-06-30", timeZone: "Europe/Berlin", blindReviews: true };
const DUE_AT = new Date("2026-06-30T22:00:00Z");

let coach: Account;
let second: Account;
let member: Account;
let teamId: string;

beforeEach(async () => {
  const [cora, otto, mia] = [await makeAccount({ name: "Cora" }), await makeAccount({ name: "Otto" }), await makeAccount({ name: "Mia" })];
  teamId = await makeTeam({ coaches: [cora, otto], members: [mia] });
  coach = await actorOf(cora.userId);
  second = await actorOf(otto.userId);
  member = await actorOf(mia.userId);
});

const open = async (asked: Partial<Parameters<typeof rounds.openRound>[2]> = {}, at = now) =>
  (await rounds.openRound(coach, teamId, { ...ASKED, ...asked }, at)).roundId;

describe("who may", () => {
  type Where = { teamId: string; roundId: string };
  type Call = (actor: Actor | null, where: Where) => Promise<unknown>;
  const at = later(1);

  /** Every function about one team's rounds, and its rule. */
  const ofTeam: Record<string, { rule: AccessAction; call: Call; begins?: "closed" | "none" }> = {
    openRound: { rule: "round.manage", begins: "closed", call: (actor, where) => rounds.openRound(actor, where.teamId, ASKED, later(2)) },
    moveRound: {
      rule: "round.manage",
      call: (actor, where) => rounds.moveRound(actor, { teamId: where.teamId, roundId: where.roundId }, "2026-07-05", at),
    },
    closeRound: {
      rule: "round.manage",
      call: (actor, where) => rounds.closeRound(actor, { teamId: where.teamId, roundId: where.roundId }, at),
    },
    reopenRound: {
      rule: "round.manage",
      begins: "closed",
      call: (actor, where) => rounds.reopenRound(actor, { teamId: where.teamId, roundId: where.roundId }, "2026-07-05", later(2)),
    },
    sendRoundMails: {
      rule: "round.manage",
      call: (actor, place) => rounds.sendRoundMails(actor, { teamId: place.teamId, roundId: place.roundId }, at),
    },
    sendRoundClosing: {
      rule: "round.manage",
      call: (actor, place) => rounds.sendRoundClosing(actor, { teamId: place.teamId, roundId: place.roundId }, at),
    },
    getTeamRounds: { rule: "round.manage", call: (actor, where) => progress.getTeamRounds(actor, where.teamId, at) },
    findOpenRound: { rule: "round.see", call: (actor, where) => progress.findOpenRound(actor, where.teamId, at) },
  };

  /** Of one's own, tested above. */
  const others = ["listOwnOpenRounds", "listMissedRounds"];

  it("every exported function has its row here", () => {
    expect([...Object.keys(rounds), ...Object.keys(progress)].toSorted()).toEqual([...Object.keys(ofTeam), ...others].toSorted());
  });

  const ROLES = ["nobody", "guest", "account", "member", "coach", "coach of another", "former coach", "admin"] as const;
  let people: Record<(typeof ROLES)[number], Actor | null>;
  let where: Where;

  beforeEach(async () => {
    const elsewhere = await makeAccount();
    await makeTeam({ name: "Vega", coaches: [elsewhere] });
    await leaveTeam(second, teamId, now);
    where = { teamId, roundId: await open() };
    people = {
      nobody: null,
      guest: await makeGuest(),
      account: await makeAccount(),
      member,
      coach,
      "coach of another": await actorOf(elsewhere.userId),
      "former coach": await actorOf(second.userId),
      admin: await makeAccount({ isAdmin: true }),
    };
  });

  const errorFor = (actor: Actor | null) =>
    actor?.kind === "account" ? wholeNotFound : expect.objectContaining({ code: "Unauthenticated" });

  describe.each(Object.entries(ofTeam))("%s", (_name, { rule, call, begins }) => {
    it.each(ROLES)("by %s: does as the table says, and leaves everything alone otherwise", async (role) => {
      if (begins === "closed") await rounds.closeRound(coach, { teamId, roundId: where.roundId }, at);
      const actor = people[role];
      const before = await readEverything();
      const error = await wholeErrorOf(call(actor, where));
      if (isAllowed(actor, rule, { teamId })) return expect(error).toBeUndefined();
      expect(error).toEqual(errorFor(actor));
      expect(await readEverything()).toEqual(before);
    });

    it.each([
      ["missing", randomUUID()],
      ["empty", ""],
      ["with a null character", "a\u0000b"],
      ["half a character", "\ud800"],
    ])("an id that is %s looks like somebody else's", async (_what, id) => {
      for (const actor of Object.values(people)) {
        expect(await wholeErrorOf(call(actor, { teamId: id, roundId: id }))).toEqual(errorFor(actor));
      }
    });
  });

  it("roundsOpenAt selects what isOpenAt says", async () => {
    const moments = [new Date(NOW - 1), now, later(1), new Date(DUE_AT.getTime() - 1), DUE_AT];
    for (const closedAt of [null, later(1)]) {
      await getDatabase().round.update({ where: { id: where.roundId }, data: { closedAt } });
      for (const moment of moments) {
        const isSelected = (await getDatabase().round.count({ where: roundsOpenAt(moment) })) > 0;
        const end = closedAt ?? DUE_AT;
        expect(isSelected, `${moment.toISOString()} of ${end.toISOString()}`).toBe(moment >= now && moment < end);
      }
    }
  });
});
