import { beforeEach, expect, it } from "vitest";
import { listLooks, looksSeenBy } from "@/lib/data/sharing/internal/share-views";
import { recordLooks } from "@/lib/data/sharing/internal/shown-answers";
import { leaveTeam } from "@/lib/data/team/internal/teams";
import { getDatabase } from "@/lib/db/client";
import type { Account } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import { useDatabase } from "./database";
import { actorOf, givenAccount, givenGuest, givenSubmitted, givenTeam, NOW } from "./given";

useDatabase();

const DAY = 24 * 60 * 60 * 1000;
const now = new Date(NOW);
const later = (days: number) => new Date(NOW + days * DAY);

let owner: Account;
let coach: Account;
let admin: Account;
let teamId: string;
let assessmentId: string;

beforeEach(async () => {
  const [one, two] = [await givenAccount({ name: "Olive Owner" }), await givenAccount({ name: "Cora Coach" })];
  admin = await givenAccount({ isAdmin: true });
  teamId = await givenTeam({ name: "Orion", coaches: [two], members: [one] });
  [owner, coach] = [await actorOf(one.userId), await actorOf(two.userId)];
  assessmentId = await givenSubmitted(owner, now);
});

it("are their owner's to see, newest first, with where and by whom; nobody else finds any", async () => {
  await recordLooks(coach, teamId, [assessmentId], "heatmap", now);
  await recordLooks(coach, teamId, [assessmentId], "export", later(2));
  await recordLooks(coach, teamId, [assessmentId], "page", later(1));
  expect(await listLooks(owner, assessmentId, { all: false })).toEqual({
    total: 3,
    looks: [
      { at: later(2), place: "export", viewerName: "Cora Coach", teamName: "Orion" },
      { at: later(1), place: "page", viewerName: "Cora Coach", teamName: "Orion" },
      { at: now, place: "heatmap", viewerName: "Cora Coach", teamName: "Orion" },
    ],
  });
  for (const actor of [null, await givenGuest(), coach, admin, owner]) {
    const may = isAllowed(actor, "review.receive", { teamId, ownerId: owner.userId });
    expect((await listLooks(actor, assessmentId, { all: true })).total).toBe(may ? 3 : 0);
    if (actor) expect(await getDatabase().look.count({ where: looksSeenBy(actor) })).toBe(may ? 3 : 0);
  }
  expect(await listLooks(owner, "a\u0000b", { all: true })).toEqual({ looks: [], total: 0 });
});

it("are the first twenty until all are asked for, and stay after leaving the team", async () => {
  for (let day = 0; day < 23; day++) await recordLooks(coach, teamId, [assessmentId], "page", later(day));
  await leaveTeam(owner, teamId, later(30));
  const some = await listLooks(owner, assessmentId, { all: false });
  expect([some.looks.length, some.total, some.looks[0]?.at]).toEqual([20, 23, later(22)]);
  expect((await listLooks(owner, assessmentId, { all: true })).looks).toHaveLength(23);
});
