import { beforeEach, describe, expect, it } from "vitest";
import type { Account, Actor } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import { choosePairing, leaveTeam } from "@/lib/data/team/mutations";
import { getPairingChoice } from "@/lib/data/team/queries";
import { getDatabase } from "@/lib/db/client";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeTeam } from "../factories/team";
import { now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { errorOf, notFound, unauthenticated } from "./errors";

useDatabase();

let member: Account;
let coach: Account;
let everybody: Record<string, Actor | null>;
let teamId: string;

beforeEach(async () => {
  const given = [await makeAccount(), await makeAccount(), await makeAccount(), await makeAccount(), await makeAccount()];
  const [one, two, other, former, outside] = given as [Account, Account, Account, Account, Account];
  teamId = await makeTeam({ coaches: [two, former], members: [one] });
  await makeTeam({ name: "Vega", coaches: [other] });
  await leaveTeam(await actorOf(former.userId), teamId, now);
  [member, coach] = [await actorOf(one.userId), await actorOf(two.userId)];
  everybody = {
    nobody: null,
    guest: await makeGuest(),
    account: outside,
    member,
    coach,
    "coach of another": await actorOf(other.userId),
    "former coach": await actorOf(former.userId),
    admin: await makeAccount({ isAdmin: true }),
  };
});

it("only who is in the team reads and changes it, as the table says, and each their own", async () => {
  for (const [name, actor] of Object.entries(everybody)) {
    const mayOffer = isAllowed(actor, "team.offerPairing", { teamId });
    const actionError = actor?.kind === "account" ? notFound : unauthenticated;
    expect([name, await errorOf(getPairingChoice(actor, teamId))]).toEqual([name, mayOffer ? undefined : actionError]);
    const before = await readEverything();
    expect([name, await errorOf(choosePairing(actor, teamId, true))]).toEqual([name, mayOffer ? undefined : actionError]);
    const open = await getDatabase().membership.findMany({ where: { isOpenToPairing: true }, select: { userId: true } });
    expect(open).toEqual(mayOffer ? [{ userId: actor?.userId }] : []);
    if (mayOffer) await choosePairing(actor, teamId, false);
    expect(await readEverything()).toEqual(before);
  }
});

describe("the choice", () => {
  it("is off until somebody switches it on, of one team alone, and off again when they say so", async () => {
    const second = await makeTeam({ name: "Lyra", members: [member] });
    expect(await getPairingChoice(member, teamId)).toEqual({ isOpen: false });
    await choosePairing(member, teamId, true);
    await choosePairing(member, teamId, true);
    expect(await getPairingChoice(member, teamId)).toEqual({ isOpen: true });
    expect(await getPairingChoice(member, second)).toEqual({ isOpen: false });
    expect(await getPairingChoice(coach, teamId)).toEqual({ isOpen: false });
    await choosePairing(member, teamId, false);
    expect(await getPairingChoice(member, teamId)).toEqual({ isOpen: false });
  });

  it("ends with the membership, and does not come back with it", async () => {
    await choosePairing(member, teamId, true);
    await leaveTeam(member, teamId, now);
    expect(await errorOf(getPairingChoice(member, teamId))).toEqual(notFound);
    await getDatabase().membership.create({ data: { teamId, userId: member.userId, role: "member", joinedAt: now } });
    expect(await getPairingChoice(member, teamId)).toEqual({ isOpen: false });
  });

  it.each(["", "a\u0000b", "\ud800", "x".repeat(10_000)])("of a team that is none is not found (%#)", async (id) => {
    expect(await errorOf(getPairingChoice(member, id))).toEqual(notFound);
    expect(await errorOf(choosePairing(member, id, true))).toEqual(notFound);
  });
});
