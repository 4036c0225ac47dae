/** The risk: a save or a page asks the database more often than it has to, for the actor above all, and nobody notices. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { saveRatingsAction } from "@/app/assess/actions";
import LandingPage from "@/app/(public)/page";
import ResultPage from "@/app/results/[assessmentId]/page";
import MemberPage from "@/app/teams/[teamId]/members/[userId]/page";
import TeamPage from "@/app/teams/[teamId]/page";
import type { Account } from "@/lib/access/actor";
import { findActor, findSession } from "@/lib/auth/actor";
import { getAuth } from "@/lib/auth/auth";
import { getDatabase } from "@/lib/db/client";
import { Browser } from "./browser";
import { useDatabase } from "./database";
import { actorOf, behaviorIds, makeAccount, makeStarted, makeSubmitted, makeTeam, NOW } from "./given";
import { statementsOf } from "./statements";

/** The browser whose request this is. */
let browser: Browser;

vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(browser.headers()),
  cookies: () =>
    Promise.resolve({
      getAll: () => (browser.headers().get("cookie") ?? "").split("; ").map((pair) => ({ name: pair.split("=", 1)[0], value: "" })),
      set: () => undefined,
    }),
}));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), connection: () => Promise.resolve() }));

useDatabase();

const DAY = 24 * 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  browser = new Browser();
});

afterEach(() => {
  vi.useRealTimers();
});

/** The person sits in front of the browser from here on. */
async function signIn({ userId }: { userId: string }): Promise<Account> {
  browser = new Browser();
  browser.take(await getAuth().api.startSession({ headers: new Headers(), body: { userId, way: "password" }, returnHeaders: true }));
  return actorOf(userId);
}

const only = async (where: { userId: string }) => getDatabase().session.findFirstOrThrow({ where, orderBy: { createdAt: "desc" } });

const inSearch = <Query,>(query: Query) => Promise.resolve(query);

describe("the actor", () => {
  it("is found by one statement, with all teams in the order of joining", async () => {
    const person = await makeAccount();
    const [lyra, orion] = [await makeTeam({ name: "Lyra", coaches: [person] }), await makeTeam({ members: [person] })];
    await getDatabase().membership.updateMany({ where: { teamId: lyra }, data: { joinedAt: new Date(NOW + 1) } });
    const actor = await signIn(person);
    expect(actor.teams).toEqual([
      { teamId: orion, role: "member" },
      { teamId: lyra, role: "coach" },
    ]);
    expect(await findActor()).toMatchObject({ ...person, teams: actor.teams, sessionId: (await only(person)).id });
    expect(await statementsOf(findActor)).toHaveLength(1);
  });

  it("costs nothing without a cookie, or with one that nobody signed", async () => {
    browser = new Browser();
    expect(await statementsOf(async () => expect(await findActor()).toBeNull())).toEqual([]);
    const person = await makeAccount();
    const { token } = await only(person);
    browser.take({ headers: new Headers({ "set-cookie": `cairn.session_token=${token}.${"A".repeat(43)}=` }) });
    expect(await statementsOf(async () => expect(await findActor()).toBeNull())).toEqual([]);
  });

  it("is nobody once the session has expired or the person is disabled", async () => {
    const person = await makeAccount();
    await signIn(person);
    const { token, expiresAt } = await only(person);
    expect(await findSession(token, expiresAt)).not.toBeNull();
    expect(await findSession(token, new Date(expiresAt.getTime() + 1))).toBeNull();
    await getDatabase().user.update({ where: { id: person.userId }, data: { disabledAt: new Date(NOW) } });
    expect(await findActor()).toBeNull();
    await getDatabase().user.update({ where: { id: person.userId }, data: { disabledAt: null } });
    expect(await findActor()).toMatchObject({ userId: person.userId });
    vi.setSystemTime(expiresAt.getTime() + 1);
    expect(await findActor()).toBeNull();
    expect(await getDatabase().session.count({ where: { token } })).toBe(0);
  });
});

describe("statements", () => {
  const save = (assessmentId: string) => () => {
    const changes = [{ behaviorId: behaviorIds[0] ?? "", answer: "guide", answeredAt: NOW }];
    return expect(saveRatingsAction({ assessmentId, changes })).resolves.toMatchObject({ ok: true });
  };

  it("of a save of a rating: the actor, the assessment with its answers, the write and what stands now", async () => {
    const person = await signIn(await makeAccount());
    const assessmentId = await makeStarted(person);
    await save(assessmentId)();
    expect(await statementsOf(save(assessmentId))).toHaveLength(0);
  });

  it("of the day's first save: those, and what renews the session", async () => {
    const person = await signIn(await makeAccount());
    const assessmentId = await makeStarted(person);
    await save(assessmentId)();
    const { expiresAt } = await only(person);
    vi.setSystemTime(NOW + DAY - 1);
    await statementsOf(save(assessmentId));
    expect((await only(person)).expiresAt).toEqual(expiresAt);
    vi.setSystemTime(NOW + DAY);
    await findActor();
    expect((await only(person)).expiresAt).toEqual(expiresAt);
    expect(await statementsOf(save(assessmentId))).toHaveLength(0);
    expect((await only(person)).expiresAt.getTime()).toBe(expiresAt.getTime() + DAY);
  });

  it("of the pages", async () => {
    const [coach, member] = [await makeAccount({ name: "Cora" }), await makeAccount({ name: "Mia" })];
    const teamId = await makeTeam({ coaches: [coach], members: [member] });
    const assessmentId = await makeSubmitted(member);
    await getDatabase().share.create({ data: { assessmentId, teamId, sharedAt: new Date(NOW), withEvidence: true } });
    const pages = {
      landing: () => LandingPage({}),
      results: () => ResultPage({ params: inSearch({ assessmentId }), searchParams: inSearch({}) }),
      team: () => TeamPage({ params: inSearch({ teamId }), searchParams: inSearch({}) }),
      person: () => MemberPage({ params: inSearch({ teamId, userId: member.userId }), searchParams: inSearch({}) }),
    };
    const count = async (page: () => Promise<unknown>) => {
      await page();
      return (await statementsOf(page)).length;
    };
    await signIn(member);
    expect({ landing: await count(pages.landing), results: await count(pages.results), team: await count(pages.team) }).toEqual({});
    await signIn(coach);
    expect({ team: await count(pages.team), person: await count(pages.person) }).toEqual({});
  });
});
