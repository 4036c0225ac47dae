import { beforeEach, describe, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { findSession } from "@/lib/auth/actor";
import { getAuth } from "@/lib/auth/auth";
import { disablePerson, enablePerson, makeAdmin, removeAdmin } from "@/lib/data/workspace/mutations/people";
import { getPeoplePage, getPerson, type PeopleQuery } from "@/lib/data/workspace/queries";
import { getDatabase } from "@/lib/db/client";
import { PEOPLE_PER_PAGE, PEOPLE_SORTS } from "@/lib/domain/workspace/people-list";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeSubmitted } from "../factories/assessment";
import { makeTeam } from "../factories/team";
import { HOUR, NOW, now } from "../factories/time";
import { readEverything, useDatabase } from "./database";
import { statementsOf } from "./statements";

useDatabase();

const beginning: PeopleQuery = { search: "", sort: "name", direction: "asc", show: "everybody", page: 1 };

let admin: Account;

beforeEach(async () => {
  admin = await makeAccount({ name: "Ada Admin", isAdmin: true });
});

async function namesFound(search: string, more: Partial<PeopleQuery> = {}): Promise<string[]> {
  return (await getPeoplePage(admin, { ...beginning, search, ...more })).people.map(({ name }) => name);
}

describe("the list", () => {
  it("finds by name or address, in any case of any letter", async () => {
    await makeAccount({ name: "ZOË ÅKESSON", email: "zoe@example.org" });
    await makeAccount({ name: "Ольга Іваненко", email: "olga.ivanenko@example.org" });
    for (const search of ["zoë", "ÅKE", "åke", "Zoe@EXAMPLE", "ë å"]) expect(await namesFound(search)).toEqual(["ZOË ÅKESSON"]);
    for (const search of ["ольга", "ІВАНЕНКО", "IVANENKO@"]) expect(await namesFound(search)).toEqual(["Ольга Іваненко"]);
    expect(await namesFound("nobody of this name")).toEqual([]);
  });

  it.each(["%", "_", "*", "?", "[a-z]", "^", "\\", "'", '"', ".*", "(", "a|d", "$1", "{", "]", "-"])(
    "takes %s in a search for what it is",
    async (sign) => {
      await makeAccount({ name: "Mx xzy" });
      expect(await namesFound(`x${sign}y`)).toEqual([]);
      await makeAccount({ name: `Mx x${sign}y` });
      expect(await namesFound(`X${sign}Y`)).toEqual([`Mx x${sign}y`]);
    },
  );

  it("sorts by name, joining, last visit and number of teams, both ways, those never seen last", async () => {
    const bo = await makeAccount({ name: "bo" });
    const cy = await makeAccount({ name: "Cy" });
    await makeTeam({ members: [bo, cy] });
    await makeTeam({ coaches: [cy] });
    const database = getDatabase();
    const on = (day: string) => new Date(`2026-01-${day}T00:00:00Z`);
    await database.user.update({ where: { id: admin.userId }, data: { createdAt: on("02"), lastSeenAt: on("05") } });
    await database.user.update({ where: { id: bo.userId }, data: { createdAt: on("03"), lastSeenAt: null } });
    await database.user.update({ where: { id: cy.userId }, data: { createdAt: on("01"), lastSeenAt: on("06") } });
    const [a, b, c] = ["Ada Admin", "bo", "Cy"];
    const expected = {
      name: [
        [a, b, c],
        [c, b, a],
      ],
      joined: [
        [c, a, b],
        [b, a, c],
      ],
      seen: [
        [a, c, b],
        [c, a, b],
      ],
      teams: [
        [a, b, c],
        [c, b, a],
      ],
    };
    for (const sort of PEOPLE_SORTS) {
      expect(await namesFound("", { sort, direction: "asc" })).toEqual(expected[sort][0]);
      expect(await namesFound("", { sort, direction: "desc" })).toEqual(expected[sort][1]);
    }
  });

  it("shows role, state and teams, counts guests, and holds nothing that anybody rated", async () => {
    const member = await makeAccount({ name: "Mia", email: "mia@example.org" });
    const teamId = await makeTeam({ name: "Vega", members: [member] });
    await makeSubmitted(member, now, "catalyst");
    await makeGuest();
    await disablePerson(admin, member.userId, now);
    const page = await getPeoplePage(admin, { ...beginning, show: "disabled" });
    expect(page).toEqual({
      people: [
        {
          userId: member.userId,
          name: "Mia",
          email: "mia@example.org",
          isAdmin: false,
          isDisabled: true,
          joinedAt: expect.any(Date),
          lastSeenAt: expect.any(Date),
          teams: [{ teamId, name: "Vega", role: "member" }],
        },
      ],
      count: 1,
      guestCount: 1,
      pageSize: PEOPLE_PER_PAGE,
    });
    expect(JSON.stringify([page, await getPerson(admin, member.userId)])).not.toMatch(/catalyst|Evidence/);
    expect(await namesFound("", { show: "admins" })).toEqual(["Ada Admin"]);
  });
});

