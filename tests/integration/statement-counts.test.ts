/** The risk: a save or a page asks the database more often than it has to, for the actor above all, and nobody notices. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import LandingPage from "@/app/(public)/page";
import StepPage from "@/app/assess/[assessmentId]/[behaviorId]/page";
import { saveRatingsAction } from "@/app/assess/actions";
import GrowthPage from "@/app/growth/page";
import ResultPage from "@/app/results/[assessmentId]/page";
import MemberPage from "@/app/teams/[teamId]/members/[userId]/page";
import TeamPage from "@/app/teams/[teamId]/page";
import RoundsPage from "@/app/teams/[teamId]/rounds/page";
import type { Account } from "@/lib/access/actor";
import { findActor, findSession } from "@/lib/auth/actor";
import { getAuth } from "@/lib/auth/auth";
import { getTeamAggregate } from "@/lib/data/cohort/queries";
import { findOpenRound } from "@/lib/data/round/queries";
import { getDatabase } from "@/lib/db/client";
import { makeAccount } from "../factories/account";
import { makeStarted, makeSubmitted } from "../factories/assessment";
import { behaviorIds } from "../factories/competency";
import { makeRound } from "../factories/round";
import { makeTeam } from "../factories/team";
import { DAY, HOUR, NOW } from "../factories/time";
import { Browser } from "./browser";
import { useDatabase } from "./database";
import { statementsOf } from "./statements";

/** The browser whose request this is. */
let browser: Browser;

vi.mock("next/headers", () => ({
  headers: () => Promise.resolve(browser.headers()),
  cookies: () =>
    Promise.resolve({
      getAll: () => (browser.headers().get("cookie") ?? "").split("; ").map((pair) => ({ name: pair.split("=", 1)[0], value: "" })),
      get: () => undefined,
      set: () => undefined,
    }),
}));
/** What a request remembers, as React does while it draws a page; null outside of one. */
let remembered: Map<unknown, Map<string, unknown>> | null = null;

type Remembered = (...parameters: unknown[]) => unknown;

vi.mock("react", async (original) => ({
  ...(await original<object>()),
  cache:
    (read: Remembered): Remembered =>
    (...parameters) => {
      if (!remembered) return read(...parameters);
      const known = remembered.get(read) ?? new Map<string, unknown>();
      remembered.set(read, known);
      const key = JSON.stringify(parameters);
      if (!known.has(key)) known.set(key, read(...parameters));
      return known.get(key);
    },
}));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), connection: () => Promise.resolve() }));

useDatabase();

/** When the browser's session begins: later than the factory's. */
const START = NOW + HOUR;

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ["Date"] });
  browser = new Browser();
});

afterEach(() => {
  vi.useRealTimers();
});

/** The person sits in front of the browser from here on. */
async function signIn(account: Account): Promise<Account> {
  browser = new Browser();
  const body = { userId: account.userId, way: "password" };
  browser.take(await getAuth().api.startSession({ headers: new Headers(), body, returnHeaders: true }));
  return account;
}

/** The session of the browser, which `signIn` began after the factory's. */
const sessionOf = ({ userId }: Account) => getDatabase().session.findFirstOrThrow({ where: { userId }, orderBy: { expiresAt: "desc" } });

const inSearch = <Query>(query: Query) => Promise.resolve(query);

