import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rate, sourceOf } from "@/lib/domain/assessment/arbitraries.test-support";
import { summarizeLevels } from "@/lib/domain/assessment/level-summary";
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import { DRAW_AFTER_DAYS, distributionsOf, isRevealing, type LiveShare, medianRank, nextCohort, waitingShares } from "./team-cohort";
import {
  cohortsReveal,
  countsOf,
  decided,
  drawWith,
  explore,
  isInACohort,
  MINIMUM,
  type Played,
  type PlayedEvent,
  type Policy,
  viewsTell,
} from "./team-cohort.test-support";

const DAY = 24 * 60 * 60 * 1000;
const NOW = new Date("2026-06-15T12:00:00Z");

function shareOf(ownerId: string, change: Partial<LiveShare> = {}): LiveShare {
  return { assessmentId: `of ${ownerId}`, ownerId, submittedAt: NOW, sharedAt: NOW, isCounted: false, ...change };
}
const situation = { memberIds: ["a", "b", "c", "d"], minGroupSize: 3, now: NOW };

describe("nextCohort", () => {
  it("needs the smallest group first, and says how many more", () => {
    expect(nextCohort({ ...situation, shares: [] })).toEqual({ kind: "needs-more", more: 3 });
    expect(nextCohort({ ...situation, memberIds: ["a", "b"], shares: ["a", "b"].map((id) => shareOf(id)) })).toEqual({
      kind: "needs-more",
      more: 1,
    });
  });

  it("is due when every member has shared, and holds them all", () => {
    const shares = ["a", "b", "c", "d"].map((id) => shareOf(id));
    expect(nextCohort({ ...situation, shares })).toEqual({ kind: "due", shares });
  });

  it("waits a week from when there were enough, whatever the order that the shares are listed in", () => {
    const at = (days: number) => new Date(NOW.getTime() + days * DAY);
    const shares = [shareOf("c", { sharedAt: at(2) }), shareOf("a"), shareOf("b", { sharedAt: at(1) })];
    const due = at(2 + DRAW_AFTER_DAYS);
    expect(nextCohort({ ...situation, shares, now: new Date(due.getTime() - 1) })).toEqual({ kind: "scheduled", at: due });
    expect(nextCohort({ ...situation, shares, now: due })).toEqual({ kind: "due", shares });
  });

  it("counts each person's latest share only, and none that a cohort already has", () => {
    const earlier = shareOf("a", { assessmentId: "earlier", submittedAt: new Date(0) });
    const counted = shareOf("b", { isCounted: true });
    expect(waitingShares([shareOf("a"), earlier, counted, shareOf("c")])).toEqual([shareOf("a"), shareOf("c")]);
    // The earlier one does not come up again once the later one is in a cohort.
    expect(waitingShares([shareOf("a", { isCounted: true }), earlier])).toEqual([]);
  });
});

describe("isRevealing", () => {
  it.each([
    [[5, 0, 0], true],
    [[4, 1, 0], true],
    [[3, 2, 0], false],
    [[3, 1, 1], false],
    [[2, 1, 0], true],
    [[1, 1, 1], false],
  ])("%j: %s", (counts, expected) => expect(isRevealing(counts)).toBe(expected));

  it("is what its definition says: somebody is left with others who are all alike", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 2, maxLength: 6 }), (counts) => {
        fc.pre(counts.reduce((sum, count) => sum + count, 0) >= 3);
        const answers = counts.flatMap((count, answer) => Array<number>(count).fill(answer));
        const byDefinition = answers.some((_, own) => new Set(answers.filter((_answer, other) => other !== own)).size === 1);
        expect(isRevealing(counts)).toBe(byDefinition);
      }),
    );
  });
});

describe("medianRank", () => {
  it("is the level that a level summary would give for the same ratings", () => {
    const source = sourceOf(9, 5);
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 4, maxLength: 9 }), (ranks) => {
        const counts = source.levels.map((_, rank) => ranks.filter((each) => each === rank).length);
        const { overall } = summarizeLevels(
          source,
          rate(Object.fromEntries(ranks.map((rank, index) => [`behavior-${index}`, `level-${rank}`]))),
        );
        expect(overall).toMatchObject({ kind: "level", levelId: `level-${medianRank(counts)}` });
      }),
    );
  });

  it("is none where nobody rated", () => expect(medianRank([0, 0, 0])).toBeNull());
});

