/** The large organization as rows, a group of teams at a time, to save memory. */
import { NO_OPPORTUNITY } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { NOT_OBSERVED } from "@/lib/domain/review/review";
import { isOpenAt } from "@/lib/domain/round/round";
import { nameKey } from "@/lib/platform/name-key";
import type { Row, RowsByTable } from "./bulk-insert";
import { beganAt, DAY, type LargeOrganization, type LargePerson, type LargeSize, type LargeTeam } from "./organization";
import type { Random } from "./random";
import type { LargeOrganizationCohort, LargeSubmission, LargeTeamCohort } from "./submissions";

type Source = CompetencyModel["source"];

const EXAMPLES = [
  "I changed the order of two releases after the pilot, and told the sponsor why.",
  "We interviewed five customers about why they chose us, and one who left.",
  "I presented the roadmap with what we will not do this year on the first slide.",
  "Before we built the filter I wrote down what should change, and checked it four weeks later.",
  "I asked two stakeholders for a decision in the Sprint Review, and got it.",
  "We stopped a half-built integration when the pilot showed no effect.",
];

const COMMENTS = ["I saw this in the last two reviews.", "Tell me more about this when we meet.", "The pilot is a good example of it."];

export function peopleRows(organization: LargeOrganization, people: readonly LargePerson[], size: LargeSize, now: Date): Row[] {
  const createdAt = beganAt(size, now);
  return people.map((one, index) => ({
    id: one.userId,
    name: one.name,
    nameKey: nameKey(one.name),
    email: one.email,
    emailVerified: true,
    isAdmin: one === organization.admin,
    auditRef: one.auditRef,
    lastSeenAt: new Date(now.getTime() - ((index * 7) % 90) * DAY),
    createdAt,
    updatedAt: createdAt,
  }));
}

export function cohortRows(revisionId: string, cohorts: readonly LargeOrganizationCohort[]): RowsByTable {
  return {
    OrganizationCohort: cohorts.map(({ id, quarter, size, fullAt }) => ({ id, revisionId, quarter, size, fullAt })),
    OrganizationCohortCount: cohorts.flatMap(({ id, counts }) =>
      [...counts].map(([key, count]) => {
        const [behaviorId, answer] = key.split("/");
        return { organizationCohortId: id, behaviorId, answer, count };
      }),
    ),
  };
}

function ratingRows(random: Random, source: Source, { assessmentId, answers, startedAt }: LargeSubmission): Row[] {
  return answers.map((answer, index) => {
    const rank = source.levels.findIndex(({ id }) => id === answer);
    const at = startedAt.getTime() + index * 40_000;
    const hasEvidence = random.isWithin(rank > 1 ? 0.3 : 0.1);
    const first = rank > 0 && random.isWithin(0.06) ? source.levels[rank - 1]?.id : answer;
    return {
      assessmentId,
      behaviorId: source.behaviors[index]?.id,
      answer,
      answeredAt: at,
      evidence: hasEvidence ? random.pick(EXAMPLES) : "",
      evidenceAt: hasEvidence ? at + 20_000 : null,
      firstAnswer: first,
    };
  });
}

type Reviewed = { reviews: Row[]; entries: Row[] };

/** Reviews of some who shared in the last year: blind, unless the coach viewed the answers first; most of them released. */
function reviewOf(random: Random, source: Source, teamId: string, coach: LargePerson, submission: LargeSubmission, now: Date): Reviewed {
  const startedAt = new Date((submission.share?.sharedAt ?? now).getTime() + DAY);
  const id = random.id();
  const isSkipped = random.isWithin(0.1);
  const settledAt = new Date(startedAt.getTime() + 20 * 60_000);
  const isReleased = !isSkipped && random.isWithin(0.8);
  const review = {
    id,
    assessmentId: submission.assessmentId,
    teamId,
    coachId: coach.userId,
    number: 1,
    startedAt,
    skippedAt: isSkipped ? settledAt : null,
    committedAt: isSkipped ? null : settledAt,
    isBlind: !isSkipped,
    releasedAt: isReleased ? new Date(settledAt.getTime() + 60_000) : null,
    comment: isReleased ? "Thank you for sharing this. Let us talk about the first two." : "",
    version: 1,
  };
  const entries = submission.answers.map((answer, index) => {
    const rank = source.levels.findIndex((level) => level.id === answer);
    const moved = Math.min(source.levels.length - 1, Math.max(0, rank + Math.round(random.around() * 0.9)));
    return {
      reviewId: id,
      behaviorId: source.behaviors[index]?.id,
      answer: answer === NO_OPPORTUNITY || random.isWithin(0.1) ? NOT_OBSERVED : source.levels[moved]?.id,
      comment: random.isWithin(0.2) ? random.pick(COMMENTS) : "",
    };
  });
  return { reviews: [review], entries: isSkipped ? [] : entries };
}

