/** The demo workspace as rows, built from its people and texts: the same for the same day, with a history until `now`. */

import { chooseFocus } from "@/lib/domain/assessment/focus";
import { NO_OPPORTUNITY, type Rating } from "@/lib/domain/assessment/timed-rating";
import { type LiveShare, nextCohort } from "@/lib/domain/cohort/team-cohort";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { auditRow } from "@/lib/domain/workspace/audit";
import { agreedLevelRows, coachingAudit, type DemoEntry, reviewRows, roundRows, viewRows } from "./coaching-rows";
import { DEMO_EVIDENCE, DEMO_NO_OPPORTUNITY, DEMO_PLANS } from "./evidence";
import { DEMO_ADMIN, DEMO_COACHES, DEMO_TEAMS, type DemoMember, type DemoPerson, type DemoTeam, type DemoWork } from "./people";
import { assessmentIdOf, auditRefOf, DAY, daysBefore, demoTeamId, demoUserId, idOf, MINUTE, SUBMISSIONS } from "./when-and-who";

type Competency = Pick<CompetencyModel, "id" | "source">;
type Source = CompetencyModel["source"];

const HOUR = 60 * MINUTE;
const BEGAN = 282;

const EVERYBODY: readonly DemoPerson[] = [DEMO_ADMIN, ...DEMO_COACHES, ...DEMO_TEAMS.flatMap(({ members }) => members)];

function userRows(now: Date) {
  return EVERYBODY.map((person, index) => ({
    id: demoUserId(person),
    name: person.name,
    // .example is nobody's (RFC 2606): no mail to it reaches anyone.
    email: `${person.key}@demo.example`,
    emailVerified: true,
    isAdmin: person === DEMO_ADMIN,
    auditRef: auditRefOf(person),
    lastSeenAt: daysBefore(now, 1 + ((index * 5) % 13)),
    createdAt: daysBefore(now, index === 0 ? BEGAN : BEGAN - 4 - (index % 5), 10),
  }));
}

function teamRows(now: Date) {
  return DEMO_TEAMS.map((team, index) => ({ id: demoTeamId(team), name: team.name, createdAt: daysBefore(now, BEGAN - 1, 9 + index) }));
}

function memberships(now: Date) {
  return DEMO_TEAMS.flatMap((team) => [
    { team, person: team.coach, role: "coach" as const, joinedAt: daysBefore(now, BEGAN - 2, 11), isOpenToPairing: false },
    ...team.members.map((person, index) => ({
      team,
      person,
      role: "member" as const,
      joinedAt: daysBefore(now, BEGAN - 9 + (index % 3), 13),
      isOpenToPairing: index % 3 !== 1,
    })),
  ]);
}

function fill(sentence: string, work: DemoWork): string {
  const capital = work.metric.charAt(0).toUpperCase() + work.metric.slice(1);
  return sentence
    .replaceAll("{metric:capital}", capital)
    .replace(/\{(product|customers|stakeholder|metric)\}/g, (_, slot: keyof DemoWork) => work[slot]);
}

/** Returns a behavior's sentences in turn, and none twice for one person. */
class Examples {
  readonly #turns = new Map<string, number>();
  readonly #given = new Set<string>();

