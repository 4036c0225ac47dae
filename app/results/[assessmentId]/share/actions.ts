"use server";

/** What an owner decides about sharing a submitted assessment. */
import { redirect } from "next/navigation";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { shareAssessment, withdrawShare } from "@/lib/data/sharing";
import { sharePath } from "./path";

const share = defineAction(
  z.strictObject(
    {
      assessmentId: idSchema,
      teamId: idSchema,
      what: z.enum(["ratings", "examples"], "Choose what to share: ratings only, or ratings and examples."),
    },
    MALFORMED,
  ),
  async ({ assessmentId, teamId, what }) => {
    await shareAssessment(await findActor(), assessmentId, teamId, what === "examples", new Date());
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
