import { beforeEach, describe, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { listRoundsOf } from "@/lib/data/round/internal/rounds";
import { recordViews, sharesShownTo } from "@/lib/data/sharing/internal/shown-answers";
import { shareAssessment } from "@/lib/data/sharing/mutations";
import { getDatabase } from "@/lib/db/client";
import { actorOf, makeAccount } from "../factories/account";
import { makeSubmitted } from "../factories/assessment";
import { makeReviewRow } from "../factories/review-row";
import { makeRound } from "../factories/round";
import { makeTeam } from "../factories/team";
import { later, NOW, now } from "../factories/time";
import { useDatabase } from "./database";

useDatabase();

let owner: Account;
let coach: Account;
let other: Account;
let teamId: string;
let assessmentId: string;

beforeEach(async () => {
  const [one, two, three] = [await makeAccount({ name: "Olive Owner" }), await makeAccount(), await makeAccount()];
  teamId = await makeTeam({ coaches: [two, three], members: [one] });
  [owner, coach, other] = [await actorOf(one.userId), await actorOf(two.userId), await actorOf(three.userId)];
  assessmentId = await makeSubmitted(owner, now, "advanced");
  await shareAssessment(owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, now);
});

const makeBlindRound = (more: Partial<Parameters<typeof makeRound>[1]> = {}) =>
  makeRound(teamId, { blindReviews: true, openedAt: later(-1), dueAt: later(5), ...more });

const makeReview = (coachId: string, state: Parameters<typeof makeReviewRow>[1]) =>
  makeReviewRow({ assessmentId, teamId, coachId }, { startedAt: now, ...state });

async function isShownTo(actor: Account): Promise<boolean> {
  const rounds = await listRoundsOf(teamId);
  return (await getDatabase().share.count({ where: sharesShownTo(actor, teamId, rounds) })) === 1;
}

describe("what a blind round hides from a coach", () => {
  it("is nothing where no round of the team asked for blind reviews", async () => {
    await makeBlindRound({ blindReviews: false });
    expect(await isShownTo(coach)).toBe(true);
  });

  it("is what was submitted in it, until that coach's own review is committed or skipped", async () => {
    await makeBlindRound();
    expect(await isShownTo(coach)).toBe(false);
    await makeReview(coach.userId, {});
    expect(await isShownTo(coach)).toBe(false);
    await getDatabase().review.updateMany({ data: { committedAt: now } });
    expect(await isShownTo(coach)).toBe(true);
    expect(await isShownTo(other)).toBe(false);
    await makeReview(other.userId, { skippedAt: now });
    expect(await isShownTo(other)).toBe(true);
  });

  it("is not what was submitted before it, from its end on, or on another competency", async () => {
    await makeBlindRound({ openedAt: later(1) });
    await makeBlindRound({ openedAt: later(-3), dueAt: now });
    await makeBlindRound({ competencyId: "another" });
    expect(await isShownTo(coach)).toBe(true);
  });

  it("is not what was withdrawn anyway, nor anything to somebody who is no coach", async () => {
    expect(await isShownTo(owner)).toBe(false);
    await getDatabase().share.updateMany({ data: { withdrawnAt: now } });
    await makeReview(coach.userId, { committedAt: now });
    expect(await isShownTo(coach)).toBe(false);
  });
});

describe("looks", () => {
  it("are written down once a day and place, with the last time; one's own are none", async () => {
    await recordViews(coach, teamId, [assessmentId], "heatmap", now);
    await recordViews(coach, teamId, [assessmentId], "heatmap", new Date(NOW + 1_000));
    await recordViews(coach, teamId, [assessmentId], "page", now);
    await recordViews(coach, teamId, [assessmentId, "missing"], "heatmap", later(1));
    await recordViews(owner, teamId, [assessmentId], "page", now);
    await recordViews(coach, teamId, [], "page", later(2));
    const views = await getDatabase().shareView.findMany({ orderBy: { at: "asc" } });
    expect(views.map(({ place, day, at }) => [place, day, at])).toEqual([
      ["page", "2026-06-15", now],
      ["heatmap", "2026-06-15", new Date(NOW + 1_000)],
      ["heatmap", "2026-06-16", later(1)],
    ]);
    expect(views.every(({ viewerId, assessmentId: of }) => viewerId === coach.userId && of === assessmentId)).toBe(true);
  });
});
