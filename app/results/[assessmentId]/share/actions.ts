"use server";

/** Actions of an owner on sharing a submitted assessment. */
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
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

const share = defineAction(
  z.strictObject(
    {
      assessmentId: idSchema,
      teamId: idSchema,
      what: whatSchema,
    },
    MALFORMED,
  ),
  async ({ assessmentId, teamId, what }) => {
    await shareAssessment(await findActor(), assessmentId, teamId, what.withEvidence, new Date(), what.withPlan);
    return sharePath(assessmentId, { team: teamId, done: "shared" });
  },
);

export async function shareAssessmentAction(form: FormData): Promise<void> {
  const answer = await share(form);
  if (answer.ok) redirect(answer.data);
}

const withdraw = defineAction(z.strictObject({ assessmentId: idSchema, teamId: idSchema }, MALFORMED), async ({ assessmentId, teamId }) => {
  await withdrawShare(await findActor(), assessmentId, teamId, new Date());
  return sharePath(assessmentId, { team: teamId, done: "stopped" });
});

export async function withdrawShareAction(form: FormData): Promise<void> {
  const answer = await withdraw(form);
  if (answer.ok) redirect(answer.data);
}
