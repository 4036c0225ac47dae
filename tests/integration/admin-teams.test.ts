import { beforeEach, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { getTeamsPage, type TeamsQuery } from "@/lib/data/team/queries";
import { disablePerson } from "@/lib/data/workspace/mutations/people";
import { getDatabase } from "@/lib/db/client";
import { TEAM_SORTS } from "@/lib/domain/team/team-lists";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeTeam } from "../factories/team";
import { NOW } from "../factories/time";
import { useDatabase } from "./database";
import { statementsOf } from "./statements";

useDatabase();

const beginning: TeamsQuery = { search: "", sort: "name", direction: "asc", show: "all", page: 1 };

let admin: Account;

beforeEach(async () => {
  admin = await makeAccount({ isAdmin: true });
});

it("shows each team's coaches and size, and flags those that nobody who can sign in coaches", async () => {
  const [cora, dora, mia] = [await makeAccount({ name: "Cora" }), await makeAccount({ name: "Dora" }), await makeAccount()];
  const coached = await makeTeam({ name: "Ægir", coaches: [cora], members: [mia] });
  const orphaned = await makeTeam({ name: "Boreas", coaches: [dora] });
  const empty = await makeTeam({ name: "castor" });
  await disablePerson(admin, dora.userId, new Date(NOW));
  const page = await getTeamsPage(admin, { ...beginning, sort: "size", direction: "desc" });
  expect(page).toMatchObject({ count: 3, withoutCoachCount: 2 });
  expect(page.teams.find(({ teamId }) => teamId === coached)).toMatchObject({ coaches: [{ name: "Cora" }], memberCount: 1 });
  const flagged = await getTeamsPage(admin, { ...beginning, show: "without-coach" });
  expect(flagged.teams).toMatchObject([
    { teamId: orphaned, coaches: [], memberCount: 0 },
    { teamId: empty, coaches: [] },
  ]);
  expect(flagged.count).toBe(2);
  const found = await getTeamsPage(admin, { ...beginning, search: "æGI" });
  expect(found.teams.map(({ teamId }) => teamId)).toEqual([coached]);
});

it("pages through ten thousand teams in few statements and little time", async () => {
  const people = await Promise.all([1, 2, 3].map(() => makeAccount()));
  await getDatabase().team.createMany({
    data: Array.from({ length: 10_000 }, (_, index) => ({ id: `team-${index}`, name: `Team ${index}` })),
  });
  await getDatabase().membership.createMany({
    data: Array.from({ length: 20_000 }, (_, index) => ({
      teamId: `team-${index % 10_000}`,
      userId: people[index < 10_000 ? index % 2 : 2]?.userId ?? "",
      role: index % 3 === 0 ? "coach" : "member",
    })),
  });
  for (const sort of TEAM_SORTS) {
    for (const page of [1, 200, 999_999]) {
      for (const show of ["all", "without-coach"] as const) {
        const began = performance.now();
        const statements = await statementsOf(() => getTeamsPage(admin, { ...beginning, sort, page, show }));
        expect(performance.now() - began).toBeLessThan(1_000);
        expect(statements.length).toBeLessThanOrEqual(7);
      }
    }
  }
});

it("is there for admins only", async () => {
  const coach = await makeAccount();
  await makeTeam({ coaches: [coach] });
  await expect(getTeamsPage(await actorOf(coach.userId), beginning)).rejects.toMatchObject({ code: "NotFound" });
  for (const actor of [null, await makeGuest()]) {
    await expect(getTeamsPage(actor, beginning)).rejects.toMatchObject({ code: "Unauthenticated" });
  }
});
