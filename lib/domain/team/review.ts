/** A coach's review beside a member's ratings: what its answers are, and where the two are far enough apart to talk about. */
import { answersByBehavior, rankOf, ratedLevel } from "../assessment/rated-behaviors";
import type { Rating } from "../assessment/timed-rating";
import type { CompetencyModel } from "../competency/model";
import { FAR_APART } from "./insights";

/** A coach's answer of its own: they have not seen the behavior. Never a level. */
export const NOT_OBSERVED = "not-observed";

/** One behavior, as its member and a coach rated it. The two are never averaged. */
export type SideBySide = {
  behaviorId: string;
  /** A level's id, "no-opportunity", or null where it was not answered. */
  member: string | null;
  /** A level's id, NOT_OBSERVED, or null where it was not answered. */
  coach: string | null;
  /** The coach's rank less the member's; null where one of them did not rate. */
  gap: number | null;
};

/** In the model's order. `reviewed`: the coach's answers by behavior id. */
export function sideBySide(
  source: CompetencyModel["source"],
  ratings: readonly Rating[],
  reviewed: ReadonlyMap<string, string | null>,
): SideBySide[] {
  const answers = answersByBehavior(ratings);
  return source.behaviors.map(({ id }) => {
    const [member, coach] = [answers.get(id) ?? null, reviewed.get(id) ?? null];
    const [own, other] = [ratedLevel(member), coach === NOT_OBSERVED ? null : coach];
    const gap = own === null || other === null ? null : rankOf(source, other) - rankOf(source, own);
    return { behaviorId: id, member, coach, gap };
  });
}

/** Two or more levels apart, the largest first: something to talk about, and nobody's mistake. */
export function talkingPoints(rows: readonly SideBySide[]): SideBySide[] {
  return rows
    .filter(({ gap }) => gap !== null && Math.abs(gap) >= FAR_APART)
    .toSorted((a, b) => Math.abs(b.gap ?? 0) - Math.abs(a.gap ?? 0));
}
