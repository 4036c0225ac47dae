/** Deletes what was never confirmed, with every other secret that has expired. */
import { deleteExpiredSecrets } from "@/lib/data/account/internal/sign-up";
import { HOUR, type Job } from "./job";

export const deleteExpiredSecretsJob: Job = { name: "delete-expired-secrets", interval: HOUR, run: deleteExpiredSecrets };
