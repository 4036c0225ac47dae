/** Sends the mails about rounds that are due. */
import { deliverRoundMails } from "@/lib/data/round/internal/round-mails";
import { HOUR, type Job } from "./job";

export const sendRoundMailsJob: Job = { name: "send-round-mails", interval: HOUR, run: deliverRoundMails };
