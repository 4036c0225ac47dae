import { beforeEach, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { isAllowed } from "@/lib/access/rules";
import { recordViews } from "@/lib/data/sharing/internal/shown-answers";
import { listShareViews } from "@/lib/data/sharing/queries";
import { leaveTeam } from "@/lib/data/team/mutations";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeSubmitted } from "../factories/assessment";
import { makeTeam } from "../factories/team";
import { later, now } from "../factories/time";
import { useDatabase } from "./database";

useDatabase();

let owner: Account;
let coach: Account;
let admin: Account;
let teamId: string;
let assessmentId: string;

beforeEach(async () => {
  const [one, two] = [await makeAccount({ name: "Olive Owner" }), await makeAccount({ name: "Cora Coach" })];
  admin = await makeAccount({ isAdmin: true });
  teamId = await makeTeam({ name: "Orion", coaches: [two], members: [one] });
  [owner, coach] = [await actorOf(one.userId), await actorOf(two.userId)];
  assessmentId = await makeSubmitted(owner, now);
});

it("are their owner's to see, newest first, with where and by whom; nobody else finds any", async () => {
  await recordViews(coach, teamId, [assessmentId], "heatmap", now);
  await recordViews(coach, teamId, [assessmentId], "export", later(2));
  await recordViews(coach, teamId, [assessmentId], "page", later(1));
  expect(await listShareViews(owner, assessmentId, { all: false })).toEqual({
    total: 3,
    views: [
      { at: later(2), place: "export", viewerName: "Cora Coach", teamName: "Orion" },
      { at: later(1), place: "page", viewerName: "Cora Coach", teamName: "Orion" },
      { at: now, place: "heatmap", viewerName: "Cora Coach", teamName: "Orion" },
    ],
  });
  for (const actor of [null, await makeGuest(), coach, admin, owner]) {
    const may = isAllowed(actor, "review.receive", { teamId, ownerId: owner.userId });
    expect((await listShareViews(actor, assessmentId, { all: true })).total).toBe(may ? 3 : 0);
  }
  expect(await listShareViews(owner, "a\u0000b", { all: true })).toEqual({ views: [], total: 0 });
});

it("are the first twenty until all are asked for, and stay after leaving the team", async () => {
  for (let day = 0; day < 23; day++) await recordViews(coach, teamId, [assessmentId], "page", later(day));
  await leaveTeam(owner, teamId, later(30));
  const some = await listShareViews(owner, assessmentId, { all: false });
  expect([some.views.length, some.total, some.views[0]?.at]).toEqual([20, 23, later(22)]);
  expect((await listShareViews(owner, assessmentId, { all: true })).views).toHaveLength(23);
});
