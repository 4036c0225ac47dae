/** All jobs, by name. */
import { deleteExpiredGuests } from "@/lib/data/account/internal/guests";
import { deleteExpiredLimits } from "@/lib/data/account/internal/rate-limits";
import { deleteExpiredSecrets } from "@/lib/data/account/internal/sign-up";
import { publishDueCohorts } from "@/lib/data/cohort/internal/team-cohorts";
import { deliverRoundMails } from "@/lib/data/round/internal/round-mails";
import { deleteOldSentForms } from "@/lib/data/workspace/internal/sent-forms";
import type { Job } from "./runner";

const HOUR = 60 * 60 * 1000;

export const JOBS: readonly Job[] = [
  // Counts of attempts whose time window is over.
  { name: "delete-expired-limits", interval: HOUR, run: deleteExpiredLimits },
  // What was never confirmed, with every other secret that has expired.
  { name: "delete-expired-secrets", interval: HOUR, run: deleteExpiredSecrets },
  // Guests without a session, who cannot come back to their work.
  { name: "delete-expired-guests", interval: HOUR, run: deleteExpiredGuests },
  // Forms that nobody sends again.
  { name: "delete-old-sent-forms", interval: HOUR, run: deleteOldSentForms },
  // Those whose shares have waited for long enough.
  { name: "publish-due-cohorts", interval: HOUR, run: publishDueCohorts },
  { name: "send-round-mails", interval: HOUR, run: deliverRoundMails },
];
