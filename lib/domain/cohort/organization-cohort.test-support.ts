/** A small organization played through in every order, and what an admin could find out about its people from its cohorts. */

import { isCounted, withOneMore } from "./organization-cohort";
import type { AnswerCounts } from "./team-cohort";
import { isRevealing } from "./team-cohort";

/** Two levels and "no opportunity yet". */
const CATEGORIES = 3;

/**
 * A person's answer in one quarter; its place in the list is person plus quarter times people. Somebody who submits again in
 * the same quarter answers the same, which is the worst for them: what was counted before is known then.
 */
type Slot = number;
type World = readonly number[];

type CountedCohort = { quarter: number; slots: readonly Slot[]; isFull: boolean };

export type PlayedOrganization = {
  people: number;
  minimum: number;
  quarter: number;
  cohorts: readonly CountedCohort[];
  /** Never changes. */
  counted: readonly Slot[];
  gone: readonly number[];
  /** The viewer: they may know their own answers and those of their teams' people anyway. */
  known: readonly number[];
  /** Of the viewer, who can be as many as they like. */
  guests: readonly number[];
};

export type OrganizationEvent = { kind: "submit" | "delete"; person: number } | { kind: "quarter" };

export type CohortPolicy = {
  /** Whether the person, who submits now, counts. */
  counts: (played: PlayedOrganization, person: number) => boolean;
  /** What is left of a cohort that counts somebody who deletes their account; null: nothing. */
  without: (cohort: CountedCohort, slots: readonly Slot[]) => CountedCohort | null;
  /** The cohorts of a quarter that are summed up for the viewer. */
  summed: (played: PlayedOrganization, quarter: number) => readonly CountedCohort[];
  /** What is shown of them, each as its counts. */
  show: (cohorts: readonly AnswerCounts[]) => string;
};

const personOf = ({ people }: PlayedOrganization, slot: Slot) => slot % people;

export function sumOf(cohorts: readonly AnswerCounts[]): string {
  return Array.from({ length: CATEGORIES }, (_, answer) => cohorts.reduce((total, counts) => total + (counts[answer] ?? 0), 0)).join();
}

/** The decided policy. The data layer's queries do the same. */
export const decided: CohortPolicy = {
  counts: (played, person) =>
    isCounted({
      isByGuest: played.guests.includes(person),
      isCorrection: false,
      isOwnerCounted: played.counted.includes(person + played.quarter * played.people),
    }),
  without: () => null,
  summed: (played, quarter) =>
    played.cohorts.filter(
      (cohort) =>
        cohort.quarter === quarter && cohort.isFull && !cohort.slots.some((slot) => played.known.includes(personOf(played, slot))),
    ),
  show: (cohorts) => sumOf(cohorts.filter((counts) => !isRevealing(counts))),
};

export function playOrganization(policy: CohortPolicy, played: PlayedOrganization, event: OrganizationEvent): PlayedOrganization {
  if (event.kind === "quarter") return { ...played, quarter: played.quarter + 1 };
  if (event.kind === "delete") {
    const isTheirs = (slot: Slot) => personOf(played, slot) === event.person;
    const cohorts = played.cohorts.flatMap((cohort) => {
      if (!cohort.slots.some(isTheirs)) return [cohort];
      const left = policy.without(cohort, cohort.slots.filter(isTheirs));
      return left ? [left] : [];
    });
    return { ...played, cohorts, gone: [...played.gone, event.person] };
  }
  if (!policy.counts(played, event.person)) return played;
  const slot = event.person + played.quarter * played.people;
  const open = played.cohorts.find(({ quarter, isFull }) => quarter === played.quarter && !isFull);
  const others = played.cohorts.filter((cohort) => cohort !== open);
  const { isFull } = withOneMore(open?.slots.length ?? 0, played.minimum);
  const cohort = { quarter: played.quarter, slots: [...(open?.slots ?? []), slot], isFull };
  return { ...played, cohorts: [...others, cohort], counted: [...new Set([...played.counted, slot])] };
}

function countsOf(slots: readonly Slot[], world: World): number[] {
  return Array.from({ length: CATEGORIES }, (_, answer) => slots.filter((slot) => world[slot] === answer).length);
}

/** One view of one quarter: which people are in each cohort of the sum. */
type ShareView = readonly (readonly Slot[])[];

const revealed = new Map<CohortPolicy, Map<string, boolean>>();

