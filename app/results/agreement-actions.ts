"use server";

/** Actions on agreed levels: a member and a coach use the same forms, each on their own page. */
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-form-action";
import { idSchema, MALFORMED, nextSchema } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { proposeLevel, respondToProposal, withdrawProposal } from "@/lib/data/review/mutations/agreed-levels";
import { whySchema } from "@/lib/domain/review/review-form";

const form = z.string(MALFORMED).max(100, MALFORMED).optional();

/** Team and coach, as one option of a select. */
const partnerSchema = z
  .string(MALFORMED)
  .max(201, MALFORMED)
  .transform((text) => text.split(" "))
  .pipe(z.tuple([idSchema, idSchema], MALFORMED));

/** The path of the page that sent the form. */
const backTo = (next: string | null) => `${next ?? "/growth"}#agreed`;

export const proposeLevelAction = defineFormAction(
  z.strictObject(
    {
      form,
      next: nextSchema,
      assessmentId: idSchema,
      partner: partnerSchema,
      behaviorId: z.string(MALFORMED).min(1, "Choose one of the behaviors.").max(100, MALFORMED),
      levelId: z.string(MALFORMED).min(1, "Choose one of the levels.").max(100, MALFORMED),
      why: whySchema,
    },
    MALFORMED,
  ),
  async ({ next, assessmentId, partner: [teamId, coachId], behaviorId, levelId, why }) => {
    await proposeLevel(await findActor(), { assessmentId, teamId, coachId, behaviorId, levelId, why }, new Date());
    return backTo(next);
  },
);

export const respondToProposalAction = defineFormAction(
  z.strictObject({ form, next: nextSchema, agreedLevelId: idSchema, answer: z.enum(["agree", "decline"], MALFORMED) }, MALFORMED),
  async ({ next, agreedLevelId, answer }) => {
    await respondToProposal(await findActor(), agreedLevelId, answer, new Date());
    return backTo(next);
  },
);

export const withdrawProposalAction = defineFormAction(
  z.strictObject({ form, next: nextSchema, agreedLevelId: idSchema }, MALFORMED),
  async ({ next, agreedLevelId }) => {
    await withdrawProposal(await findActor(), agreedLevelId);
    return backTo(next);
  },
);
