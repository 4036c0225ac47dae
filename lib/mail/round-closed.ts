/** Tells who was called to a round, and has not submitted, that it was closed, with a file that takes it out of their calendar. */
import { dueDay } from "@/lib/domain/round/round";
import { formatRoundDay } from "@/lib/domain/round/round-wording";
import { composeMail } from "./layout";
import { type RoundEntry, roundCalendar } from "./round-calendar";

type RoundClosed = RoundEntry & { to: string; personName: string };

export function roundClosedMail(closed: RoundClosed) {
  const { to, personName, name, teamName, competencyName, url } = closed;
  return composeMail({
    to,
    subject: `“${name}” was closed`,
    title: name,
    paragraphs: [
      `Hello ${personName},`,
      `The round of the team ${teamName} was closed before its day, ${formatRoundDay(dueDay(closed))}. You need not submit for it anymore.`,
      `What you have answered in ${competencyName} so far stays yours, and you can finish it whenever you like.`,
      "Open the attached file to remove the day from your calendar.",
    ],
    action: { label: "Open Cairn", url },
    footnote: `You get this because you are a member of the team ${teamName} and were asked to take part.`,
    calendar: roundCalendar(closed, true),
  });
}
