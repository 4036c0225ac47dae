/** What the people in a team share with its coaches, and the answers that one coach is shown: the basis of the heatmap and the export. */

import type { NotNull } from "kysely";
import type { Actor } from "@/lib/access/actor";
import { teamsWhere } from "@/lib/access/where";
import { listRoundsOf } from "@/lib/data/round/internal/rounds";
import { sharesShownTo } from "@/lib/data/sharing/internal/shown-answers";
import { getDatabase } from "@/lib/db/client";
import { idsIn } from "@/lib/db/ids-in";
import { sqlOn } from "@/lib/db/sql";
import type { SharedSubmission } from "@/lib/domain/overview/overview";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { requireWellFormed } from "@/lib/domain/request/require-well-formed";
import type { Round } from "@/lib/domain/round/round";
import { groupBy } from "@/lib/platform/group-by";

export type TeamPerson = { userId: string; name: string; role: string; submissions: SharedSubmission[] };

export type TeamSharing = {
  teamName: string;
  people: TeamPerson[];
  /** All of the team's, newest first. */
  rounds: Round[];
};

export type ShownRating = { assessmentId: string; behaviorId: string; answer: string | null; evidence: string };

/** For assessments that are shown by `readTeamSharing`: the caller records the view first. Evidence is not read. */
export function listAnswers(assessmentIds: readonly string[]): Promise<Omit<ShownRating, "evidence">[]> {
  return sqlOn()
    .selectFrom(idsIn(assessmentIds).as("shown"))
    .innerJoin("Rating as r", "r.assessmentId", "shown.id")
    .select(["r.assessmentId", "r.behaviorId", "r.answer"])
    .execute();
}

/** The same with evidence where it is shared; other evidence does not leave the database. */
export function listAnswersWithEvidence(teamId: string, assessmentIds: readonly string[]): Promise<ShownRating[]> {
  return sqlOn()
    .selectFrom(idsIn(assessmentIds).as("shown"))
    .innerJoin("Share as s", (join) =>
      join.onRef("s.assessmentId", "=", "shown.id").on("s.teamId", "=", teamId).on("s.withdrawnAt", "is", null),
    )
    .innerJoin("Rating as r", "r.assessmentId", "shown.id")
    .select(["r.assessmentId", "r.behaviorId", "r.answer"])
    .select((select) => select.case().when(select.ref("s.withEvidence")).then(select.ref("r.evidence")).else("").end().as("evidence"))
    .execute();
}

/** By assessment and behavior. */
export function answersByAssessment(ratings: readonly Omit<ShownRating, "evidence">[]): Map<string, ReadonlyMap<string, string | null>> {
  const answers = new Map<string, Map<string, string | null>>();
  for (const { assessmentId, behaviorId, answer } of ratings) {
    answers.set(assessmentId, (answers.get(assessmentId) ?? new Map<string, string | null>()).set(behaviorId, answer));
  }
  return answers;
}

function listPeople(teamId: string) {
  return sqlOn()
    .selectFrom("Membership as m")
    .innerJoin("User as u", "u.id", "m.userId")
    .select(["m.userId", "u.name", "m.role"])
    .where("m.teamId", "=", teamId)
    .execute();
}

/** What people of the team share with it, or shared. Begun from the team's shares: Prisma would look at every assessment there is. */
function listShared(teamId: string) {
  return sqlOn()
    .selectFrom("Share as s")
    .innerJoin("Assessment as a", "a.id", "s.assessmentId")
    .innerJoin("Membership as m", (join) => join.onRef("m.teamId", "=", "s.teamId").onRef("m.userId", "=", "a.ownerId"))
    .innerJoin("Revision as r", "r.id", "a.revisionId")
    .select(["a.id as assessmentId", "a.ownerId", "a.revisionId", "a.submittedAt", "s.withdrawnAt", "r.competencyId"])
    .where("s.teamId", "=", teamId)
    .where("a.submittedAt", "is not", null)
    .$narrowType<{ submittedAt: NotNull }>()
    .execute();
}

/**
 * Everybody in the team with what they share, and no answer. Each table is read whole by one statement that knows the team
 * alone: lists of ids would be cut into as many statements as an engine takes parameters.
 * @throws ExpectedError NotFound to whoever is no coach of it
 */
export async function getTeamSharing(actor: Pick<Actor, "userId">, teamId: string): Promise<TeamSharing> {
  requireWellFormed(teamId);
  const database = getDatabase();
  const [team, people, rounds, shared] = await Promise.all([
    database.team.findFirst({ where: { id: teamId, ...teamsWhere(actor, "sharing.readRatings") }, select: { name: true } }),
    listPeople(teamId),
    listRoundsOf(teamId),
    listShared(teamId),
  ]);
  if (!team) throw notFoundError();
  const shown = await database.share.findMany({ where: sharesShownTo(actor, teamId, rounds), select: { assessmentId: true } });
  const shownIds = new Set(shown.map(({ assessmentId }) => assessmentId));
  const submissions = shared.map((row) => ({ ...row, isShown: shownIds.has(row.assessmentId) }));
  const submissionsOf = groupBy(submissions, ({ ownerId }) => ownerId);
  return {
    teamName: team.name,
    people: people.map((person) => ({ ...person, submissions: submissionsOf(person.userId) })),
    rounds,
  };
}
