/** The demo's rounds and reviews as rows: a round for each submission of each team, and one that is open now. */

import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { NOT_OBSERVED } from "@/lib/domain/review/review";
import { dueDay, endOfDay } from "@/lib/domain/round/round";
import type { AuditAction, AuditDetail } from "@/lib/domain/workspace/audit";
import { DEMO_AGREEMENTS, DEMO_REVIEWS, type DemoReview } from "./coaching";
import { DEMO_TEAMS, type DemoTeam } from "./people";
import { assessmentIdOf, auditRefOf, DAY, daysBefore, demoTeamId, demoUserId, idOf, MINUTE, SUBMISSIONS } from "./when-and-who";

const MONTH = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" });
const LATEST = SUBMISSIONS.length - 1;

/** For the team whose submissions leave no round open: one that nobody has begun yet. */
const NEW_ROUND = "lantern";

function teamOf(memberKey: string): DemoTeam {
  const team = DEMO_TEAMS.find(({ members }) => members.some(({ key }) => key === memberKey));
  if (!team) throw new Error(`The demo has no team of ${memberKey}.`);
  return team;
}

function roundOf(competencyId: string, team: DemoTeam, number: number, openedAt: Date, dueDayAt: Date) {
  const { coach } = team;
  const { timeZone } = coach;
  const id = idOf("round", team.key, number);
  const row = {
    id,
    teamId: demoTeamId(team),
    competencyId,
    name: MONTH.format(openedAt),
    openedAt,
    dueAt: endOfDay(dueDayAt.toISOString().slice(0, 10), timeZone),
    timeZone,
    closedAt: null,
    // Only the team with the most experience uses blind reviews.
    blindReviews: team.key === "orion" && number === LATEST,
    openedById: demoUserId(coach),
  };
  // Marked as sent, so that nobody in the demo is ever mailed.
  const mails = team.members.flatMap((member) =>
    (["call", "reminder"] as const).map((kind) => ({ roundId: id, userId: demoUserId(member), kind, sequence: 0, sentAt: openedAt })),
  );
  return { row, mails, team };
}

/** Oldest first. Members submit within two weeks of the opening, and the largest team's latest round is still open. */
export function roundRows(competencyId: string, now: Date) {
  return DEMO_TEAMS.flatMap((team) => {
    const past = SUBMISSIONS.map((days, number) => {
      const length = team.key === "harbor" && number === LATEST ? days + 6 : 18;
      return roundOf(competencyId, team, number, daysBefore(now, days + 2, 8), new Date(now.getTime() - (days - length) * DAY));
    });
    if (team.key !== NEW_ROUND) return past;
    return [...past, roundOf(competencyId, team, SUBMISSIONS.length, daysBefore(now, 3, 8), new Date(now.getTime() + 9 * DAY))];
  });
}

/** Some days after the member's submission; members follow one another by a day. */
function reviewedAt({ member }: Pick<DemoReview, "member">, now: Date, days: number): Date {
  const seat = teamOf(member).members.findIndex(({ key }) => key === member);
  return daysBefore(now, (SUBMISSIONS[LATEST] ?? 0) - seat - days, 15);
}

/** For each review: its first row, its entries, and its final state. */
export function reviewRows(source: CompetencyModel["source"], now: Date) {
  return DEMO_REVIEWS.map((review) => {
    const { member, answers, comments, comment, reply = "", notes, state, isBlind } = review;
    const team = teamOf(member);
    const id = idOf("review", team.coach.key, member);
    const startedAt = reviewedAt(review, now, 3);
    const [committedAt, releasedAt, repliedAt] = [
      new Date(startedAt.getTime() + 25 * MINUTE),
      new Date(startedAt.getTime() + 40 * MINUTE),
      new Date(startedAt.getTime() + DAY),
    ];
    const isReleased = state === "released";
    return {
      begun: {
        id,
        assessmentId: assessmentIdOf({ key: member }, LATEST),
        teamId: demoTeamId(team),
        coachId: demoUserId(team.coach),
        number: 1,
        startedAt,
        notes,
        comment,
        reply,
        repliedAt: reply === "" ? null : repliedAt,
      },
      entries: [...answers].map((mark, index) => {
        const behaviorId = source.behaviors[index]?.id ?? "";
        const said = comments[behaviorId];
        const answer = mark === "-" ? NOT_OBSERVED : source.levels[Number(mark) - 1]?.id;
        if (!answer) throw new Error(`${member} is given no level ${mark}.`);
        return {
          reviewId: id,
          behaviorId,
          answer,
          comment: said?.comment ?? "",
          reply: said?.reply ?? "",
          repliedAt: said?.reply ? repliedAt : null,
        };
      }),
      ended: {
        isBlind,
        skippedAt: state === "skipped" ? startedAt : null,
        committedAt: state === "skipped" ? null : committedAt,
        releasedAt: isReleased ? releasedAt : null,
      },
    };
  });
}

export function agreedLevelRows(now: Date) {
  return DEMO_AGREEMENTS.map(({ member, ...agreed }) => {
    const team = teamOf(member);
    const proposedAt = reviewedAt({ member }, now, 6);
    return {
      ...agreed,
      id: idOf("agreedLevel", team.coach.key, member, agreed.behaviorId),
      assessmentId: assessmentIdOf({ key: member }, LATEST),
      teamId: demoTeamId(team),
      coachId: demoUserId(team.coach),
      proposedBy: "coach" as const,
      proposedAt,
      agreedAt: new Date(proposedAt.getTime() + 10 * MINUTE),
    };
  });
}

/** For each review that shows the member's answers to its coach: the view on the member's page. */
export function viewRows(now: Date) {
  return DEMO_REVIEWS.map((review) => {
    const at = new Date(reviewedAt(review, now, 3).getTime() + 26 * MINUTE);
    const team = teamOf(review.member);
    return {
      assessmentId: assessmentIdOf({ key: review.member }, LATEST),
      teamId: demoTeamId(team),
      viewerId: demoUserId(team.coach),
      place: "page" as const,
      day: at.toISOString().slice(0, 10),
      at,
    };
  });
}

export type DemoEntry = {
  at: Date;
  action: AuditAction;
  actorRef: string;
  subjectRef?: string;
  team?: DemoTeam | undefined;
  detail?: AuditDetail;
};

export function coachingAudit(now: Date): DemoEntry[] {
  const rounds = roundRows("", now).map(
    ({ row, team }): DemoEntry => ({
      at: row.openedAt,
      action: "round.opened",
      actorRef: auditRefOf(team.coach),
      team,
      detail: { team: team.name, round: row.name, due: dueDay(row) },
    }),
  );
  /** What one side did and the other is told, so many minutes after the day. */
  const entry = (
    action: AuditAction,
    { member }: Pick<DemoReview, "member">,
    days: number,
    minutes: number,
    isCoach: boolean,
  ): DemoEntry => {
    const team = teamOf(member);
    const sides = [auditRefOf(team.coach), auditRefOf({ key: member })];
    const [actorRef = "", subjectRef = ""] = isCoach ? sides : sides.toReversed();
    const at = new Date(reviewedAt({ member }, now, days).getTime() + minutes * MINUTE);
    return { at, action, actorRef, subjectRef, team, detail: { team: team.name } };
  };
  const released = DEMO_REVIEWS.filter(({ state }) => state === "released").map((review) => entry("review.released", review, 3, 40, true));
  return [...rounds, ...released, ...DEMO_AGREEMENTS.map((agreed) => entry("agreedLevel.recorded", agreed, 6, 10, false))];
}
