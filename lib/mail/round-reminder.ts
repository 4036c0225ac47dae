/** Reminds a member of a team who was called to a round and has not submitted. */
import { dueDay, type Round } from "@/lib/domain/round/round";
import { describeCoachView, describeDue, formatRoundDay } from "@/lib/domain/round/round-wording";
import { composeMail } from "./layout";

type RoundReminder = Pick<Round, "name" | "dueAt" | "timeZone" | "blindReviews"> & {
  to: string;
  personName: string;
  teamName: string;
  competencyName: string;
  url: string;
};

export function roundReminderMail(reminder: RoundReminder) {
  const { to, personName, name, teamName, competencyName, url } = reminder;
  return composeMail({
    to,
    subject: `Reminder: “${name}” is due by ${formatRoundDay(dueDay(reminder))}`,
    title: name,
    paragraphs: [
      `Hello ${personName},`,
      `A reminder: the team ${teamName} assesses itself in ${competencyName} by ${describeDue(reminder)}, and you have not submitted yet. It takes about five minutes.`,
      describeCoachView(reminder),
    ],
    action: { label: "Open Cairn", url },
    footnote: `You get this because you are a member of the team ${teamName}.`,
  });
}
