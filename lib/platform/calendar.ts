/** Calendar files (RFC 5545): one entry for a person's own calendar, which a later file with the same UID updates. */
import { ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from "ical-generator";

const HOUR = 60 * 60 * 1000;

export type CalendarEntry = {
  /** The same for every file about the same entry. */
  uid: string;
  /** Grows each time the day moves, so that calendars accept the later file. */
  sequence: number;
  /** The moment at which something is due: the entry is the hour before. */
  dueAt: Date;
  summary: string;
  description: string;
  url: string;
  /** The mail address that sends the file: RFC 5546 (3.2) asks for one with each METHOD. */
  organizer: string;
  /** Takes an entry of the same UID and a lower sequence out of the calendar. */
  isCancelled: boolean;
};

/** A file, and its METHOD (RFC 5546), which its media type repeats. */
export type CalendarFile = { method: "PUBLISH" | "CANCEL"; text: string };

/** RFC 5545 does not allow these characters, and the generator does not remove them. It does escape line ends. */
const CONTROLS = /(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029]+/gu;

function toText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(CONTROLS, " ");
}

/** It needs no response and blocks nobody's time. `stampedAt`: when the file was written. */
export function calendarFile(entry: CalendarEntry, stampedAt: Date): CalendarFile {
  const { uid, sequence, dueAt, summary, description, url, organizer, isCancelled } = entry;
  const calendar = new ICalCalendar({
    prodId: { company: "Cairn", product: "Cairn", language: "EN" },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: uid,
    sequence,
    stamp: stampedAt,
    start: new Date(dueAt.getTime() - HOUR),
    end: dueAt,
    summary: toText(summary),
    description: toText(description),
    url,
    transparency: ICalEventTransparency.TRANSPARENT,
    organizer: { name: "Cairn", email: organizer },
    status: isCancelled ? ICalEventStatus.CANCELLED : null,
  });
  return { method: isCancelled ? "CANCEL" : "PUBLISH", text: calendar.toString() };
}