it("stand in the order in which people look for them, and are found without their accents", async () => {
  for (const name of ["Zainab", "olga", "李", "ástráður", "Özil", "Ásta"]) await makeAccount({ name });
  const names = await namesFound("");
  expect(names.filter((name) => name !== admin.name)).toEqual(["Ásta", "ástráður", "olga", "Özil", "Zainab", "李"]);
  expect(await namesFound("asta")).toEqual(["Ásta"]);
  expect(await namesFound("ASTRA")).toEqual(["ástráður"]);
  expect(await namesFound("özil")).toEqual(await namesFound("Ozil"));
  await getDatabase().user.updateMany({ where: { name: "Zainab" }, data: { name: "Élodie" } });
  expect(await namesFound("elodie")).toEqual(["Élodie"]);
  expect(await namesFound("zainab")).toEqual([]);
});

describe("ten thousand people", () => {
  beforeEach(async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ({
      id: `person-${index}`,
      name: `${["Élise", "Bob", "carla", "Dmitri", "Ñusta"][index % 5]} ${(index * 7919) % 10_000}`,
      email: `person-${index}@example.org`,
      auditRef: `audit-${index}`,
      createdAt: new Date(NOW - index * 60_000),
      lastSeenAt: index % 3 === 0 ? null : new Date(NOW - ((index * 31) % 5_000) * HOUR),
    }));
    await getDatabase().user.createMany({ data: rows });
    await getDatabase().team.createMany({
      data: Array.from({ length: 500 }, (_, index) => ({ id: `team-${index}`, name: `Team ${index}` })),
    });
    await getDatabase().membership.createMany({
      data: rows.map(({ id }, index) => ({ teamId: `team-${index % 500}`, userId: id, role: index % 20 === 0 ? "coach" : "member" })),
    });
  });

  it("are sorted, searched and paged through in few statements and little time", async () => {
    const queries = PEOPLE_SORTS.flatMap((sort) =>
      (["asc", "desc"] as const).flatMap((direction) =>
        [1, 200, 999_999].flatMap((page) => ["", "élise 1"].map((search) => ({ ...beginning, sort, direction, page, search }))),
      ),
    );
    for (const query of queries) {
      const began = performance.now();
      const statements = await statementsOf(() => getPeoplePage(admin, query));
      expect(performance.now() - began).toBeLessThan(1_000);
      expect(statements.length).toBeLessThanOrEqual(6);
    }
  });

  it("come each once, page after page", async () => {
    const seen = new Set<string>();
    for (const page of [1, 2, 3, 99, 100, 101, 199, 200, 201]) {
      const { people, count } = await getPeoplePage(admin, { ...beginning, sort: "teams", page });
      expect(count).toBe(10_001);
      for (const { userId } of people) seen.add(userId);
    }
    expect(seen.size).toBe(8 * PEOPLE_PER_PAGE + 1);
  });
});

describe("an admin", () => {
  it("makes and removes an admin: sessions end, and the audit says so", async () => {
    const person = await makeAccount({ name: "Bo" });
    await makeAdmin(admin, person.userId, now);
    expect(await getPerson(admin, person.userId)).toMatchObject({ isAdmin: true, isSelf: false });
    expect(await getDatabase().session.count({ where: { userId: person.userId } })).toBe(0);
    await getDatabase().session.create({ data: { id: "s", token: "t", expiresAt: now, userId: person.userId } });
    await removeAdmin(admin, person.userId, now);
    expect(await getDatabase().session.count({ where: { userId: person.userId } })).toBe(0);
    expect(await getPerson(admin, person.userId)).toMatchObject({ isAdmin: false });
    const facts = { actorRef: admin.auditRef, subjectRef: person.auditRef, at: now };
    expect(await getDatabase().auditEntry.findMany({ orderBy: { action: "asc" } })).toMatchObject([
      { action: "person.adminRemoved", ...facts },
      { action: "person.madeAdmin", ...facts },
    ]);
  });

  it("disables and enables: nobody gets in meanwhile, and what was shared stays", async () => {
    const coach = await makeAccount({ name: "Cora" });
    const person = await makeAccount({ name: "Bo" });
    const teamId = await makeTeam({ coaches: [coach], members: [person] });
    const assessmentId = await makeSubmitted(person);
    await getDatabase().share.create({ data: { assessmentId, teamId, sharedAt: now, withEvidence: true } });
    await disablePerson(admin, person.userId, now);
    expect(await getDatabase().session.count({ where: { userId: person.userId } })).toBe(0);
    await getDatabase().session.create({ data: { id: "s", token: "left", expiresAt: now, userId: person.userId } });
    expect(await findSession("left", now)).toEqual({ expiresAt: now, actor: null });
    await getDatabase().session.deleteMany({ where: { userId: person.userId } });
    const { internalAdapter } = await getAuth().$context;
    await expect(internalAdapter.createSession(person.userId)).rejects.toThrow("disabled");
    expect(await getDatabase().share.findMany()).toMatchObject([{ assessmentId, withdrawnAt: null }]);
    await enablePerson(admin, person.userId, now);
    expect(await internalAdapter.createSession(person.userId)).toMatchObject({ userId: person.userId });
    expect((await actorOf(person.userId)).teams).toEqual([{ teamId, role: "member" }]);
  });

  it("changes nothing and writes nothing down where it is so already", async () => {
    const person = await makeAccount();
    await enablePerson(admin, person.userId, now);
    await removeAdmin(admin, person.userId, now);
    await makeAdmin(admin, admin.userId, now);
    expect(await getDatabase().auditEntry.count()).toBe(0);
    expect(await getDatabase().session.count()).toBe(2);
  });

  it("cannot disable themself, nor make an admin of somebody disabled", async () => {
    const person = await makeAccount();
    await disablePerson(admin, person.userId, now);
    await expect(makeAdmin(admin, person.userId, now)).rejects.toMatchObject({ code: "Conflict" });
    await makeAccount({ isAdmin: true });
    await expect(disablePerson(admin, admin.userId, now)).rejects.toMatchObject({ code: "Conflict" });
  });
});

