"use server";

/** Actions of an owner on sharing a submitted assessment. */
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
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
      /** The button that only shows what was ticked, without JavaScript. */
      go: z.literal("preview", MALFORMED).optional(),
    },
    MALFORMED,
  ),
  async ({ assessmentId, teamId, what, go }, { actor, now }) => {
    if (go === "preview") return sharePath(assessmentId, { team: teamId, what });
    await shareAssessment(actor, { assessmentId, teamId }, what, now);
    return sharePath(assessmentId, { team: teamId, done: "shared" });
  },
);

export const withdrawShareAction = defineFormAction(
  z.strictObject({ assessmentId: idSchema, teamId: idSchema }, MALFORMED),
  async ({ assessmentId, teamId }, { actor, now }) => {
    await withdrawShare(actor, { assessmentId, teamId }, now);
    return sharePath(assessmentId, { team: teamId, done: "stopped" });
  },
);
