/** What a team does together in its workshop: what it has in common, where it is split, and who can pair up. */
import { levelIdAt } from "@/lib/domain/assessment/rated-behaviors";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { orHigher, orLower } from "@/lib/domain/overview/insight-wording";
import { insightsOf, spreadOf } from "@/lib/domain/overview/insights";
import { type Candidate, pairUp } from "@/lib/domain/team/pairing";
import { behaviorName } from "@/lib/domain/text/wording";
import type { AgendaPoint, AgendaSection } from "./agenda";

/** About an hour's worth: more than these go under "If there is time". Pairs talk at the same time, so all of them fit. */
const MOST_STRENGTHS = 1;
const MOST_EDGES = 2;
const MOST_SPLITS = 3;

/** Exercises that never ask a person for their level, used in turn. */
const OF_SPLITS = [
  "Everybody writes down one recent moment, alone and for two minutes; then we read them out. What makes it possible in one place and not yet in another?",
  "Everybody names one place where this is easy and one where it is hard. What could the easy places lend to the hard ones?",
] as const;

export const PAIRINGS = "Pairings";

/** One person's shared answers. */
export type TeamAnswers = {
  userId: string;
  /** By behavior id, for each that was asked: the rank, or null for "no opportunity yet". */
  ranks: ReadonlyMap<string, number | null>;
  /** Behavior ids; none where the focus is not shared. */
  focuses: readonly string[];
};

export type WorkshopFacts = {
  competency: CompetencyModel;
  people: readonly TeamAnswers[];
  /** Names by user id, only of people who agreed to be proposed for a pairing. */
  openToPairing: ReadonlyMap<string, string>;
};

function candidatesOf({ competency, people, openToPairing }: WorkshopFacts): Candidate[] {
  const isAsked = (behaviorId: string) => competency.source.behaviors.some(({ id }) => id === behaviorId);
  return people
    .filter(({ userId }) => openToPairing.has(userId))
    .map(({ userId, ranks, focuses }) => ({
      userId,
      // A behavior that the newest revision no longer has is nothing to pair up for.
      focuses: focuses.filter(isAsked),
      ranks: new Map([...ranks].filter((entry): entry is [string, number] => entry[1] !== null)),
    }));
}

/** It names neither person's level: a reader of the agenda learns no more than both agreed to. */
function pairings(facts: WorkshopFacts): AgendaPoint[] {
  const { source } = facts.competency;
  const position = (id: string) => source.behaviors.findIndex((behavior) => behavior.id === id);
  const nameOf = (userId: string) => facts.openToPairing.get(userId) ?? "";
  return pairUp(candidatesOf(facts))
    .toSorted((a, b) => position(a.behaviorId) - position(b.behaviorId) || nameOf(a.seekerId).localeCompare(nameOf(b.seekerId), "en"))
    .map(({ seekerId, guideId, behaviorId }) => {
      const [seeker, guide, behavior] = [nameOf(seekerId), nameOf(guideId), behaviorName(source, behaviorId)];
      return {
        key: `pair:${seekerId}:${behaviorId}`,
        heading: `${seeker} and ${guide}: ${behavior}`,
        why: `${seeker} wants to grow in ${behavior}. ${guide} can share how they work.`,
        question: `Thirty minutes together: ${guide} shows one recent piece of work, and ${seeker} asks what was decided and why. What will ${seeker} try first?`,
      };
    });
}

/** Built from each person's answers. What is common and what splits the team is said without names and without counts. */
export function workshopSections(facts: WorkshopFacts): AgendaSection[] {
  const { competency, people } = facts;
  const { source, additions } = competency;
  const spreads = source.behaviors.map(({ id }) =>
    spreadOf(
      source.levels.length,
      id,
      people.map(({ ranks }) => ranks.get(id)).filter((rank) => rank !== undefined),
    ),
  );
  const { strengths, edges, splits } = insightsOf(spreads);
  const medianOf = (behaviorId: string) => spreads.find((spread) => spread.behaviorId === behaviorId)?.medianRank ?? 0;
  const guidanceOf = (behaviorId: string) => additions.guidance[behaviorId]?.[levelIdAt(source, medianOf(behaviorId))];

  const strength = (id: string): AgendaPoint => ({
    key: `strength:${id}`,
    heading: `${behaviorName(source, id)}: a strength in common`,
    why: `More than half of the team are at ${orHigher(source.levels, medianOf(id))}: the team’s highest level in any behavior.`,
    question: `Which habit of ours makes this work? ${guidanceOf(id)?.question ?? ""}`,
  });
  const edge = (id: string): AgendaPoint => {
    const [practice] = guidanceOf(id)?.practices ?? [];
    return {
      key: `edge:${id}`,
      heading: `${behaviorName(source, id)}: an edge in common`,
      why: `Half of the team or more are at ${orLower(source.levels, medianOf(id))}, with most to gain together.`,
      question: `${guidanceOf(id)?.question ?? ""}${practice ? `\nTo try together: ${practice.name}. ${practice.begin}` : ""}`,
    };
  };
  const split = (id: string): AgendaPoint => ({
    key: `split:${id}`,
    heading: `${behaviorName(source, id)}: seen differently`,
    why: "At least a third of those who rated it are two or more levels apart from at least another third.",
    question: splits.indexOf(id) % 2 === 0 ? OF_SPLITS[0] : OF_SPLITS[1],
  });
  const later = [
    ...strengths.slice(MOST_STRENGTHS).map(strength),
    ...edges.slice(MOST_EDGES).map(edge),
    ...splits.slice(MOST_SPLITS).map(split),
  ];
  return [
    {
      title: "What we have in common",
      points: [...strengths.slice(0, MOST_STRENGTHS).map(strength), ...edges.slice(0, MOST_EDGES).map(edge)],
    },
    { title: "Where we are split", points: splits.slice(0, MOST_SPLITS).map(split) },
    { title: PAIRINGS, points: pairings(facts) },
    { title: "If there is time", points: later },
  ].filter(({ points }) => points.length > 0);
}
