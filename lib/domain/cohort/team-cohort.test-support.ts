/** A small workspace played through in every order, and what each person in it could find out about the others. */
import type { AnswerCounts } from "./team-cohort";
import { DRAW_AFTER_DAYS, isRevealing, medianRank, nextCohort } from "./team-cohort";

const DAY = 24 * 60 * 60 * 1000;

/** Two levels and "no opportunity yet". */
const CATEGORIES = 3;

/** An assessment of somebody; its place in the list is its id, and later ones are submitted later. */
type Submission = { owner: number };
type PlayedShare = { submission: number; team: number; at: number; withdrawn: boolean };
type Drawn = { team: number; submissions: readonly number[] };

export type Played = {
  day: number;
  submissions: readonly Submission[];
  shares: readonly PlayedShare[];
  cohorts: readonly Drawn[];
  /** Members of each team, and those who coach it. */
  members: readonly (readonly number[])[];
  coaches: readonly (readonly number[])[];
  gone: readonly number[];
};

export type PlayedEvent =
  | { kind: "share" | "withdraw" | "leave" | "join"; person: number; team: number }
  | { kind: "retake" | "delete"; person: number }
  /** The hourly job for what is due, and a week that passes. */
  | { kind: "hour" | "week" };

/** The answer in each submission, for one behavior: each behavior is counted and shown by itself. */
export type World = readonly number[];

export type Policy = {
  /** The submissions of the team's next cohort, or null: none is due. `world` is for a broken policy only. */
  draw: (played: Played, team: number, world: World | null) => readonly number[] | null;
  /** The submissions of the cohort that a viewer gets to see, or null. */
  cohort: (played: Played, team: number, viewer: number) => readonly number[] | null;
  /** What is shown of the counts; null: nothing. */
  show: (counts: AnswerCounts) => string | null;
};

export const MINIMUM = 3;

const isLive = ({ shares }: Played, submission: number, team: number) =>
  shares.some((share) => share.submission === submission && share.team === team && !share.withdrawn);

function liveShares(played: Played, team: number, isCounted: (submission: number) => boolean) {
  return played.shares
    .filter((share) => share.team === team && !share.withdrawn)
    .map(({ submission, at }) => ({
      assessmentId: String(submission).padStart(3, "0"),
      ownerId: String(played.submissions[submission]?.owner),
      submittedAt: new Date(submission),
      sharedAt: new Date(at * DAY),
      isCounted: isCounted(submission),
    }));
}

export function drawWith(
  played: Played,
  team: number,
  minimum: number,
  isCounted: (submission: number) => boolean,
): readonly number[] | null {
  const next = nextCohort({
    shares: liveShares(played, team, isCounted),
    memberIds: (played.members[team] ?? []).map(String),
    minGroupSize: minimum,
    now: new Date(played.day * DAY),
  });
  return next.kind === "due" ? next.shares.map(({ assessmentId }) => Number(assessmentId)).toSorted((a, b) => a - b) : null;
}

export const isInACohort = (played: Played) => (submission: number) =>
  played.cohorts.some(({ submissions }) => submissions.includes(submission));

/** Whether the viewer, as coach of a team, may see something of somebody in the cohort by name. */
function coachesOneOf(played: Played, submissions: readonly number[], viewer: number, butTeam: number): boolean {
  return played.coaches.some(
    (coaches, team) =>
      team !== butTeam &&
      coaches.includes(viewer) &&
      submissions.some((submission) => {
        const owner = played.submissions[submission]?.owner ?? -1;
        const hasShared = played.shares.some((share) => share.team === team && played.submissions[share.submission]?.owner === owner);
        return owner !== viewer && (played.members[team]?.includes(owner) || hasShared);
      }),
  );
}

