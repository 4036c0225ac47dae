/** A session's agenda: its points, what a coach changes in it, and which of these changes may be stored. */
import { z } from "zod";
import { normalizeLineEnds } from "@/lib/domain/assessment/timed-rating";
import { textError } from "@/lib/domain/text/well-formed-text";

/** In UTF-16 code units, as an HTML maxlength counts, with each line end as one. */
const QUESTION_MAX_LENGTH = 1_000;
const OWN_POINTS_MAX_LENGTH = 4_000;

/** One thing to talk about or to do. Built each time from what is shared at that moment, and never stored. */
export type AgendaPoint = {
  /** Names the topic, and stays the same for it: "gap:value-management". */
  key: string;
  heading: string;
  /** The facts that put it on the agenda. */
  why: string;
  question: string;
};

export type AgendaSection = { title: string; points: AgendaPoint[] };

/** What a coach changed. Nothing else is stored. */
export type AgendaContent = {
  /** The keys of the points that are left out. */
  left: string[];
  /** By key, where the coach reworded the question. */
  questions: Record<string, string>;
  /** The coach's own points, one per line. */
  own: string;
};

export const EMPTY_CONTENT: AgendaContent = { left: [], questions: {}, own: "" };

const storedSchema = z.strictObject({ left: z.array(z.string()), questions: z.record(z.string(), z.string()), own: z.string() });

/** @throws where it is none */
export function readContent(stored: unknown): AgendaContent {
  return storedSchema.parse(stored);
}

/** A point as the coach prepared it. */
export type PreparedPoint = AgendaPoint & {
  /** As it was built, before the coach reworded it. */
  given: string;
  isLeftOut: boolean;
};

export type PreparedSection = { title: string; points: PreparedPoint[] };

/** A point that is not on the agenda now shows nothing. When it comes back, so does the coach's question for it. */
export function prepareSections(sections: readonly AgendaSection[], { left, questions }: AgendaContent): PreparedSection[] {
  return sections.map(({ title, points }) => ({
    title,
    points: points.map((point) => ({
      ...point,
      given: point.question,
      question: (Object.hasOwn(questions, point.key) ? questions[point.key] : undefined) ?? point.question,
      isLeftOut: left.includes(point.key),
    })),
  }));
}

/** What is read, printed and copied: without points that were left out, and without sections that are then empty. */
export function shownSections(sections: readonly PreparedSection[]): PreparedSection[] {
  return sections
    .map(({ title, points }) => ({ title, points: points.filter(({ isLeftOut }) => !isLeftOut) }))
    .filter(({ points }) => points.length > 0);
}

export function ownPoints(own: string): string[] {
  return own
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A point's part of the form. */
export type PointChange = {
  key: string;
  isLeftOut: boolean;
  question: string;
  /** The question that was built when the form was shown. It may be a different one by now. */
  given: string;
};

export type AgendaChange = {
  /** The agenda's version when the form was shown. 0: nothing was stored. */
  version: number;
  own: string;
  points: PointChange[];
};

const sameText = (one: string, other: string) => one.replace(/\s+/g, " ").trim() === other.replace(/\s+/g, " ").trim();

/**
 * What is stored from a form. A question that equals the built one, then or now, is not the coach's wording: it follows from
 * shared answers and is not stored. Points that the agenda does not have are ignored.
 */
export function contentOf({ own, points }: AgendaChange, sections: readonly AgendaSection[]): AgendaContent {
  const current = new Map(sections.flatMap((section) => section.points).map(({ key, question }) => [key, question]));
  const known = points.filter(({ key }) => current.has(key));
  const reworded = known.filter(
    ({ key, question, given }) => question.trim() !== "" && !sameText(question, given) && !sameText(question, current.get(key) ?? ""),
  );
  return {
    left: known.filter(({ isLeftOut }) => isLeftOut).map(({ key }) => key),
    questions: Object.fromEntries(reworded.map(({ key, question }) => [key, question.trim()])),
    own: own.trim(),
  };
}

const MALFORMED = "This could not be read as an agenda. Please reload the page and try again.";

/** Bounded only to keep nonsense small: the agenda decides which points exist. */
const MOST_POINTS = 2_000;
const KEY_MAX_LENGTH = 300;

type Fields = Record<string, string>;

function changesOf(fields: Fields): PointChange[] {
  return Object.keys(fields)
    .filter((name) => name.startsWith("question:"))
    .map((name) => name.slice("question:".length))
    .map((key) => ({
      key,
      isLeftOut: fields[`out:${key}`] === "yes",
      question: fields[`question:${key}`] ?? "",
      given: fields[`given:${key}`] ?? "",
    }));
}

/** The names of a point's fields in the form. */
export const fieldNames = (key: string) => ({ question: `question:${key}`, given: `given:${key}`, out: `out:${key}` });

/**
 * The form's fields: version and own points, and for each point its question, the question that was shown, and whether it is left
 * out. Only text that the coach changed has a maximum length: the competency's own may be longer.
 */
export const agendaFieldsSchema = z
  .record(z.string(), z.string(MALFORMED).overwrite(normalizeLineEnds), MALFORMED)
  .superRefine((fields, context) => {
    const fail = (name: string, message: string) => context.addIssue({ code: "custom", path: [name], message });
    if (!/^\d{1,9}$/.test(fields.version ?? "")) fail("version", MALFORMED);
    const error = textError(fields.own ?? "", OWN_POINTS_MAX_LENGTH, "your own points", "this");
    if (error) fail("own", error);
    const points = changesOf(fields);
    if (points.length > MOST_POINTS || points.some(({ key }) => key.length > KEY_MAX_LENGTH)) fail("version", MALFORMED);
    for (const { key, question, given } of points) {
      const reason = sameText(question, given) ? null : textError(question, QUESTION_MAX_LENGTH, "each question", "this");
      if (reason) fail(fieldNames(key).question, reason);
    }
  })
  .transform((fields): AgendaChange => ({ version: Number(fields.version), own: fields.own ?? "", points: changesOf(fields) }));
