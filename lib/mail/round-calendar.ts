/** The calendar file of a round: the same entry in every mail about it. */
import type { Round } from "@/lib/domain/round/round";
import { describeDue } from "@/lib/domain/round/round-wording";
import { type CalendarFile, calendarFile } from "@/lib/platform/calendar";

export type RoundEntry = Pick<Round, "roundId" | "name" | "dueAt" | "timeZone"> & {
  teamName: string;
  competencyName: string;
  /** Grows with each change, so that calendars take the later file. */
  sequence: number;
  /** When this is written. */
  stampedAt: Date;
  url: string;
  /** Whom mails come from. */
  sender: string;
};

export function roundCalendar(entry: RoundEntry, isCancelled: boolean): CalendarFile {
  const { roundId, sequence, name, teamName, competencyName, stampedAt, url, sender, dueAt } = entry;
  return calendarFile(
    {
      uid: `round-${roundId}@cairn`,
      sequence,
      dueAt,
      summary: `${name}: self-assessment due`,
      description: `${competencyName}, for the team ${teamName}. Due by ${describeDue(entry)}.\n${url}`,
      url,
      organizer: sender,
      isCancelled,
    },
    stampedAt,
  );
}
