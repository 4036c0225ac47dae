/** What the database has about a person around rounds and reviews: what others wrote for them, and what they wrote as a coach. */
import type { DatabaseTransaction } from "@/lib/db/client";

const TEAM = { select: { id: true, name: true } } as const;

/** To those about whom it is: their own notes are a coach's alone. */
const RECEIVED = {
  id: true,
  assessmentId: true,
  number: true,
  isBlind: true,
  startedAt: true,
  skippedAt: true,
  committedAt: true,
  releasedAt: true,
  comment: true,
  reply: true,
  repliedAt: true,
  version: true,
  team: TEAM,
  entries: { omit: { reviewId: true }, orderBy: { behaviorId: "asc" } },
} as const;

/**
 * Of a review that is not released its member learns nothing here either, and of another's assessment nothing but the
 * coach's own words about it.
 */
export async function getCoaching(transaction: DatabaseTransaction, userId: string) {
  const ofOwn = { assessment: { ownerId: userId } };
  const roundsOpened = await transaction.round.findMany({
    where: { openedById: userId },
    omit: { teamId: true, openedById: true },
    include: { team: TEAM },
    orderBy: { openedAt: "asc" },
  });
  const roundMails = await transaction.roundMail.findMany({ where: { userId }, omit: { userId: true }, orderBy: { sentAt: "asc" } });
  const views = await transaction.shareView.findMany({
    where: ofOwn,
    select: { assessmentId: true, place: true, day: true, at: true, team: TEAM, viewer: { select: { name: true } } },
    orderBy: { at: "asc" },
  });
  const ownViews = await transaction.shareView.findMany({
    where: { viewerId: userId },
    select: { place: true, day: true, at: true, team: TEAM },
    orderBy: { at: "asc" },
  });
  const received = await transaction.review.findMany({
    where: { ...ofOwn, releasedAt: { not: null } },
    select: { ...RECEIVED, coach: { select: { name: true } } },
    orderBy: { releasedAt: "asc" },
  });
  const { assessmentId: _, ...written } = { ...RECEIVED, notes: true };
  const given = await transaction.review.findMany({ where: { coachId: userId }, select: written, orderBy: { startedAt: "asc" } });
  const agreement = { omit: { teamId: true, coachId: true }, include: { team: TEAM }, orderBy: { proposedAt: "asc" } } as const;
  const agreed = await transaction.agreedLevel.findMany({ where: ofOwn, ...agreement });
  const asCoach = { ...agreement, omit: { ...agreement.omit, assessmentId: true } } as const;
  const agreedAsCoach = await transaction.agreedLevel.findMany({ where: { coachId: userId }, ...asCoach });
  const agendas = await transaction.agenda.findMany({
    where: { coachId: userId },
    select: { content: true, version: true, updatedAt: true, team: TEAM },
    orderBy: { updatedAt: "asc" },
  });
  return {
    rounds: { openedByYou: roundsOpened, mailsToYou: roundMails },
    views: { atYourAnswers: views.map(({ viewer, ...view }) => ({ ...view, by: viewer.name })), byYou: ownViews },
    reviews: { received: received.map(({ coach, ...review }) => ({ ...review, by: coach.name })), byYou: given },
    agreedLevels: { aboutYourAnswers: agreed, asCoach: agreedAsCoach },
    agendas,
  };
}