/** The decided policy. The data layer's queries do the same, and are played against it. */
export const decided: Policy = {
  draw: (played, team) => drawWith(played, team, MINIMUM, isInACohort(played)),
  cohort: (played, team, viewer) => {
    const intact = played.cohorts.findLast(
      (cohort) =>
        cohort.team === team &&
        cohort.submissions.every((submission) => isLive(played, submission, team)) &&
        !coachesOneOf(played, cohort.submissions, viewer, team),
    );
    return intact?.submissions ?? null;
  },
  show: (counts) => (isRevealing(counts) ? null : `${counts.join()} median ${medianRank(counts.slice(0, -1))}`),
};

function latestSubmission({ submissions }: Played, person: number): number {
  return submissions.findLastIndex(({ owner }) => owner === person);
}

function withdrawWhere(played: Played, isMeant: (share: PlayedShare) => boolean): Played {
  return { ...played, shares: played.shares.map((share) => (isMeant(share) ? { ...share, withdrawn: true } : share)) };
}

function without<T>(list: readonly T[], item: T): T[] {
  return list.filter((each) => each !== item);
}

function afterEvent(played: Played, event: PlayedEvent): Played {
  switch (event.kind) {
    case "share": {
      const submission = latestSubmission(played, event.person);
      const others = played.shares.filter((share) => share.submission !== submission || share.team !== event.team);
      const shares = [...others, { submission, team: event.team, at: played.day, withdrawn: false }];
      return { ...played, shares: shares.toSorted((a, b) => a.team - b.team || a.submission - b.submission) };
    }
    case "withdraw": {
      const last = played.shares
        .filter((share) => share.team === event.team && !share.withdrawn && played.submissions[share.submission]?.owner === event.person)
        .reduce((latest, { submission }) => Math.max(latest, submission), -1);
      return withdrawWhere(played, (share) => share.team === event.team && share.submission === last);
    }
    case "leave": {
      const members = played.members.map((team, index) => (index === event.team ? without(team, event.person) : team));
      return withdrawWhere(
        { ...played, members },
        (share) => share.team === event.team && played.submissions[share.submission]?.owner === event.person,
      );
    }
    case "join":
      return { ...played, members: played.members.map((team, index) => (index === event.team ? [...team, event.person] : team)) };
    case "retake":
      return { ...played, submissions: [...played.submissions, { owner: event.person }] };
    case "delete":
      return {
        ...played,
        gone: [...played.gone, event.person],
        members: played.members.map((team) => without(team, event.person)),
        shares: played.shares.filter((share) => played.submissions[share.submission]?.owner !== event.person),
      };
    case "week":
      return { ...played, day: played.day + DRAW_AFTER_DAYS };
    case "hour":
      return played;
  }
}

/** Like the data layer: it checks for a due cohort after a share, and every hour. */
export function play(policy: Policy, played: Played, event: PlayedEvent, world: World | null = null): Played {
  let after = afterEvent(played, event);
  const teams = event.kind === "share" ? [event.team] : event.kind === "hour" || event.kind === "week" ? after.members.keys() : [];
  for (const team of teams) {
    const submissions = policy.draw(after, team, world);
    if (submissions) after = { ...after, cohorts: [...after.cohorts, { team, submissions }] };
  }
  return after;
}

export function countsOf(submissions: readonly number[], world: World): number[] {
  return Array.from({ length: CATEGORIES }, (_, answer) => submissions.filter((submission) => world[submission] === answer).length);
}

function worldsOf(length: number): World[] {
  return Array.from({ length: CATEGORIES ** length }, (_, code) =>
    Array.from({ length }, (_unused, place) => Math.floor(code / CATEGORIES ** place) % CATEGORIES),
  );
}

/** Whether, in some world, the views leave somebody's answer only one value: by definition, over every world. */
function isRevealed(worlds: readonly World[], hidden: readonly number[], viewIn: (world: World) => string): boolean {
  const possible = new Map<string, number[]>();
  for (const world of worlds) {
    const view = viewIn(world);
    let values = possible.get(view);
    if (!values) {
      values = hidden.map(() => 0);
      possible.set(view, values);
    }
    for (const [index, submission] of hidden.entries()) values[index] = (values[index] ?? 0) | (1 << (world[submission] ?? 0));
  }
  return [...possible.values()].some((values) => values.some((bits) => (bits & (bits - 1)) === 0));
}

