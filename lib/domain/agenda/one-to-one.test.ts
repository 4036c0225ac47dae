import { describe, expect, it } from "vitest";
import { chooseFocus } from "@/lib/domain/assessment/focus";
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import { productManagement as competency } from "@/lib/domain/competency/product-management/product-management";
import { NOT_OBSERVED } from "@/lib/domain/review/review";
import { type OneToOneFacts, oneToOneSections } from "./one-to-one";

const NOW = new Date("2026-11-26T12:00:00Z");
const ids = competency.source.behaviors.map(({ id }) => id);
const [vision, outcome, market, value, stakeholder, lifecycle, risk] = ids as [string, string, string, string, string, string, string];

type Answers = Record<string, string>;

function ratingsOf(answers: Answers, evidence: Record<string, [text: string, at: string]> = {}) {
  return Object.entries(answers).map(([behaviorId, answer]) => {
    const [text = "", at = null] = evidence[behaviorId] ?? [];
    return { behaviorId, answer, evidence: text, evidenceAt: at === null ? null : new Date(at) };
  });
}

const all = (answer: string): Answers => Object.fromEntries(ids.map((id) => [id, answer]));

function sections(ratings: ReturnType<typeof ratingsOf>, more: Partial<OneToOneFacts> = {}) {
  return oneToOneSections({
    memberName: "Mia Member",
    coachName: "Cora Coach",
    competency,
    ratings,
    reviewed: null,
    focus: null,
    plans: {},
    now: NOW,
    ...more,
  });
}

const keysOf = (made: ReturnType<typeof sections>) => made.map(({ title, points }) => [title, ...points.map(({ key }) => key)]);

const review = (answers: Answers) => new Map(Object.entries(answers));

describe("disagreements", () => {
  it("are none where there is no review, or it says the same within a level, or one of the two did not rate", () => {
    const ratings = ratingsOf({ ...all("advanced"), [risk]: NO_OPPORTUNITY });
    expect(sections(ratings).flatMap(({ points }) => points.filter(({ key }) => key.startsWith("gap")))).toEqual([]);
    const near = review({ ...all("guide"), [vision]: "advanced", [outcome]: "intermediate", [market]: NOT_OBSERVED, [risk]: "catalyst" });
    expect(keysOf(sections(ratings, { reviewed: near }))).toEqual([["Opportunities to create", `opportunity:${risk}`]]);
  });

  it("come by size, ask in both directions, and name both levels with whose they are", () => {
    const ratings = ratingsOf({ ...all("advanced"), [value]: "catalyst", [market]: "beginner" });
    const made = sections(ratings, { reviewed: review({ ...all("advanced"), [value]: "beginner", [market]: "advanced" }) });
    expect(made).toEqual([
      {
        title: "Where you see it differently",
        points: [
          {
            key: `gap:${value}`,
            heading: "Value Management",
            why: "Mia Member: Catalyst. Cora Coach: Beginner.",
            question: "What have you seen that I have not? And what have I seen that you have not?",
          },
          {
            key: `gap:${market}`,
            heading: "Market Awareness",
            why: "Mia Member: Beginner. Cora Coach: Advanced.",
            question: "Which moment do you think of here, and which one do I think of?",
          },
        ],
      },
    ]);
  });

  it("are three at most, the rest under “If there is time”; of one size in the model's order", () => {
    const made = sections(ratingsOf(all("guide")), { reviewed: review({ ...all("beginner"), [risk]: "intermediate" }) });
    expect(keysOf(made)).toEqual([
      ["Where you see it differently", `gap:${vision}`, `gap:${outcome}`, `gap:${market}`],
      ["If there is time", `gap:${value}`, `gap:${stakeholder}`, `gap:${lifecycle}`, `gap:${risk}`],
    ]);
  });

  it("are not asked about in the same words over and over", () => {
    const [section] = sections(ratingsOf(all("guide")), { reviewed: review(all("beginner")) });
    expect(new Set(section?.points.map(({ question }) => question)).size).toBe(3);
  });

  it("never say that anybody is over-confident, or ask why", () => {
    const made = sections(ratingsOf(all("catalyst")), { reviewed: review(all("beginner")) });
    expect(JSON.stringify(made)).not.toMatch(/confiden|overrat|why did|wrong/i);
  });
});

describe("focus and plan", () => {
  const ratings = ratingsOf({ ...all("advanced"), [value]: "beginner" });

  it("are nothing where they are not shared", () => {
    expect(sections(ratings)).toEqual([]);
  });

  it("ask how the plan went, and what the model asks at that level", () => {
    const plans = { [value]: { when: "a release is planned", then: "name its worth" } };
    const [section] = sections(ratings, { focus: chooseFocus(competency.source, ratings, []), plans });
    expect(section?.points).toEqual([
      {
        key: `focus:${value}`,
        heading: "Value Management",
        why: "The focus of Mia Member, at Beginner now. Plan: “If a release is planned, then I name its worth.”",
        question: `When did that moment last come, and how did it go? ${competency.additions.guidance[value]?.beginner?.question}`,
      },
    ]);
  });

  it("say where there is no plan yet, and follow what was marked", () => {
    const level = ratingsOf(all("guide"));
    const [section] = sections(level, { focus: chooseFocus(competency.source, level, [risk, market]) });
    expect(section?.points.map(({ key }) => key)).toEqual([`focus:${market}`, `focus:${risk}`]);
    expect(section?.points[0]?.why).toBe("The focus of Mia Member, at Guide now. No plan is written yet.");
    expect(section?.points[0]?.question).toBe(competency.additions.guidance[market]?.guide?.question);
  });

  it("are an opportunity to create where nothing is rated, which is said once", () => {
    const none = ratingsOf(all(NO_OPPORTUNITY));
    const made = sections(none, { focus: chooseFocus(competency.source, none, [market]) });
    expect(keysOf(made)).toEqual([
      ["Focus and plan", `focus:${market}`],
      ["Opportunities to create", ...[vision, outcome, value, stakeholder, lifecycle].map((id) => `opportunity:${id}`)],
      ["If there is time", `opportunity:${risk}`],
    ]);
    expect(made[0]?.points[0]?.question).toBe(competency.additions.opportunities[market]?.question);
  });
});

