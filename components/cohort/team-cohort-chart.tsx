/** A team's summary: how many gave each answer, behavior by behavior, and the median in words. */
import { AnswerBars } from "@/components/charts/answer-bars";
import type { Distribution, ShownCohort } from "@/lib/domain/cohort/team-cohort";
import { describeSpread } from "@/lib/domain/overview/insight-wording";

const HIDDEN: Record<Extract<Distribution["shown"], string>, string> = {
  "too-alike": "Not shown: the answers are so alike that they would give single ones away.",
  "too-few": "Not shown: too few of them were asked about this.",
};

export function TeamCohortChart({ cohort }: { cohort: ShownCohort }) {
  const { levels, behaviors, distributions, size } = cohort;
  const rows = distributions.map(({ behaviorId, shown }) => {
    const named = { id: behaviorId, name: behaviors.find(({ id }) => id === behaviorId)?.name ?? "" };
    if (typeof shown === "string") return { ...named, bar: null, words: HIDDEN[shown] };
    const rank = levels.findIndex(({ id }) => id === shown.medianLevelId);
    return { ...named, bar: shown, words: describeSpread(levels, { ...shown, medianRank: rank < 0 ? null : rank }) };
  });
  return <AnswerBars caption={`How many of the ${size} people gave each answer, by behavior`} rows={rows} />;
}
