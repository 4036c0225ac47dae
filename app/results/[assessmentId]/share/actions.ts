"use server";

/** Actions of an owner on sharing a submitted assessment. */
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-form-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { shareAssessment, withdrawShare } from "@/lib/data/sharing/mutations";
import type { ShareChoice } from "@/lib/domain/sharing/share";
import { sharePath } from "./path";
import { readWhat, WHATS } from "./share-options";

const CHOOSE = "Choose what to share: your ratings, and beside them your examples, your focus and plan, or both.";

/** A form sends one of them, or several. */
const whatSchema = z
  .union([z.enum(WHATS), z.array(z.enum(WHATS)).max(WHATS.length)], CHOOSE)
  .transform((given): ShareChoice => readWhat(given));

export const shareAssessmentAction = defineFormAction(
  z.strictObject(
    {
      assessmentId: idSchema,
      teamId: idSchema,
      what: whatSchema,
    },
    MALFORMED,
  ),
  async ({ assessmentId, teamId, what }) => {
    await shareAssessment(
      await findActor(),
      { assessmentId, teamId },
      { withEvidence: what.withEvidence, withPlan: what.withPlan },
      new Date(),
    );
    return sharePath(assessmentId, { team: teamId, done: "shared" });
  },
);

export const withdrawShareAction = defineFormAction(
  z.strictObject({ assessmentId: idSchema, teamId: idSchema }, MALFORMED),
  async ({ assessmentId, teamId }) => {
    await withdrawShare(await findActor(), { assessmentId, teamId }, new Date());
    return sharePath(assessmentId, { team: teamId, done: "stopped" });
  },
);
