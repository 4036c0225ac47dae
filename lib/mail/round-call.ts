/** Calls a team's member to assess themselves in a round, and again when its day moves, with a calendar file. */
import { dueDay, type Round } from "@/lib/domain/round/round";
import { describeCoachView, describeDue, formatRoundDay } from "@/lib/domain/round/round-wording";
import { calendarFile } from "@/lib/platform/calendar";
import { composeMail } from "./layout";

type RoundCall = Pick<Round, "roundId" | "name" | "dueAt" | "timeZone" | "blindReviews"> & {
  to: string;
  personName: string;
  teamName: string;
  competencyName: string;
  /** Null: the coach who opened the round has no account anymore. */
  coachName: string | null;
  /** Whether they were called before, to an earlier or later day. */
  isMoved: boolean;
  /** Grows with each day, so that calendars take the later file. */
  sequence: number;
  /** When this is written. */
  stampedAt: Date;
  url: string;
};

function toCalendar({ roundId, sequence, name, teamName, competencyName, stampedAt, url, ...due }: RoundCall): string {
  return calendarFile(
    {
      uid: `round-${roundId}@cairn`,
      sequence,
      dueAt: due.dueAt,
      summary: `${name}: self-assessment due`,
      description: `${competencyName}, for the team ${teamName}. Due by ${describeDue(due)}.\n${url}`,
      url,
    },
    stampedAt,
  );
}

export function roundCallMail(call: RoundCall) {
  const { to, personName, name, teamName, competencyName, isMoved, url } = call;
  const coach = call.coachName ?? `A coach of ${teamName}`;
  const day = formatRoundDay(dueDay(call));
  const by = `by ${describeDue(call)}`;
  return composeMail({
    to,
    subject: isMoved ? `“${name}” is now due by ${day}` : `${coach} asks for your self-assessment by ${day}`,
    title: name,
    paragraphs: [
      `Hello ${personName},`,
      isMoved
        ? `The round of the team ${teamName} has a new due day: you can submit your self-assessment in ${competencyName} ${by}.`
        : `${coach} asks the people of the team ${teamName} to assess themselves in ${competencyName} ${by}. It takes about five minutes.`,
      describeCoachView(call),
      isMoved ? "Open the attached file to update the day in your calendar." : "Open the attached file to add the day to your calendar.",
    ],
    action: { label: "Open Cairn", url },
    footnote: `You get this because you are a member of the team ${teamName}. There will be one reminder, only if you have not submitted by then.`,
    calendar: toCalendar(call),
  });
}
