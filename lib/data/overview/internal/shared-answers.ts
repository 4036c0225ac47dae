/** What the people in a team share with its coaches, and the answers that one coach is shown: the basis of the heatmap and the export. */

import { getDatabase } from "@/lib/db/client";
import { idsIn } from "@/lib/db/ids-in";
import type { SharedSubmission } from "@/lib/domain/overview/overview";
import type { Round } from "@/lib/domain/round/round";

export type TeamPerson = { userId: string; name: string; role: string; submissions: SharedSubmission[] };

export type TeamSharing = {
  teamName: string;
  people: TeamPerson[];
  /** All of the team's, newest first. */
  rounds: Round[];
  /** The revisions of shared assessments, by id. */
  revisionNumbers: ReadonlyMap<string, number>;
};

export type ShownRating = { assessmentId: string; behaviorId: string; answer: string | null; evidence: string };

/** For assessments that are shown by `readTeamSharing`: the caller records the view first. Evidence is not read. */
export function readAnswers(assessmentIds: readonly string[]): Promise<Omit<ShownRating, "evidence">[]> {
  return getDatabase().$queryRaw<Omit<ShownRating, "evidence">[]>`
    SELECT r."assessmentId", r."behaviorId", r."answer"
    FROM (${idsIn(assessmentIds)}) AS shown JOIN "Rating" r ON r."assessmentId" = shown.id`;
}

/** The same with evidence where it is shared; other evidence does not leave the database. */
export function readAnswersWithEvidence(teamId: string, assessmentIds: readonly string[]): Promise<ShownRating[]> {
  return getDatabase().$queryRaw<ShownRating[]>`
    SELECT r."assessmentId", r."behaviorId", r."answer", CASE WHEN s."withEvidence" THEN r."evidence" ELSE '' END AS "evidence"
    FROM (${idsIn(assessmentIds)}) AS shown
    JOIN "Share" s ON s."assessmentId" = shown.id AND s."teamId" = ${teamId} AND s."withdrawnAt" IS NULL
    JOIN "Rating" r ON r."assessmentId" = shown.id`;
}

/** By assessment and behavior. */
export function answersByAssessment(ratings: readonly Omit<ShownRating, "evidence">[]): Map<string, ReadonlyMap<string, string | null>> {
  const answers = new Map<string, Map<string, string | null>>();
  for (const { assessmentId, behaviorId, answer } of ratings) {
    answers.set(assessmentId, (answers.get(assessmentId) ?? new Map<string, string | null>()).set(behaviorId, answer));
  }
  return answers;
}