describe("the actor", () => {
  it("is found by one statement, with all teams in the order of joining", async () => {
    const person = await makeAccount();
    const [lyra, orion] = [await makeTeam({ name: "Lyra", coaches: [person] }), await makeTeam({ members: [person] })];
    await getDatabase().membership.updateMany({ where: { teamId: lyra }, data: { joinedAt: new Date(NOW + 1) } });
    await signIn(person);
    expect(await findActor()).toEqual({
      ...person,
      sessionId: (await sessionOf(person)).id,
      teams: [
        { teamId: orion, role: "member" },
        { teamId: lyra, role: "coach" },
      ],
    });
    expect(await statementsOf(findActor)).toHaveLength(1);
  });

  it("who was removed from a team is not in it from the next request on", async () => {
    const person = await signIn(await makeAccount());
    const teamId = await makeTeam({ coaches: [person] });
    const before = await findActor();
    expect(before).toMatchObject({ teams: [{ teamId, role: "coach" }] });
    await expect(getTeamAggregate(before, teamId, new Date(NOW))).resolves.toMatchObject({ cohort: null });
    await getDatabase().membership.deleteMany({ where: { teamId } });
    const after = await findActor();
    await expect(getTeamAggregate(after, teamId, new Date(NOW))).rejects.toMatchObject({ code: "NotFound" });
    await expect(findOpenRound(after, teamId, new Date(NOW))).rejects.toMatchObject({ code: "NotFound" });
  });

  it("costs nothing without a cookie, or with one that nobody signed", async () => {
    browser = new Browser();
    expect(await statementsOf(async () => expect(await findActor()).toBeNull())).toEqual([]);
    const person = await makeAccount();
    const { token } = await sessionOf(person);
    browser.take({ headers: new Headers({ "set-cookie": `cairn.session_token=${token}.${"A".repeat(43)}=` }) });
    expect(await statementsOf(async () => expect(await findActor()).toBeNull())).toEqual([]);
  });

  it("is nobody once the session has expired or the person is disabled", async () => {
    const person = await makeAccount();
    await signIn(person);
    const { token, expiresAt } = await sessionOf(person);
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
    const changes = [{ behaviorId: behaviorIds[0] ?? "", answer: "guide", answeredAt: START }];
    return expect(saveRatingsAction({ assessmentId, changes })).resolves.toMatchObject({ ok: true });
  };

  it("of a save of a rating: the actor, the assessment with its answers, the write and what stands now", async () => {
    const person = await signIn(await makeAccount());
    const assessmentId = await makeStarted(person);
    await save(assessmentId)();
    expect(await statementsOf(save(assessmentId))).toHaveLength(6);
  });

  it("of the day's first save: those, and what renews the session", async () => {
    const person = await signIn(await makeAccount());
    const assessmentId = await makeStarted(person);
    await save(assessmentId)();
    const { expiresAt } = await sessionOf(person);
    vi.setSystemTime(START + DAY - 1);
    await statementsOf(save(assessmentId));
    expect((await sessionOf(person)).expiresAt).toEqual(expiresAt);
    vi.setSystemTime(START + DAY);
    await findActor();
    expect((await sessionOf(person)).expiresAt).toEqual(expiresAt);
    expect(await statementsOf(save(assessmentId))).toHaveLength(12);
    expect((await sessionOf(person)).expiresAt.getTime()).toBe(expiresAt.getTime() + DAY);
  });

  it("of the pages that people open most, without an open round and with one", async () => {
    const [coach, member] = [await makeAccount({ name: "Cora" }), await makeAccount({ name: "Mia" })];
    const teamId = await makeTeam({ coaches: [coach], members: [member] });
    const assessmentId = await makeSubmitted(member);
    await getDatabase().share.create({ data: { assessmentId, teamId, sharedAt: new Date(NOW), withEvidence: true } });
    const startedId = await makeStarted(member);
    const step = { assessmentId: startedId, behaviorId: behaviorIds[0] ?? "" };
    const pages = {
      landing: () => LandingPage({}),
      step: () => StepPage({ params: inSearch(step) }),
      results: () => ResultPage({ params: inSearch({ assessmentId }), searchParams: inSearch({}) }),
      growth: () => GrowthPage({}),
      team: () => TeamPage({ params: inSearch({ teamId }), searchParams: inSearch({}) }),
      rounds: () => RoundsPage({ params: inSearch({ teamId }), searchParams: inSearch({}) }),
      person: () => MemberPage({ params: inSearch({ teamId, userId: member.userId }), searchParams: inSearch({}) }),
    };
    const countEach = async (names: readonly (keyof typeof pages)[]) => {
      const counts: Record<string, number> = {};
      for (const name of names) {
        remembered = new Map();
        await pages[name]();
        remembered = new Map();
        counts[name] = (await statementsOf(pages[name])).length;
        remembered = null;
      }
      return counts;
    };
    const countAll = async () => {
      await signIn(member);
      const asMember = await countEach(["landing", "step", "results", "growth", "team"]);
      await signIn(coach);
      return { asMember, asCoach: await countEach(["team", "rounds", "person"]) };
    };
    expect(await countAll()).toEqual({
      asMember: { landing: 8, step: 5, results: 26, growth: 10, team: 10 },
      asCoach: { team: 17, rounds: 7, person: 10 },
    });
    await makeRound(teamId, { openedAt: new Date(NOW) });
    expect(await countAll()).toEqual({
      asMember: { landing: 15, step: 5, results: 26, growth: 10, team: 17 },
      asCoach: { team: 19, rounds: 8, person: 10 },
    });
  });
});