describe("the last admin", () => {
  it("stays, also where another one is disabled", async () => {
    const other = await makeAccount({ isAdmin: true });
    await disablePerson(admin, other.userId, now);
    await expect(removeAdmin(admin, admin.userId, now)).rejects.toMatchObject({ code: "Conflict" });
    expect(await getPerson(admin, admin.userId)).toMatchObject({ isAdmin: true });
  });

  it.each([
    ["demote each other", removeAdmin],
    ["disable each other", disablePerson],
  ])("is left when two %s at the same moment", async (_what, change) => {
    for (let round = 0; round < 10; round += 1) {
      const [one, two] = [admin, await makeAccount({ isAdmin: true })];
      const outcomes = await Promise.allSettled([change(one, two.userId, now), change(two, one.userId, now)]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const left = await getDatabase().user.findMany({ where: { isAdmin: true, disabledAt: null } });
      expect(left).toHaveLength(1);
      // The next run begins with the admin who is left.
      const [survivor] = left;
      if (!survivor) throw new Error("Nobody is left.");
      admin = { ...(survivor.id === one.userId ? one : two) };
    }
  });

  it("is left when both step down at the same moment", async () => {
    const other = await makeAccount({ isAdmin: true });
    const outcomes = await Promise.allSettled([removeAdmin(admin, admin.userId, now), removeAdmin(other, other.userId, now)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await getDatabase().user.count({ where: { isAdmin: true } })).toBe(1);
  });
});

describe("everybody else", () => {
  const calls = {
    getPeoplePage: (actor: Account | null, _id: string) => getPeoplePage(actor, beginning),
    getPerson,
    makeAdmin: (actor: Account | null, id: string) => makeAdmin(actor, id, now),
    removeAdmin: (actor: Account | null, id: string) => removeAdmin(actor, id, now),
    disablePerson: (actor: Account | null, id: string) => disablePerson(actor, id, now),
    enablePerson: (actor: Account | null, id: string) => enablePerson(actor, id, now),
  };
  let person: Account;
  beforeEach(async () => {
    person = await makeAccount();
  });

  it.each(Object.entries(calls))("finds no %s", async (_name, call) => {
    const coach = await makeAccount();
    await makeTeam({ coaches: [coach], members: [person] });
    const before = await readEverything();
    for (const actor of [person, await actorOf(coach.userId)]) {
      await expect(call(actor, person.userId)).rejects.toMatchObject({ code: "NotFound" });
    }
    await expect(call(null, person.userId)).rejects.toMatchObject({ code: "Unauthenticated" });
    await expect(call((await makeGuest()) as unknown as Account, person.userId)).rejects.toMatchObject({ code: "Unauthenticated" });
    expect((await readEverything()).users.filter(({ isAnonymous }) => !isAnonymous)).toEqual(before.users);
  });

  it("finds nothing with an admin's role that was taken meanwhile", async () => {
    await getDatabase().user.update({ where: { id: admin.userId }, data: { isAdmin: false } });
    await expect(makeAdmin(admin, person.userId, now)).rejects.toMatchObject({ code: "NotFound" });
  });

  it.each(["missing", "", "\u0000", "\ud800", "' OR 1=1 --"])("is not there under the id %j", async (id) => {
    for (const [name, call] of Object.entries(calls)) {
      if (name !== "getPeoplePage") await expect(call(admin, id)).rejects.toMatchObject({ code: "NotFound" });
    }
    const guest = await makeGuest();
    await expect(getPerson(admin, guest.userId)).rejects.toMatchObject({ code: "NotFound" });
    await expect(makeAdmin(admin, guest.userId, now)).rejects.toMatchObject({ code: "NotFound" });
  });
});
