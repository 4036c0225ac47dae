import { describe, expect, it } from "vitest";
import { sourceOf } from "@/lib/domain/assessment/arbitraries.test-support";
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import { isCounted, organizationSpread, parseSpreadChoice, quarterName, quarterOf, viewParam, withOneMore } from "./organization-cohort";
import {
  type CohortPolicy,
  decided,
  exploreOrganization,
  type OrganizationBounds,
  organizationOf,
  type PlayedOrganization,
  sumOf,
} from "./organization-cohort.test-support";
import { isRevealing } from "./team-cohort";

describe("quarterOf", () => {
  it.each([
    ["2026-01-01T00:00:00Z", "2026-Q1"],
    ["2026-03-31T23:59:59.999Z", "2026-Q1"],
    ["2026-04-01T00:00:00+02:00", "2026-Q1"],
    ["2026-04-01T00:00:00Z", "2026-Q2"],
    ["2026-12-31T23:59:59Z", "2026-Q4"],
    ["0099-07-01T00:00:00Z", "99-Q3"],
  ])("%s: %s", (at, quarter) => expect(quarterOf(new Date(at))).toBe(quarter));
});

describe("parseSpreadChoice", () => {
  it("reads what viewParam writes, and quarterName says it", () => {
    expect(parseSpreadChoice({ competency: "product-management", view: viewParam(3, "2026-Q4") })).toEqual({
      competencyId: "product-management",
      revisionNumber: 3,
      quarter: "2026-Q4",
    });
    expect(quarterName("2026-Q4")).toBe("Q4 2026");
  });

  it.each(["", "3", "0.2026-Q4", "3.2026-Q5", "3.2026-Q4x", "-1.2026-Q4", "99999999999.2026-Q4", "3.\u0000", "x".repeat(9_999)])(
    "takes %j for the newest",
    (view) => expect(parseSpreadChoice({ view })).toEqual({ competencyId: undefined, revisionNumber: undefined, quarter: undefined }),
  );
});

describe("isCounted", () => {
  const submission = { isByGuest: false, isCorrection: false, isOwnerCounted: false };
  it("counts an account's own submission, once a quarter", () => {
    expect(isCounted(submission)).toBe(true);
    for (const reason of ["isByGuest", "isCorrection", "isOwnerCounted"]) expect(isCounted({ ...submission, [reason]: true })).toBe(false);
  });
});

describe("withOneMore", () => {
  it("is full with the smallest group, also where that became smaller meanwhile", () => {
    expect(withOneMore(0, 3)).toEqual({ size: 1, isFull: false });
    expect(withOneMore(2, 3)).toEqual({ size: 3, isFull: true });
    expect(withOneMore(4, 3)).toEqual({ size: 5, isFull: true });
  });
});

describe("organizationSpread", () => {
  const source = sourceOf(2, 3);

  it("gives each behavior its counts in the order of the levels, and the median of those who rated", () => {
    const sums = [
      { behaviorId: "behavior-1", answer: "level-2", count: 4 },
      { behaviorId: "behavior-1", answer: NO_OPPORTUNITY, count: 9 },
      { behaviorId: "behavior-1", answer: "level-0", count: 3 },
      { behaviorId: "of another revision", answer: "level-0", count: 3 },
    ];
    expect(organizationSpread(source, sums)).toEqual([
      { behaviorId: "behavior-0", people: 0, shown: null },
      { behaviorId: "behavior-1", people: 16, shown: { counts: [3, 0, 4], noOpportunity: 9, medianLevelId: "level-2" } },
    ]);
  });

  it("has no median where nobody rated", () => {
    expect(organizationSpread(source, [{ behaviorId: "behavior-0", answer: NO_OPPORTUNITY, count: 5 }])[0]?.shown).toEqual({
      counts: [0, 0, 0],
      noOpportunity: 5,
      medianLevelId: null,
    });
  });
});

/** Seconds on a machine that has nothing else to do. In milliseconds. */
const LONGEST = 60_000;

/** How far each small organization is played through. */
const ORGANIZATIONS: [name: string, start: PlayedOrganization, bounds: OrganizationBounds][] = [
  ["four people who come, submit again and go", organizationOf(4), { depth: 8 }],
  ["seven people in two cohorts", organizationOf(7), { depth: 8 }],
  ["five people, of whom four make a cohort", organizationOf(5, { minimum: 4 }), { depth: 9 }],
  ["four people over two quarters", organizationOf(4), { depth: 8, quarters: 2 }],
  ["an admin who is one of them", organizationOf(6, { known: [0] }), { depth: 7 }],
  ["an admin who knows two of them from a team", organizationOf(6, { known: [0, 1] }), { depth: 7 }],
  ["an admin who is two guests besides", organizationOf(5, { guests: [0, 1] }), { depth: 7 }],
];

describe("no sequence of views tells anybody's answer", { timeout: LONGEST }, () => {
  it.each(ORGANIZATIONS)("%s", (_name, start, bounds) => {
    const { leak, views, steps } = exploreOrganization(decided, start, bounds);
    expect(leak).toBeNull();
    expect(steps).toBeGreaterThan(200);
    expect(views).toBeGreaterThan(0);
  });
});

/** Each is a plausible policy, and the smallest case that shows what it reveals. */
const BROKEN: [name: string, policy: CohortPolicy, start: PlayedOrganization, bounds: OrganizationBounds][] = [
  [
    "a live count from the smallest group up",
    {
      ...decided,
      summed: ({ cohorts, minimum }, quarter) => {
        const slots = cohorts.filter((cohort) => cohort.quarter === quarter).flatMap((cohort) => cohort.slots);
        return slots.length < minimum ? [] : [{ quarter, slots, isFull: true }];
      },
    },
    organizationOf(5),
    { depth: 5 },
  ],
  [
    "who goes is taken out of the cohort, and the others stay",
    { ...decided, without: (cohort, slots) => ({ ...cohort, slots: cohort.slots.filter((slot) => !slots.includes(slot)) }) },
    organizationOf(4, { minimum: 4 }),
    { depth: 5 },
  ],
  [
    "whose cohort is gone counts again in the same quarter",
    {
      ...decided,
      counts: (played, person) => !played.cohorts.some(({ slots }) => slots.includes(person + played.quarter * played.people)),
    },
    organizationOf(5, { minimum: 4 }),
    { depth: 9 },
  ],
  ["answers that are alike are shown", { ...decided, show: sumOf }, organizationOf(3), { depth: 3 }],
  [
    "it is the sum that must not be alike, and not each cohort",
    {
      ...decided,
      show: (cohorts) => {
        const total = sumOf(cohorts);
        return isRevealing(total.split(",").map(Number)) ? "" : total;
      },
    },
    organizationOf(6),
    { depth: 6 },
  ],
  [
    "guests count",
    { ...decided, counts: (played, person) => decided.counts({ ...played, guests: [] }, person) },
    organizationOf(5, { guests: [0, 1] }),
    { depth: 3 },
  ],
  [
    "cohorts of people whom the viewer knows are shown",
    { ...decided, summed: (played, quarter) => decided.summed({ ...played, known: [] }, quarter) },
    organizationOf(3, { known: [0, 1] }),
    { depth: 3 },
  ],
];

describe("the search finds what a broken policy tells", { timeout: LONGEST }, () => {
  it.each(BROKEN)("%s", (_name, policy, start, bounds) => {
    expect(exploreOrganization(policy, start, bounds).leak).not.toBeNull();
    expect(exploreOrganization(decided, start, bounds).leak).toBeNull();
  });
});
