/** The list of all jobs. */
import { deleteExpiredGuestsJob } from "./delete-expired-guests";
import { deleteExpiredLimitsJob } from "./delete-expired-limits";
import { deleteExpiredSecretsJob } from "./delete-expired-secrets";
import { deleteOldSentFormsJob } from "./delete-old-sent-forms";
import type { Job } from "./job";
import { publishDueCohortsJob } from "./publish-due-cohorts";
import { sendRoundMailsJob } from "./send-round-mails";

export const JOBS: readonly Job[] = [
  deleteExpiredLimitsJob,
  deleteExpiredSecretsJob,
  deleteExpiredGuestsJob,
  deleteOldSentFormsJob,
  publishDueCohortsJob,
  sendRoundMailsJob,
];