const revealed = new Map<Policy, Map<string, boolean>>();

/**
 * Whether the cohorts that a viewer has ever seen reveal an answer that the viewer does not know by name. Memoized: many
 * sequences lead to the same set.
 */
export function cohortsReveal(policy: Policy, seen: readonly (readonly number[])[], known: readonly number[]): boolean {
  const inCohorts = [...new Set(seen.flat())].toSorted((a, b) => a - b);
  // Renumbered, so that cases which differ only in names are computed once.
  const rename = (submissions: readonly number[]) => submissions.map((submission) => inCohorts.indexOf(submission));
  const [sets, own] = [seen.map(rename), rename(known.filter((submission) => inCohorts.includes(submission)))];
  const key = `${sets.map((set) => set.join()).join("|")}#${own.join()}`;
  const remembered = revealed.get(policy) ?? new Map<string, boolean>();
  revealed.set(policy, remembered);
  let answer = remembered.get(key);
  if (answer === undefined) {
    const hidden = inCohorts.map((_, index) => index).filter((index) => !own.includes(index));
    answer = isRevealed(
      worldsOf(inCohorts.length),
      hidden,
      (world) => `${own.map((submission) => world[submission]).join()}#${sets.map((set) => policy.show(countsOf(set, world))).join("|")}`,
    );
    remembered.set(key, answer);
  }
  return answer;
}

/** The same without a short cut: every world is played by itself, and the view at each step is recorded. */
export function viewsTell(policy: Policy, start: Played, events: readonly PlayedEvent[], viewer: number): boolean {
  const submissionCount = start.submissions.length + events.filter(({ kind }) => kind === "retake").length;
  const owners = [
    ...start.submissions.map(({ owner }) => owner),
    ...events.flatMap((event) => (event.kind === "retake" ? [event.person] : [])),
  ];
  const known = new Set(owners.flatMap((owner, submission) => (owner === viewer ? [submission] : [])));
  const worlds = worldsOf(submissionCount);
  const views = new Map<World, string>();
  for (const world of worlds) {
    let played = start;
    let view = "";
    for (const event of events) {
      played = play(policy, played, event, world);
      for (const submission of namedTo(played, viewer)) known.add(submission);
      view += `;${viewOf(policy, played, viewer)
        .map((submissions) => (submissions ? `${submissions.join()}=${policy.show(countsOf(submissions, world))}` : "none"))
        .join("/")}`;
    }
    views.set(world, view);
  }
  const hidden = owners.flatMap((_, submission) => (known.has(submission) ? [] : [submission]));
  return isRevealed(worlds, hidden, (world) => `${[...known].map((submission) => world[submission]).join()}#${views.get(world)}`);
}

function viewOf(policy: Policy, played: Played, viewer: number) {
  return played.members.map((members, team) => (members.includes(viewer) ? policy.cohort(played, team, viewer) : null));
}

/** What a coach sees by name. */
function namedTo(played: Played, viewer: number): number[] {
  return played.shares
    .filter(({ team, withdrawn }) => !withdrawn && played.coaches[team]?.includes(viewer))
    .map(({ submission }) => submission);
}

export type Bounds = { depth: number; kinds: readonly PlayedEvent["kind"][]; retakes?: number; outsiders?: readonly number[] };

