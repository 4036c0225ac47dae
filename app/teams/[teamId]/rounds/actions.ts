"use server";

/** Actions of a coach on a team's rounds. Mails go out after the response. */
import { z } from "zod";
import { roundsPath } from "@/app/teams/paths";
import type { Actor } from "@/lib/access/actor";
import { defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { closeRound, moveRound, openRound, reopenRound, sendRoundClosing, sendRoundMails } from "@/lib/data/round/mutations";
import { dueDaySchema, roundNameSchema, timeZoneSchema } from "@/lib/domain/round/round-form";
import { runInBackground } from "@/lib/platform/background";

const ofRound = { teamId: idSchema, roundId: idSchema };

/** The rest, and what a mail server does not accept, goes out with the hourly job. */
function mailSoon(actor: Actor | null, round: { teamId: string; roundId: string }): void {
  runInBackground("mails about a round", async () => {
    await sendRoundMails(actor, round, new Date());
  });
}

export const openRoundAction = defineFormAction(
  z.strictObject(
    {
      teamId: idSchema,
      name: roundNameSchema,
      dueDay: dueDaySchema,
      timeZone: timeZoneSchema,
      competencyId: idSchema.optional(),
      blindReviews: z.literal("yes", MALFORMED).optional(),
    },
    MALFORMED,
  ),
  async ({ teamId, name, dueDay, timeZone, competencyId, blindReviews }, { actor, now }) => {
    const asked = { name, dueDay, timeZone, competencyId, blindReviews: blindReviews === "yes" };
    const { roundId } = await openRound(actor, teamId, asked, now);
    mailSoon(actor, { teamId, roundId });
    return roundsPath(teamId, { done: "opened" });
  },
);

export const moveRoundAction = defineFormAction(
  z.strictObject({ ...ofRound, dueDay: dueDaySchema }, MALFORMED),
  async ({ teamId, roundId, dueDay }, { actor, now }) => {
    await moveRound(actor, { teamId, roundId }, dueDay, now);
    mailSoon(actor, { teamId, roundId });
    return roundsPath(teamId, { done: "moved" });
  },
);

export const closeRoundAction = defineFormAction(z.strictObject(ofRound, MALFORMED), async ({ teamId, roundId }, { actor, now }) => {
  await closeRound(actor, { teamId, roundId }, now);
  runInBackground("mails about a closed round", () => sendRoundClosing(actor, { teamId, roundId }, now));
  return roundsPath(teamId, { done: "closed" });
});

export const reopenRoundAction = defineFormAction(
  z.strictObject({ ...ofRound, dueDay: dueDaySchema }, MALFORMED),
  async ({ teamId, roundId, dueDay }, { actor, now }) => {
    await reopenRound(actor, { teamId, roundId }, dueDay, now);
    mailSoon(actor, { teamId, roundId });
    return roundsPath(teamId, { done: "reopened" });
  },
);
