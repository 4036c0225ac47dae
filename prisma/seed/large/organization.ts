/** The large organization: who is in it, in which teams, and each team's rounds over the last years. */
import { endOfDay, type Round } from "@/lib/domain/round/round";
import { DEMO_TEAMS } from "../demo/people";
import { Random } from "./random";

export const DAY = 24 * 60 * 60 * 1000;
const HOUR = DAY / 24;

export type LargeSize = { people: number; teams: number; rounds: number };

/** Between the openings of two rounds: ten of them are two and a half years. In days. */
const BETWEEN_ROUNDS = 91;
const ROUND_LENGTH = 14;
/** The last round opened this many days ago, and is still open. */
const LAST_OPENED = 5;
/** The largest team that a page has to show. */
const LARGEST_TEAM = 200;
/** How many teams one coach has. */
const TEAMS_PER_COACH = 5;

/** Reserved (RFC 2606): no mail to it reaches anyone. Addresses that end with it were made here. */
export const LARGE_DOMAIN = "large.example";

/** The demo's people, whose names are put together anew. */
const NAMES = DEMO_TEAMS.flatMap(({ members }) => members.map(({ name }) => name.split(" ")));
const TIME_ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo"];

export type LargePerson = { userId: string; auditRef: string; name: string; email: string };

export type LargeTeam = {
  teamId: string;
  name: string;
  coaches: LargePerson[];
  members: LargePerson[];
  /** Oldest first; the last one is open. */
  rounds: Round[];
};

export type LargeOrganization = { admin: LargePerson; coaches: LargePerson[]; teams: LargeTeam[] };

function person(random: Random, key: string): LargePerson {
  return {
    userId: random.id(),
    auditRef: random.id(),
    name: `${random.pick(NAMES)[0]} ${random.pick(NAMES).at(-1)}`,
    email: `${key}@${LARGE_DOMAIN}`,
  };
}

/** The first team gets at most half of all people; the rest are spread evenly. */
function sizesOf(members: number, teams: number): number[] {
  const first = teams === 1 ? members : Math.min(LARGEST_TEAM, Math.floor(members / 2));
  const others = Array.from({ length: teams - 1 }, (_, index) => Math.floor(((members - first) * (index + 1)) / (teams - 1)));
  return [first, ...others.map((end, index) => end - (others[index - 1] ?? 0))];
}

function roundsOf(random: Random, competencyId: string, count: number, now: Date): Round[] {
  const timeZone = random.pick(TIME_ZONES);
  const blindReviews = random.isWithin(0.15);
  // Teams begin on different days, and each keeps its own rhythm.
  const late = random.below(4);
  return Array.from({ length: count }, (_, index) => {
    const daysAgo = LAST_OPENED + (count - 1 - index) * BETWEEN_ROUNDS - late;
    const openedAt = new Date(Math.floor(now.getTime() / DAY) * DAY - daysAgo * DAY + 8 * HOUR);
    const dueAt = endOfDay(new Date(openedAt.getTime() + ROUND_LENGTH * DAY).toISOString().slice(0, 10), timeZone);
    const isClosed = index < count - 1 && random.isWithin(0.1);
    return {
      roundId: random.id(),
      competencyId,
      name: `Round ${index + 1}`,
      openedAt,
      dueAt,
      timeZone,
      closedAt: isClosed ? new Date(openedAt.getTime() + (ROUND_LENGTH - 3) * DAY) : null,
      blindReviews,
    };
  });
}

/** The same for the same size and day. */
export function largeOrganization({ people, teams, rounds }: LargeSize, competencyId: string, now: Date): LargeOrganization {
  const random = new Random(20_261_126);
  const admin = person(random, "admin");
  const coaches = Array.from({ length: Math.ceil(teams / TEAMS_PER_COACH) }, (_, index) => person(random, `coach-${index + 1}`));
  const sizes = sizesOf(people - coaches.length - 1, teams);
  let seat = 0;
  return {
    admin,
    coaches,
    teams: sizes.map((size, index) => {
      const coach = coaches[Math.floor(index / TEAMS_PER_COACH)] as LargePerson;
      const second = coaches[(Math.floor(index / TEAMS_PER_COACH) + 1) % coaches.length] as LargePerson;
      return {
        teamId: random.id(),
        name: `Team ${index + 1}`,
        coaches: second !== coach && random.isWithin(0.3) ? [coach, second] : [coach],
        members: Array.from({ length: size }, () => person(random, `member-${++seat}`)),
        rounds: roundsOf(random, competencyId, rounds, now),
      };
    }),
  };
}

/** When everybody and everything in it was created: before the first round. */
export function beganAt({ rounds }: LargeSize, now: Date): Date {
  return new Date(now.getTime() - (rounds * BETWEEN_ROUNDS + ROUND_LENGTH) * DAY);
}
