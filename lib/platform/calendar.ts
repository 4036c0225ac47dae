/** Calendar files (RFC 5545): one entry for a person's own calendar, which a later file with the same UID updates. */
import { ICalCalendar, ICalCalendarMethod, ICalEventTransparency } from "ical-generator";

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
};

/** RFC 5545 does not allow these characters, and the generator does not remove them. It does escape line ends. */
const CONTROLS = /(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029]+/gu;

function toText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(CONTROLS, " ");
}

/** PUBLISH (RFC 5546): it needs no response and blocks nobody's time. `stampedAt`: when the file was written. */
export function calendarFile({ uid, sequence, dueAt, summary, description, url }: CalendarEntry, stampedAt: Date): string {
  const calendar = new ICalCalendar({
    prodId: { company: "Cairn", product: "Cairn", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
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
  });
  return calendar.toString();
}
