/** Calendar files (RFC 5545): one entry to put into one's own calendar, and to be changed by a later file of the same UID. */
import { ICalCalendar, ICalCalendarMethod, ICalEventTransparency } from "ical-generator";

const HOUR = 60 * 60 * 1000;

export type CalendarEntry = {
  /** The same for as long as it is the same entry. */
  uid: string;
  /** Grows whenever its day moves, so that calendars take the later file. */
  sequence: number;
  /** The moment at which something is due: the entry is the hour before. */
  dueAt: Date;
  summary: string;
  description: string;
  url: string;
};

/** RFC 5545 has no place for them, and its generator lets them through. A line end is escaped there. */
const CONTROLS = /(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029]+/gu;

function toText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(CONTROLS, " ");
}

/** PUBLISH (RFC 5546): there is nothing to answer, and it blocks nobody's time. `stampedAt`: when this was written. */
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
