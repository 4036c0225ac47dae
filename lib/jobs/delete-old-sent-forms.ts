/** Deletes forms that were sent long ago. */
import { deleteOldSentForms } from "@/lib/data/workspace/internal/sent-forms";
import { HOUR, type Job } from "./job";

export const deleteOldSentFormsJob: Job = { name: "delete-old-sent-forms", interval: HOUR, run: deleteOldSentForms };