function planRows(random: Random, source: Source, { assessmentId, submittedAt }: LargeSubmission, behaviorId: string | undefined): Row[] {
  if (!behaviorId || submittedAt === null || !random.isWithin(0.4)) return [];
  const name = source.behaviors.find(({ id }) => id === behaviorId)?.name;
  return [{ assessmentId, behaviorId, when: "a Sprint begins", then: `I name one step for ${name}`, updatedAt: submittedAt }];
}

type Sat = { team: LargeTeam; submissions: readonly LargeSubmission[]; cohorts: readonly LargeTeamCohort[] };

/** Everything of one team except its people, in an order in which each row comes after what it refers to. */
export function teamRows(
  random: Random,
  source: Source,
  revisionId: string,
  { team, submissions, cohorts }: Sat,
  size: LargeSize,
  now: Date,
): RowsByTable {
  const { teamId } = team;
  const createdAt = beganAt(size, now);
  const [coach] = team.coaches;
  const priorities = new Map(
    submissions.map(({ assessmentId }) => [assessmentId, random.isWithin(0.6) ? random.pick(source.behaviors).id : undefined]),
  );
  const shared = submissions.flatMap((submission) => (submission.share ? [{ submission, share: submission.share }] : []));
  const recent = shared.filter(({ share }) => share.withdrawnAt === null && share.sharedAt.getTime() > now.getTime() - 300 * DAY);
  const isReviewed = new Set(recent.filter(() => random.isWithin(0.25)).map(({ submission }) => submission));
  const reviewed = [...isReviewed].map((submission) => reviewOf(random, source, teamId, coach as LargePerson, submission, now));
  const open = team.rounds.filter((round) => isOpenAt(round, now));
  const membership = (role: string) => (one: LargePerson, index: number) => ({
    teamId,
    userId: one.userId,
    role,
    joinedAt: createdAt,
    isOpenToPairing: role === "member" && index % 3 === 0,
  });
  return {
    Team: [{ id: teamId, name: team.name, nameKey: nameKey(team.name), createdAt }],
    Membership: [...team.coaches.map(membership("coach")), ...team.members.map(membership("member"))],
    Round: team.rounds.map(({ roundId, ...round }) => ({ id: roundId, teamId, ...round, openedById: coach?.userId })),
    // Marked as sent, so that the hourly job mails nobody: no call to the open rounds, and no reminder.
    RoundMail: open.flatMap(({ roundId, openedAt }) =>
      [...team.coaches, ...team.members].flatMap(({ userId }) =>
        ["call", "reminder"].map((kind) => ({ roundId, userId, kind, sequence: 0, sentAt: openedAt })),
      ),
    ),
    TeamCohort: [...cohorts],
    Assessment: submissions.map(({ assessmentId, owner, startedAt, submittedAt, share, cohort }) => {
      const priority = priorities.get(assessmentId);
      return {
        id: assessmentId,
        ownerId: owner.userId,
        revisionId,
        startedAt,
        submittedAt,
        openFor: submittedAt ? null : owner.userId,
        isInTeamCohort: share?.cohortId !== null && share !== null,
        priorities: priority ? [priority] : [],
        organizationCohortId: cohort?.organizationCohortId ?? null,
        countedInQuarter: cohort?.quarter ?? null,
      };
    }),
    Rating: submissions.flatMap((submission) => ratingRows(random, source, submission)),
    Plan: submissions.flatMap((submission) => planRows(random, source, submission, priorities.get(submission.assessmentId))),
    Share: shared.map(({ submission, share }) => ({
      assessmentId: submission.assessmentId,
      teamId,
      ...share,
      withEvidence: random.isWithin(0.6),
      withPlan: random.isWithin(0.5),
    })),
    ShareView: recent
      .filter(({ submission }) => !isReviewed.has(submission) && random.isWithin(0.3))
      .map(({ submission, share }) => ({
        assessmentId: submission.assessmentId,
        teamId,
        viewerId: coach?.userId,
        place: "heatmap",
        day: share.sharedAt.toISOString().slice(0, 10),
        at: share.sharedAt,
      })),
    // Ratings are rejected once a review is committed, so it is committed after them.
    Review: reviewed.flatMap(({ reviews }) => reviews).map((review) => ({ ...review, committedAt: null, isBlind: null, releasedAt: null })),
    ReviewEntry: reviewed.flatMap(({ entries }) => entries),
    "Review again": reviewed.flatMap(({ reviews }) => reviews),
  };
}