describe("examples", () => {
  const answers = all("advanced");
  const keysWith = (at: string, now = NOW) =>
    sections(ratingsOf(answers, { [market]: ["We left the old segment.", at] }), { now }).flatMap(({ points }) =>
      points.map(({ key }) => key),
    );

  it("of more than a year ago are asked about again, with their month", () => {
    const made = sections(ratingsOf(answers, { [market]: ["We left\n the old segment.", "2025-03-09T10:00:00Z"] }));
    expect(made).toEqual([
      {
        title: "Examples from over a year ago",
        points: [
          {
            key: `evidence:${market}`,
            heading: "Market Awareness: still true?",
            why: "An example from March 2025: “We left the old segment.”",
            question: "What is a more recent moment that shows it, and what was different about it?",
          },
        ],
      },
    ]);
  });

  it("are old from twelve months on, to the moment; of a leap day on the last of February", () => {
    expect(keysWith("2025-11-26T11:59:59.999Z")).toEqual([`evidence:${market}`]);
    expect(keysWith("2025-11-26T12:00:00Z")).toEqual([]);
    const leapDay = new Date("2028-02-29T12:00:00Z");
    expect(keysWith("2027-02-28T11:59:59Z", leapDay)).toEqual([`evidence:${market}`]);
    expect(keysWith("2027-02-28T12:00:00Z", leapDay)).toEqual([]);
  });

  it("that are empty, or whose time is not known, are none", () => {
    expect(sections(ratingsOf(answers, { [market]: [" \n ", "2020-01-01T00:00:00Z"] }))).toEqual([]);
    expect(sections([{ behaviorId: market, answer: "guide", evidence: "Something", evidenceAt: null }])).toEqual([]);
  });

  it("are none of a behavior that they have had no opportunity for", () => {
    const made = sections(ratingsOf({ [market]: NO_OPPORTUNITY }, { [market]: ["We left the old segment.", "2020-01-01T00:00:00Z"] }));
    expect(made.flatMap(({ points }) => points.map(({ key }) => key))).toEqual([`opportunity:${market}`]);
  });

  it("that are long are cut between characters", () => {
    const [section] = sections(ratingsOf(answers, { [market]: ["🪨".repeat(1_000), "2020-01-01T00:00:00Z"] }));
    expect(section?.points[0]?.why).toBe(`An example from January 2020: “${"🪨".repeat(120)} …”`);
  });
});

it("opportunities to create come with how, and the model's question", () => {
  const [section] = sections(ratingsOf({ ...all("guide"), [lifecycle]: NO_OPPORTUNITY }));
  expect(section).toEqual({
    title: "Opportunities to create",
    points: [
      {
        key: `opportunity:${lifecycle}`,
        heading: "Lifecycle Stewardship",
        why: `No opportunity yet. ${competency.additions.opportunities[lifecycle]?.create}`,
        question: competency.additions.opportunities[lifecycle]?.question,
      },
    ],
  });
});

it("six points fit half an hour, in the order of what matters most; nothing is lost, and no key stands twice", () => {
  const old: [string, string] = ["Long ago", "2020-01-01T00:00:00Z"];
  const ratings = ratingsOf(
    { ...all("guide"), [lifecycle]: NO_OPPORTUNITY, [risk]: "beginner" },
    { [vision]: old, [value]: old, [stakeholder]: old },
  );
  const made = sections(ratings, {
    reviewed: review({ ...all("beginner"), [risk]: "catalyst" }),
    focus: chooseFocus(competency.source, ratings, []),
  });
  expect(keysOf(made)).toEqual([
    ["Where you see it differently", `gap:${risk}`, `gap:${vision}`, `gap:${outcome}`],
    ["Focus and plan", `focus:${risk}`],
    ["Examples from over a year ago", `evidence:${vision}`, `evidence:${value}`],
    ["If there is time", `gap:${market}`, `gap:${value}`, `gap:${stakeholder}`, `evidence:${stakeholder}`, `opportunity:${lifecycle}`],
  ]);
  const keys = made.flatMap(({ points }) => points.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
});

it("every point has a heading, a reason and a question, whatever was answered", () => {
  for (const own of [...competency.source.levels.map(({ id }) => id), NO_OPPORTUNITY]) {
    for (const coach of [...competency.source.levels.map(({ id }) => id), NOT_OBSERVED]) {
      const ratings = ratingsOf(all(own), { [value]: ["Something", "2020-01-01T00:00:00Z"] });
      const made = sections(ratings, { reviewed: review(all(coach)), focus: chooseFocus(competency.source, ratings, [risk]) });
      for (const { heading, why, question } of made.flatMap(({ points }) => points)) {
        expect([heading, why, question].every((text) => text.length > 0)).toBe(true);
        expect(question).toMatch(/\?$/);
      }
    }
  }
});
