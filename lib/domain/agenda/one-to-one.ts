/** What a coach and a member talk about one to one, and in which order, for about half an hour. */
import type { FocusChoice } from "@/lib/domain/assessment/focus";
import { type Plan, planSentence } from "@/lib/domain/assessment/plan";
import { behaviorsWithoutOpportunity, ratedLevel } from "@/lib/domain/assessment/rated-behaviors";
import type { Rating } from "@/lib/domain/assessment/timed-rating";
import type { CompetencyModel } from "@/lib/domain/competency/competency-model";
import { type SideBySide, sideBySide, talkingPoints } from "@/lib/domain/review/review";
import { behaviorName, levelName } from "@/lib/domain/text/wording";
import type { AgendaPoint, AgendaSection } from "./agenda";

/** Six points of five minutes each; only a few disagreements, so that there is time for the rest. */
const MOST_POINTS = 6;
const MOST_DISAGREEMENTS = 3;

/** An example of this age or older is asked about again. */
const OLD_AFTER_MONTHS = 12;

/** In characters: how much of an example is quoted on one line. */
const EXCERPT_LENGTH = 120;

type DatedRating = Rating & {
  /** Null where no example was given, and where it is not shared. */
  evidenceAt: Date | null;
};

export type OneToOneFacts = {
  memberName: string;
  coachName: string;
  competency: CompetencyModel;
  /** Without examples where those are not shared. */
  ratings: readonly DatedRating[];
  /** The coach's own answers by behavior id; null where they have committed no review. */
  reviewed: ReadonlyMap<string, string | null> | null;
  /** Null where focus and plan are not shared. */
  focus: FocusChoice | null;
  plans: Readonly<Record<string, Plan>>;
  now: Date;
};

/** Each question is for both of them, and takes no side. */
const OF_DISAGREEMENTS = [
  "What have you seen that I have not? And what have I seen that you have not?",
  "Which moment do you think of here, and which one do I think of?",
  "What would each of us have to see to answer as the other did?",
] as const;

const OF_EXAMPLES = [
  "What is a more recent moment that shows it, and what was different about it?",
  "Where did it show last, and who else could see it?",
] as const;

/** Used in turn, so that the same question does not come three times. */
function inTurn(questions: readonly string[], index: number): string {
  return questions[index % questions.length] ?? "";
}

function disagreement(facts: OneToOneFacts, { behaviorId, member, coach }: SideBySide, index: number): AgendaPoint {
  const { memberName, coachName, competency } = facts;
  const { source } = competency;
  return {
    key: `gap:${behaviorId}`,
    heading: behaviorName(source, behaviorId),
    why: `${memberName}: ${levelName(source, member ?? "")}. ${coachName}: ${levelName(source, coach ?? "")}.`,
    question: inTurn(OF_DISAGREEMENTS, index),
  };
}

/** What the member works on: each focus, or without one the first behavior that needs an opportunity. */
function nextPoints({ competency, focus, plans, memberName }: OneToOneFacts): AgendaPoint[] {
  if (!focus) return [];
  const { source, additions } = competency;
  const point = (behaviorId: string, why: string, question: string): AgendaPoint => {
    const plan = plans[behaviorId];
    return {
      key: `focus:${behaviorId}`,
      heading: behaviorName(source, behaviorId),
      why: `${why} ${plan ? `Plan: “${planSentence(plan)}”` : "No plan is written yet."}`,
      question: plan ? `When did that moment last come, and how did it go? ${question}` : question,
    };
  };
  const chosen = focus.focuses.map(({ behaviorId, levelId }) =>
    point(
      behaviorId,
      `The focus of ${memberName}, at ${levelName(source, levelId)} now.`,
      additions.guidance[behaviorId]?.[levelId]?.question ?? "",
    ),
  );
  if (focus.opportunity === null) return chosen;
  const question = additions.opportunities[focus.opportunity]?.question ?? "";
  return [...chosen, point(focus.opportunity, "Nothing is rated yet, so creating an opportunity comes first.", question)];
}

/** The same day that many months earlier, or the last day of a month that is too short. In UTC. */
function monthsBefore(date: Date, months: number): Date {
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1));
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(first.getTime() + (Math.min(date.getUTCDate(), days) - 1) * 86_400_000 + (date.getTime() % 86_400_000));
}

const MONTH = new Intl.DateTimeFormat("en-US", { month: "long", year: "numeric", timeZone: "UTC" });

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > EXCERPT_LENGTH ? `${characters.slice(0, EXCERPT_LENGTH).join("").trimEnd()} …` : line;
}

function oldEvidence({ competency: { source }, ratings, now }: OneToOneFacts): AgendaPoint[] {
  const since = monthsBefore(now, OLD_AFTER_MONTHS);
  const old = source.behaviors.flatMap(({ id, name }) => {
    const rating = ratings.find(({ behaviorId }) => behaviorId === id);
    if (!rating?.evidenceAt || rating.evidence.trim() === "" || rating.evidenceAt >= since) return [];
    // Where the answer is now "no opportunity yet", no level rests on this example.
    if (ratedLevel(rating.answer) === null) return [];
    return [
      {
        key: `evidence:${id}`,
        heading: `${name}: still true?`,
        why: `An example from ${MONTH.format(rating.evidenceAt)}: “${excerpt(rating.evidence)}”`,
      },
    ];
  });
  return old.map((point, index) => ({ ...point, question: inTurn(OF_EXAMPLES, index) }));
}

function opportunities({ competency: { source, additions }, ratings, focus }: OneToOneFacts): AgendaPoint[] {
  return behaviorsWithoutOpportunity(source, ratings)
    .filter((id) => id !== focus?.opportunity)
    .map((id) => ({
      key: `opportunity:${id}`,
      heading: behaviorName(source, id),
      why: `No opportunity yet. ${additions.opportunities[id]?.create ?? ""}`,
      question: additions.opportunities[id]?.question ?? "",
    }));
}

/** The largest disagreements first, then what they work on, examples that may be out of date, and opportunities to create. */
export function oneToOneSections(facts: OneToOneFacts): AgendaSection[] {
  const { competency, ratings, reviewed } = facts;
  const gaps = reviewed
    ? talkingPoints(sideBySide(competency.source, ratings, reviewed)).map((row, index) => disagreement(facts, row, index))
    : [];
  const parts = [
    { title: "Where you see it differently", points: gaps.slice(0, MOST_DISAGREEMENTS) },
    { title: "Focus and plan", points: nextPoints(facts) },
    { title: "Examples from over a year ago", points: oldEvidence(facts) },
    { title: "Opportunities to create", points: opportunities(facts) },
  ];
  let room = MOST_POINTS;
  const later: AgendaPoint[] = gaps.slice(MOST_DISAGREEMENTS);
  const sections = parts.map(({ title, points }) => {
    const fitting = points.slice(0, room);
    later.push(...points.slice(fitting.length));
    room -= fitting.length;
    return { title, points: fitting };
  });
  return [...sections, { title: "If there is time", points: later }].filter(({ points }) => points.length > 0);
}
