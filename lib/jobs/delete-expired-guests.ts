/** Deletes guests without a session, who cannot come back to their work. */
import { deleteExpiredGuests } from "@/lib/data/account/internal/guests";
import { HOUR, type Job } from "./job";

export const deleteExpiredGuestsJob: Job = { name: "delete-expired-guests", interval: HOUR, run: deleteExpiredGuests };
