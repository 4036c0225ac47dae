/** Calls a team's member to assess themselves in a round, and again when its day moves, with a calendar file. */
import { dueDay } from "@/lib/domain/round/round";
import { describeCoachView, describeDue, formatRoundDay } from "@/lib/domain/round/round-wording";
import { composeMail } from "./layout";
import { type RoundEntry, roundCalendar } from "./round-calendar";

type RoundCall = RoundEntry & {
  blindReviews: boolean;
  to: string;
  personName: string;
  /** Null: the coach who opened the round has no account anymore. */
  coachName: string | null;
  /** Whether they were called before, to an earlier or later day. */
  isMoved: boolean;
};

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
    calendar: roundCalendar(call, false),
  });
}
