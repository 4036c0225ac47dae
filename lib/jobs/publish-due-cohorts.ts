/** Publishes the cohorts whose shares have waited for long enough. */
import { publishDueCohorts } from "@/lib/data/cohort/internal/team-cohorts";
import { HOUR, type Job } from "./job";

export const publishDueCohortsJob: Job = { name: "publish-due-cohorts", interval: HOUR, run: publishDueCohorts };
