/** Pairings for a workshop: a person who wants to grow in a behavior, with one who can share how they work. */
import { FAR_APART } from "@/lib/domain/overview/insights";

/** From this rank on a person works on their own and can show how: Advanced, in the shipped scale. */
const SHARES_FROM = 2;

/** A person who may be proposed. Only people who opted in may be candidates. */
export type Candidate = {
  userId: string;
  /** By behavior id, for behaviors that they rated. */
  ranks: ReadonlyMap<string, number>;
  /** Behavior ids, in order of priority. Empty where the focus is not shared. */
  focuses: readonly string[];
};

export type Pairing = {
  behaviorId: string;
  /** The person who chose it as their focus. */
  seekerId: string;
  /** A person at least two levels further, and at Advanced or higher. */
  guideId: string;
};

type Option = Pick<Pairing, "guideId" | "behaviorId">;

function optionsOf(seeker: Candidate, candidates: readonly Candidate[]): Option[] {
  return seeker.focuses.flatMap((behaviorId) => {
    const own = seeker.ranks.get(behaviorId);
    if (own === undefined) return [];
    return candidates
      .filter(({ userId, ranks }) => userId !== seeker.userId && (ranks.get(behaviorId) ?? -1) >= Math.max(SHARES_FROM, own + FAR_APART))
      .map(({ userId }) => ({ guideId: userId, behaviorId }));
  });
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Each seeker for whom there is a guide gets one pairing, and the load is spread: first as many seekers as possible have a guide
 * of their own, then as many as possible share one with one other, and so on (augmenting paths; Kuhn 1955). The result depends
 * only on the candidates, not on their order. Ordered by seeker.
 */
export function pairUp(candidates: readonly Candidate[]): Pairing[] {
  const people = candidates.toSorted((a, b) => byText(a.userId, b.userId));
  const options = new Map(people.map((seeker) => [seeker.userId, optionsOf(seeker, people)]));
  const chosen = new Map<string, Option>();
  const guidedBy = new Map<string, string[]>(people.map(({ userId }) => [userId, []]));

  function choose(seekerId: string, option: Option): void {
    const before = chosen.get(seekerId);
    const others = guidedBy.get(before?.guideId ?? "");
    others?.splice(others.indexOf(seekerId), 1);
    chosen.set(seekerId, option);
    guidedBy.get(option.guideId)?.push(seekerId);
  }

  /**
   * Whether the seeker finds a guide with a free place, perhaps because another of the guide's seekers can change to someone
   * else.
   */
  function findRoom(seekerId: string, most: number, asked: Set<string>): boolean {
    for (const option of options.get(seekerId) ?? []) {
      if (asked.has(option.guideId)) continue;
      asked.add(option.guideId);
      const seekers = guidedBy.get(option.guideId) ?? [];
      if (seekers.length < most || seekers.toSorted(byText).some((other) => findRoom(other, most, asked))) {
        choose(seekerId, option);
        return true;
      }
    }
    return false;
  }

  let waiting = people.map(({ userId }) => userId).filter((id) => (options.get(id) ?? []).length > 0);
  for (let most = 1; waiting.length > 0; most++) waiting = waiting.filter((id) => !findRoom(id, most, new Set()));
  return people.flatMap(({ userId }) => {
    const option = chosen.get(userId);
    return option ? [{ ...option, seekerId: userId }] : [];
  });
}
