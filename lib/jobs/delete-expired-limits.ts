/** Deletes counts of attempts whose time window is over. */
import { deleteExpiredLimits } from "@/lib/data/account/internal/rate-limits";
import { HOUR, type Job } from "./job";

export const deleteExpiredLimitsJob: Job = { name: "delete-expired-limits", interval: HOUR, run: deleteExpiredLimits };