  next(person: DemoPerson, behaviorId: string, levelId: string): string {
    const pool = levelId === NO_OPPORTUNITY ? DEMO_NO_OPPORTUNITY : DEMO_EVIDENCE[behaviorId]?.[levelId as "beginner"];
    if (!pool) throw new Error(`The demo has no examples for ${behaviorId} at ${levelId}.`);
    const place = `${behaviorId}/${levelId}`;
    const from = this.#turns.get(place) ?? 0;
    const order = pool.map((_, step) => pool[(from + step) % pool.length] as string);
    const sentence = order.find((one) => !this.#given.has(`${person.key}/${one}`));
    if (sentence === undefined) return "";
    this.#turns.set(place, pool.indexOf(sentence) + 1);
    this.#given.add(`${person.key}/${sentence}`);
    return sentence;
  }
}

/** More often where the steps ask for an example: from Advanced up. */
function givesExample(levelRank: number | null, turn: number): boolean {
  if (levelRank === null) return turn % 3 === 0;
  return levelRank > 2 ? turn % 6 !== 0 : turn % 5 < 3;
}

function ratingsOf(source: Source, member: DemoMember, submission: number, seat: number, examples: Examples): Rating[] {
  return source.behaviors.map(({ id }, index) => {
    const mark = member.submissions[submission]?.[index] ?? "-";
    const rank = mark === "-" ? null : Number(mark);
    const answer = rank === null ? NO_OPPORTUNITY : source.levels[rank - 1]?.id;
    if (!answer) throw new Error(`${member.name} has no level ${mark}.`);
    const example = givesExample(rank, seat * 7 + index * 3 + submission * 5) ? examples.next(member, id, answer) : "";
    return { behaviorId: id, answer, evidence: fill(example, member.work) };
  });
}

/** None, one or two of them, as people do. */
function prioritiesOf(source: Source, ratings: readonly Rating[], turn: number): string[] {
  const { lowest } = chooseFocus(source, ratings, []);
  const other = source.behaviors[turn % source.behaviors.length]?.id;
  const first = lowest[turn % Math.max(lowest.length, 1)];
  const marked = [first, other].filter((id): id is string => id !== undefined);
  return [...new Set(marked)].slice(0, turn % 3);
}

/** One submission of one person with all its rows. */
function submissionOf(
  source: Source,
  revisionId: string,
  team: DemoTeam,
  member: DemoMember,
  submission: number,
  examples: Examples,
  now: Date,
) {
  const seat = team.members.indexOf(member);
  const assessmentId = assessmentIdOf(member, submission);
  const submittedAt = new Date(
    daysBefore(now, (SUBMISSIONS[submission] ?? 0) - seat, 9 + ((seat * 3) % 8)).getTime() + ((seat * 17) % 60) * MINUTE,
  );
  const startedAt = new Date(submittedAt.getTime() - (12 + ((seat * 7) % 25)) * MINUTE);
  const ratings = ratingsOf(source, member, submission, seat, examples);
  const priorities = prioritiesOf(source, ratings, seat + submission);
  const [focus] = chooseFocus(source, ratings, priorities).focuses;
  const plans = focus ? DEMO_PLANS[focus.behaviorId] : undefined;
  const plan = (seat + submission) % 4 === 3 ? undefined : plans?.[(seat + submission) % (plans.length || 1)];
  const latest = submission === SUBMISSIONS.length - 1 ? member.latest : undefined;
  return {
    assessment: { id: assessmentId, ownerId: demoUserId(member), revisionId, startedAt, submittedAt, priorities },
    ratings: ratings.map(({ behaviorId, answer, evidence }, index) => {
      const at = BigInt(startedAt.getTime() + (index + 1) * MINUTE);
      return { assessmentId, behaviorId, answer, answeredAt: at, evidence, evidenceAt: evidence === "" ? null : at };
    }),
    plans: focus && plan ? [{ assessmentId, behaviorId: focus.behaviorId, ...plan, updatedAt: submittedAt }] : [],
    shares:
      latest === "not shared"
        ? []
        : [
            {
              assessmentId,
              teamId: demoTeamId(team),
              sharedAt: new Date(submittedAt.getTime() + 5 * MINUTE),
              withEvidence: member.latest !== "without evidence",
              withPlan: member.latest !== "without evidence",
              // Before the team's cohort was published, so that it is in none.
              withdrawnAt: latest === "withdrawn" ? new Date(submittedAt.getTime() + DAY) : null,
            },
          ],
    team,
    member,
  };
}

type Submission = ReturnType<typeof submissionOf>;

/** One of a team's submissions as the cohort's rule sees it at a moment; undefined if it was not shared then. */
function liveShareAt({ assessment, shares }: Submission, counted: ReadonlySet<string>, at: Date): LiveShare[] {
  return shares
    .filter(({ sharedAt, withdrawnAt }) => sharedAt <= at && !(withdrawnAt && withdrawnAt <= at))
    .map(({ assessmentId, sharedAt }) => ({
      assessmentId,
      sharedAt,
      ownerId: assessment.ownerId,
      submittedAt: assessment.submittedAt,
      isCounted: counted.has(assessmentId),
    }));
}

/** A team's cohorts, published by the rule at each hour since the first share, as by a server that ran all the time. */
function cohortsOf(team: DemoTeam, all: readonly Submission[], minGroupSize: number, now: Date) {
  const submissions = all.filter((submission) => submission.team === team);
  const counted = new Set<string>();
  const cohorts: { row: { id: string; teamId: string; number: number; drawnAt: Date; size: number }; assessmentIds: string[] }[] = [];
  const memberIds = team.members.map(demoUserId);
  const moments = submissions.flatMap(({ shares }) => shares.map(({ sharedAt }) => sharedAt.getTime()));
  let at = moments.length > 0 ? Math.min(...moments) : Number.POSITIVE_INFINITY;
  while (at <= now.getTime()) {
    const drawnAt = new Date(at);
    const shares = submissions.flatMap((submission) => liveShareAt(submission, counted, drawnAt));
    const next = nextCohort({ shares, memberIds, minGroupSize, now: drawnAt });
    if (next.kind === "due") {
      const number = cohorts.length + 1;
      const assessmentIds = next.shares.map(({ assessmentId }) => assessmentId);
      for (const id of assessmentIds) counted.add(id);
      const row = { id: idOf("cohort", team.key, number), teamId: demoTeamId(team), number, drawnAt, size: assessmentIds.length };
      cohorts.push({ row, assessmentIds });
    }
    at += HOUR;
  }
  return cohorts;
}

const INVITING = DEMO_TEAMS[0] as DemoTeam;

function invitationRows(now: Date) {
  return [
    {
      id: idOf("invitation", INVITING.key),
      teamId: demoTeamId(INVITING),
      role: "member" as const,
      // Not the hash of any token: nobody has a link to it.
      tokenHash: "the demo's invitation has no link",
      invitedById: demoUserId(INVITING.coach),
      createdAt: daysBefore(now, 2, 14),
      expiresAt: daysBefore(now, -12),
      maxUses: 5,
      uses: 1,
    },
  ];
}

function auditRows(submissions: readonly Submission[], now: Date) {
  const admin = auditRefOf(DEMO_ADMIN);
  const entries: DemoEntry[] = [{ at: daysBefore(now, BEGAN, 10), action: "setup.completed", actorRef: admin }];
  for (const { auditRef: actorRef, isAdmin, createdAt, lastSeenAt } of userRows(now)) {
    if (!isAdmin) entries.push({ at: createdAt, action: "account.signedUp", actorRef });
    entries.push({ at: lastSeenAt, action: "account.signedIn", actorRef });
  }
  for (const { team, person, role, joinedAt: at } of memberships(now)) {
    entries.push({ at, action: "team.joined", actorRef: auditRefOf(person), team, detail: { team: team.name, role } });
  }
  for (const [index, { createdAt: at, name }] of teamRows(now).entries()) {
    entries.push({ at, action: "team.created", actorRef: admin, team: DEMO_TEAMS[index], detail: { team: name } });
  }
  for (const { shares, team, member } of submissions) {
    for (const { sharedAt, withdrawnAt, withEvidence, withPlan } of shares) {
      const of = { actorRef: auditRefOf(member), team };
      entries.push({ at: sharedAt, action: "sharing.shared", ...of, detail: { team: team.name, withEvidence, withPlan } });
      if (withdrawnAt) entries.push({ at: withdrawnAt, action: "sharing.withdrawn", ...of, detail: { team: team.name } });
    }
  }
  for (const { createdAt: at, role } of invitationRows(now)) {
    const by = { actorRef: auditRefOf(INVITING.coach), team: INVITING };
    entries.push({ at, action: "invitation.created", ...by, detail: { team: INVITING.name, role } });
  }
  entries.push(...coachingAudit(now));
  return entries.map(({ at, action, team, ...facts }, index) =>
    auditRow(idOf("entry", index), at, action, { ...facts, teamId: team ? demoTeamId(team) : null }),
  );
}

/** Everything that the demo's people did until `now`. The submissions are those of the three rounds, oldest first. */
export function demoRows({ id: competencyId, source }: Competency, revisionId: string, minGroupSize: number, now: Date) {
  const examples = new Examples();
  const submissions = SUBMISSIONS.flatMap((_, submission) =>
    DEMO_TEAMS.flatMap((team) => team.members.map((member) => submissionOf(source, revisionId, team, member, submission, examples, now))),
  );
  return {
    users: userRows(now),
    teams: teamRows(now),
    memberships: memberships(now).map(({ team, person, ...row }) => ({ ...row, teamId: demoTeamId(team), userId: demoUserId(person) })),
    submissions,
    rounds: roundRows(competencyId, now),
    reviews: reviewRows(source, now),
    agreedLevels: agreedLevelRows(now),
    views: viewRows(now),
    cohorts: DEMO_TEAMS.flatMap((team) => cohortsOf(team, submissions, minGroupSize, now)),
    invitations: invitationRows(now),
    audit: auditRows(submissions, now),
  };
}