describe("distributionsOf", () => {
  const source = sourceOf(2, 3);
  const answered = (one: string, other: string, of = source) => ({
    source: of,
    answers: new Map([
      ["behavior-0", one],
      ["behavior-1", other],
    ]),
  });

  it("counts the levels in order and no opportunity apart, and shows nothing of what is too alike", () => {
    const counted = [answered("level-2", "level-0"), answered(NO_OPPORTUNITY, "level-0"), answered("level-0", "level-0")];
    expect(distributionsOf(source, counted, 3)).toEqual([
      { behaviorId: "behavior-0", shown: { counts: [1, 0, 1], noOpportunity: 1, medianLevelId: "level-0" } },
      { behaviorId: "behavior-1", shown: "too-alike" },
    ]);
  });

  it("leaves out a behavior that too few were asked about, and people rated on another scale", () => {
    const longer = sourceOf(3, 3);
    const counted = [answered("level-2", "level-0"), answered("level-1", "level-1"), answered("level-0", "level-2")];
    expect(distributionsOf(longer, counted, 3).at(-1)).toEqual({ behaviorId: "behavior-2", shown: "too-few" });
    const other = sourceOf(2, 4);
    const mixed = [...counted.slice(1), answered("level-3", "level-3", other)];
    expect(distributionsOf(source, mixed, 3).map(({ shown }) => shown)).toEqual(["too-few", "too-few"]);
  });

  it("throws where an answer is missing or unknown: leaving it out would make the counts untrue", () => {
    const counted = [answered("level-9", "level-0"), answered("level-1", "level-1"), answered("level-0", "level-2")];
    expect(() => distributionsOf(source, counted, 3)).toThrow("does not know");
  });
});

function teamOf(count: number, outsiders: readonly number[] = []): Played {
  const people = Array.from({ length: count }, (_, owner) => owner);
  return {
    day: 0,
    submissions: people.map((owner) => ({ owner })),
    shares: [],
    cohorts: [],
    members: [people.filter((person) => !outsiders.includes(person))],
    coaches: [[]],
    gone: [],
  };
}

/** Two teams that have all but one in common: 0 to 2 are in both. */
const overlapping: Played = {
  ...teamOf(5),
  members: [
    [0, 1, 2, 3],
    [0, 1, 2, 4],
  ],
  coaches: [[], []],
};

/** 0 is a member of the first team and coaches the second, which has all others of the first but one. */
const coachElsewhere: Played = {
  ...teamOf(4),
  members: [
    [0, 1, 2, 3],
    [1, 2],
  ],
  coaches: [[], [0]],
};

const everything: PlayedEvent["kind"][] = ["share", "withdraw", "leave", "delete", "join", "retake", "hour", "week"];

/** How far each small workspace is played through. */
const WORKSPACES: [name: string, start: Played, bounds: Parameters<typeof explore>[2]][] = [
  ["three people", teamOf(3), { depth: 6, kinds: everything, retakes: 2 }],
  ["four people", teamOf(4), { depth: 6, kinds: everything, retakes: 2 }],
  ["three people, and one who joins later", teamOf(4, [3]), { depth: 6, kinds: everything, retakes: 1, outsiders: [3] }],
  ["five people", teamOf(5), { depth: 7, kinds: ["share", "withdraw", "leave", "delete", "hour", "week"] }],
  ["two rounds of four people", teamOf(4), { depth: 12, kinds: ["share", "retake"], retakes: 4 }],
  ["two overlapping teams", overlapping, { depth: 8, kinds: ["share"] }],
  ["two overlapping teams, with time and second thoughts", overlapping, { depth: 6, kinds: ["share", "withdraw", "week"] }],
  ["somebody who coaches the others elsewhere", coachElsewhere, { depth: 7, kinds: ["share", "withdraw", "week"] }],
];

/** Seconds on a machine that has nothing else to do. In milliseconds. */
const LONGEST = 60_000;

describe("no sequence of views tells anybody's answer", { timeout: LONGEST }, () => {
  it.each(WORKSPACES)("%s", (_name, start, bounds) => {
    const { leak, cohorts, steps } = explore(decided, start, bounds);
    expect(leak).toBeNull();
    expect(steps).toBeGreaterThan(200);
    expect(cohorts).toBeGreaterThan(0);
  });
});

const liveOf = (played: Played, team: number) => played.shares.filter((share) => share.team === team && !share.withdrawn);