/** Whether, in some world, all views together leave only one value for an answer that the viewer cannot know. */
function viewsReveal(policy: CohortPolicy, views: readonly ShareView[], isKnown: (slot: Slot) => boolean): boolean {
  const slots = [...new Set(views.flat(2))].toSorted((a, b) => a - b);
  // Renumbered, so that cases which differ only in names are computed once.
  const renamed = views.map((view) => view.map((cohort) => cohort.map((slot) => slots.indexOf(slot))));
  const known = slots.flatMap((slot, index) => (isKnown(slot) ? [index] : []));
  const key = `${renamed.map((view) => view.map((cohort) => cohort.join()).join("|")).join(";")}#${known.join()}`;
  const remembered = revealed.get(policy) ?? new Map<string, boolean>();
  revealed.set(policy, remembered);
  let answer = remembered.get(key);
  if (answer === undefined) {
    answer = worldsLeaveOneValue(slots.length, known, (world) =>
      renamed.map((view) => policy.show(view.map((cohort) => countsOf(cohort, world)))).join(";"),
    );
    remembered.set(key, answer);
  }
  return answer;
}

function worldsLeaveOneValue(length: number, known: readonly Slot[], viewIn: (world: World) => string): boolean {
  const hidden = Array.from({ length }, (_, slot) => slot).filter((slot) => !known.includes(slot));
  const possible = new Map<string, number[]>();
  for (let code = 0; code < CATEGORIES ** length; code++) {
    const world = Array.from({ length }, (_, place) => Math.floor(code / CATEGORIES ** place) % CATEGORIES);
    const view = `${known.map((slot) => world[slot]).join()}#${viewIn(world)}`;
    const values = possible.get(view) ?? hidden.map(() => 0);
    possible.set(view, values);
    for (const [index, slot] of hidden.entries()) values[index] = (values[index] ?? 0) | (1 << (world[slot] ?? 0));
  }
  return [...possible.values()].some((values) => values.some((bits) => (bits & (bits - 1)) === 0));
}

export type OrganizationBounds = { depth: number; quarters?: number };
export type OrganizationExploration = { steps: number; views: number; leak: OrganizationEvent[] | null };

/**
 * Plays every sequence of events up to the depth, with a view after each, and stops at the first that reveals an answer.
 * Sequences that lead to the same state with the same views continue alike, so only one is followed; and of people who have done
 * nothing yet and are alike, only the first may begin.
 */
export function exploreOrganization(
  policy: CohortPolicy,
  start: PlayedOrganization,
  { depth, quarters = 1 }: OrganizationBounds,
): OrganizationExploration {
  type Node = { played: PlayedOrganization; views: readonly ShareView[]; events: readonly OrganizationEvent[] };
  let level: Node[] = [{ played: start, views: [], events: [] }];
  const visited = new Set<string>();
  const seen = new Set<string>();
  let steps = 0;
  const isPlain = (person: number) => !start.known.includes(person) && !start.guests.includes(person);
  for (let round = 0; round < depth; round++) {
    const following: Node[] = [];
    for (const { played, views, events } of level) {
      const active = new Set(events.flatMap((event) => ("person" in event ? [event.person] : [])));
      const firstIdle = Array.from({ length: start.people }, (_, person) => person).find(
        (person) => isPlain(person) && !active.has(person),
      );
      for (const event of eventsAt(played, quarters)) {
        if ("person" in event && isPlain(event.person) && !active.has(event.person) && event.person !== firstIdle) continue;
        steps++;
        const after = playOrganization(policy, played, event);
        const fresh = Array.from(
          { length: after.quarter + 1 },
          (_, quarter): ShareView => policy.summed(after, quarter).map(({ slots }) => slots),
        )
          .filter((view) => view.length > 0)
          .filter((view) => !views.some((known) => JSON.stringify(known) === JSON.stringify(view)));
        const all = [...views, ...fresh].toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
        const history = [...events, event];
        for (const view of fresh) seen.add(JSON.stringify(view));
        const isKnown = (slot: Slot) => played.known.includes(personOf(played, slot)) || played.guests.includes(personOf(played, slot));
        if (fresh.length > 0 && viewsReveal(policy, all, isKnown)) return { steps, views: seen.size, leak: history };
        const key = JSON.stringify([after, all]);
        if (visited.has(key)) continue;
        visited.add(key);
        following.push({ played: after, views: all, events: history });
      }
    }
    level = following;
  }
  return { steps, views: seen.size, leak: null };
}

function* eventsAt({ people, gone, quarter }: PlayedOrganization, quarters: number): Generator<OrganizationEvent> {
  for (let person = 0; person < people; person++) {
    if (gone.includes(person)) continue;
    yield { kind: "submit", person };
    yield { kind: "delete", person };
  }
  if (quarter + 1 < quarters) yield { kind: "quarter" };
}

type Beginning = { minimum?: number; known?: readonly number[]; guests?: readonly number[] };

export function organizationOf(people: number, { minimum = 3, known = [], guests = [] }: Beginning = {}): PlayedOrganization {
  return { people, minimum, quarter: 0, cohorts: [], counted: [], gone: [], known, guests };
}