/** Everything that can happen next. */
export function* eventsAt(played: Played, { kinds, retakes = 0, outsiders = [] }: Bounds, people: number): Generator<PlayedEvent> {
  const asked = new Set(kinds);
  const isNew = (person: number) => played.submissions.every(({ owner }) => owner !== person);
  for (let person = 0; person < people; person++) {
    if (played.gone.includes(person) || isNew(person)) continue;
    for (const [team, members] of played.members.entries()) {
      const latest = latestSubmission(played, person);
      if (!members.includes(person)) {
        if (asked.has("join") && outsiders.includes(person)) yield { kind: "join", person, team };
        continue;
      }
      if (asked.has("share") && !isLive(played, latest, team)) yield { kind: "share", person, team };
      const hasShared = played.shares.some(
        (share) => share.team === team && !share.withdrawn && played.submissions[share.submission]?.owner === person,
      );
      if (asked.has("withdraw") && hasShared) yield { kind: "withdraw", person, team };
      if (asked.has("leave")) yield { kind: "leave", person, team };
    }
    if (asked.has("retake") && played.submissions.length < people + retakes) yield { kind: "retake", person };
    if (asked.has("delete")) yield { kind: "delete", person };
  }
  if (asked.has("hour")) yield { kind: "hour" };
  if (asked.has("week")) yield { kind: "week" };
}

export type Exploration = { steps: number; cohorts: number; leak: { events: PlayedEvent[]; viewer: number } | null };

/**
 * Plays every sequence of events up to the depth, and stops at the first that reveals an answer. Two sequences that lead to the
 * same state, with the same cohorts seen by everybody, continue alike, so only one is followed; and of members who have done
 * nothing yet and are alike, only the first may begin.
 */
export function explore(policy: Policy, start: Played, bounds: Bounds): Exploration {
  const people = start.submissions.length;
  type Node = {
    played: Played;
    seen: readonly (readonly (readonly number[])[])[];
    known: readonly (readonly number[])[];
    events: PlayedEvent[];
  };
  const nobody = Array.from({ length: people }, () => []);
  let level: Node[] = [{ played: start, seen: nobody, known: nobody, events: [] }];
  const visited = new Set<string>();
  const drawn = new Set<string>();
  let steps = 0;
  for (let depth = 0; depth < bounds.depth; depth++) {
    const following: Node[] = [];
    for (const node of level) {
      const active = new Set(node.events.flatMap((event) => ("person" in event ? [event.person] : [])));
      const areAlike = start.members.length === 1;
      const isOutsider = (person: number) => bounds.outsiders?.includes(person) ?? false;
      const firstIdle = start.submissions.findIndex(({ owner }) => !active.has(owner) && !isOutsider(owner));
      for (const event of eventsAt(node.played, bounds, people)) {
        if (areAlike && "person" in event && !isOutsider(event.person) && !active.has(event.person) && event.person > firstIdle) continue;
        steps++;
        const played = play(policy, node.played, event);
        for (const { submissions } of played.cohorts) drawn.add(submissions.join());
        const events = [...node.events, event];
        const seen = node.seen.map((sets, viewer) => {
          const shown = viewOf(policy, played, viewer).filter((submissions) => submissions !== null);
          const fresh = shown.filter((submissions) => !sets.some((set) => set.join() === submissions.join()));
          return fresh.length === 0 ? sets : [...sets, ...fresh].toSorted((a, b) => (a.join() < b.join() ? -1 : 1));
        });
        const known = node.known.map((submissions, viewer) =>
          [...new Set([...submissions, ...namedTo(played, viewer)])].toSorted((a, b) => a - b),
        );
        for (const [viewer, sets] of seen.entries()) {
          if (sets === node.seen[viewer] && known[viewer]?.length === node.known[viewer]?.length) continue;
          const own = played.submissions.flatMap(({ owner }, submission) => (owner === viewer ? [submission] : []));
          if (cohortsReveal(policy, sets, [...new Set([...own, ...(known[viewer] ?? [])])])) {
            return { steps, cohorts: drawn.size, leak: { events, viewer } };
          }
        }
        const key = JSON.stringify([played, seen, known]);
        if (visited.has(key)) continue;
        visited.add(key);
        following.push({ played, seen, known, events });
      }
    }
    level = following;
  }
  return { steps, cohorts: drawn.size, leak: null };
}