/** Each is a plausible policy, and the smallest case that shows what it reveals. */
const BROKEN: [name: string, policy: Policy, start: Played, bounds: Parameters<typeof explore>[2]][] = [
  [
    "no smallest group",
    { ...decided, draw: (played, team) => drawWith(played, team, 1, isInACohort(played)), show: (counts) => counts.join() },
    teamOf(3),
    { depth: 2, kinds: ["share", "week"] },
  ],
  [
    "a smallest group of two",
    { ...decided, draw: (played, team) => drawWith(played, team, 2, isInACohort(played)), show: (counts) => counts.join() },
    teamOf(2),
    { depth: 2, kinds: ["share"] },
  ],
  ["answers that are all alike are shown", { ...decided, show: (counts) => counts.join() }, teamOf(3), { depth: 3, kinds: ["share"] }],
  [
    "only answers that are all alike are hidden: one who differs sees the rest",
    { ...decided, show: (counts) => (Math.max(...counts) === counts.reduce((sum, count) => sum + count, 0) ? null : counts.join()) },
    teamOf(4),
    { depth: 4, kinds: ["share"] },
  ],
  [
    "the median is shown although the counts are not",
    { ...decided, show: (counts) => decided.show(counts) ?? `median ${medianRank(counts.slice(0, -1))} of ${counts[0]}` },
    teamOf(3),
    { depth: 3, kinds: ["share"] },
  ],
  [
    "a live count of whatever is shared now",
    {
      ...decided,
      cohort: (played, team) => {
        const live = liveOf(played, team).map(({ submission }) => submission);
        return live.length < MINIMUM ? null : live;
      },
    },
    teamOf(5),
    { depth: 5, kinds: ["share"] },
  ],
  [
    "a cohort is drawn again without what was withdrawn",
    {
      ...decided,
      cohort: (played, team) => {
        const live = new Set(liveOf(played, team).map(({ submission }) => submission));
        const left =
          played.cohorts.findLast((cohort) => cohort.team === team)?.submissions.filter((submission) => live.has(submission)) ?? [];
        return left.length < MINIMUM ? null : left;
      },
    },
    teamOf(5),
    { depth: 6, kinds: ["share", "withdraw"] },
  ],
  [
    "what was in a cohort that broke may be drawn into the next",
    {
      ...decided,
      draw: (played, team) => {
        const live = new Set(liveOf(played, team).map(({ submission }) => submission));
        const intact = played.cohorts.filter(({ submissions }) => submissions.every((submission) => live.has(submission)));
        return drawWith(played, team, MINIMUM, (submission) => intact.some(({ submissions }) => submissions.includes(submission)));
      },
    },
    teamOf(5),
    { depth: 7, kinds: ["share", "leave", "hour"] },
  ],
  [
    "one assessment counts in the cohorts of two teams",
    {
      ...decided,
      draw: (played, team) =>
        drawWith(played, team, MINIMUM, (submission) =>
          played.cohorts.some((cohort) => cohort.team === team && cohort.submissions.includes(submission)),
        ),
    },
    overlapping,
    { depth: 8, kinds: ["share"] },
  ],
  [
    "who coaches the others elsewhere sees their cohort too",
    {
      ...decided,
      cohort: (played, team) =>
        played.cohorts.findLast(
          (cohort) =>
            cohort.team === team &&
            cohort.submissions.every((submission) => liveOf(played, team).some((share) => share.submission === submission)),
        )?.submissions ?? null,
    },
    coachElsewhere,
    { depth: 6, kinds: ["share"] },
  ],
];

describe("the search finds what a broken policy tells", { timeout: LONGEST }, () => {
  it.each(BROKEN)("%s", (_name, policy, start, bounds) => {
    const { leak } = explore(policy, start, bounds);
    expect(leak).not.toBeNull();
    // And it is really revealed, also when every world is played by itself.
    expect(viewsTell(policy, start, leak?.events ?? [], leak?.viewer ?? -1)).toBe(true);
    expect(viewsTell(decided, start, leak?.events ?? [], leak?.viewer ?? -1)).toBe(false);
  });

  const shareAll: PlayedEvent[] = [0, 1, 2, 3, 4].map((person) => ({ kind: "share", person, team: 0 }));

  it("a cohort that waits until it can be shown: that it waited tells", () => {
    const patient: Policy = {
      ...decided,
      draw: (played, team, world) => {
        const waiting = drawWith({ ...played, day: 1_000 }, team, MINIMUM, isInACohort(played));
        return waiting && world && !isRevealing(countsOf(waiting, world)) ? waiting : null;
      },
    };
    expect(viewsTell(patient, teamOf(5), shareAll, 0)).toBe(true);
    expect(viewsTell(decided, teamOf(5), shareAll, 0)).toBe(false);
  });

  it("the short cut and the long way agree on cohorts that overlap and on such that do not", () => {
    const all: Policy = { ...decided, show: (counts) => decided.show(counts) };
    expect(
      cohortsReveal(
        all,
        [
          [0, 1, 2, 3],
          [0, 1, 2, 4],
        ],
        [0],
      ),
    ).toBe(true);
    expect(
      cohortsReveal(
        all,
        [
          [0, 1, 2, 3],
          [4, 5, 6],
        ],
        [0, 4],
      ),
    ).toBe(false);
  });
});
