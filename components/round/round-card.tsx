/** An open round as a member sees it: what is asked, by when, what a coach sees, and what to do next. */
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { TextLink } from "@/components/ui/text-link";
import type { FormAction } from "@/lib/domain/request/action-result";
import type { OpenRound, OwnRound, RoundProgress } from "@/lib/domain/round/round";
import { describeDue } from "@/lib/domain/round/round-wording";

const OWN_PROGRESS_LABELS: Record<RoundProgress, string> = {
  "not-begun": "You have not started yet.",
  "in-progress": "You have started, and not submitted yet.",
  submitted: "You have submitted, and not shared it with the team.",
  shared: "You have submitted and shared it. There is nothing left to do.",
};

const id = encodeURIComponent;

const stepHref = (assessmentId: string, behaviorId: string | null) => `/assess/${id(assessmentId)}/${id(behaviorId ?? "review")}`;

function NextStep({ round, start }: { round: OwnRound; start: FormAction }) {
  const { step, roundId, competencyId, teamName, name } = round;
  const of = <span className="sr-only"> for “{name}”</span>;
  switch (step.kind) {
    case "start":
      return (
        <Form name={`start-${roundId}`} action={start} errorTitle="The self-assessment was not started">
          <input type="hidden" name="competencyId" value={competencyId} />
          <Button type="submit" className="max-sm:w-full">
            Start self-assessment
          </Button>
        </Form>
      );
    case "continue":
      return (
        <>
          <ButtonLink href={stepHref(step.assessmentId, step.nextBehaviorId)} className="max-sm:w-full">
            Continue self-assessment
          </ButtonLink>
          <span className="text-ink-2">
            {step.answered} of {step.total} answered
          </span>
        </>
      );
    case "finish-other":
      return (
        <p className="text-ink-2">
          You have a self-assessment in {step.competencyName} in progress.{" "}
          <a className="text-link" href={stepHref(step.assessmentId, step.nextBehaviorId)}>
            Finish it
          </a>
          , or discard it under{" "}
          <a className="text-link" href="/growth">
            My growth
          </a>
          , to begin this one.
        </p>
      );
    case "share":
      return (
        <>
          <ButtonLink href={`/results/${id(step.assessmentId)}/share`} className="max-sm:w-full">
            Share with {teamName} …{of}
          </ButtonLink>
          <TextLink href={`/results/${id(step.assessmentId)}`}>See your level summary</TextLink>
        </>
      );
    case "done":
      return <TextLink href={`/results/${id(step.assessmentId)}`}>See your level summary{of}</TextLink>;
  }
}

type RoundCardProps = {
  round: OwnRound;
  /** Whether to name the team, since the reader may be in several. */
  withTeam?: boolean;
  withCompetency?: boolean;
  headingLevel: 2 | 3;
  start: FormAction;
};

export function RoundCard({ round, withTeam = true, withCompetency = false, headingLevel, start }: RoundCardProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <article className="rounded-panel border-[1.5px] border-accent bg-surface p-5 wrap-anywhere sm:p-7">
      <p className="text-[0.94rem] font-semibold text-accent">{withTeam ? `Your team ${round.teamName} asks you` : "Your team asks you"}</p>
      <Heading className="mt-1 text-[1.5rem]">{round.name}</Heading>
      <p className="mt-2">
        {withCompetency && `${round.competencyName}. `}Due by {describeDue(round)}. <strong>{OWN_PROGRESS_LABELS[round.progress]}</strong>
      </p>
      <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-2">
        <NextStep round={round} start={start} />
      </div>
      <p className="mt-4 text-[0.9rem] leading-normal text-ink-2">
        The team’s coaches see whether you have begun and submitted. They see your answers only once you share them
        {round.blindReviews && ", and each of them only after giving, or skipping, their own view of you"}.
      </p>
    </article>
  );
}

type RoundStatusLineProps = {
  teamId: string;
  role: "member" | "coach";
  open: OpenRound | null;
  start: FormAction;
};

/** For the team's page: a member's card, or a coach's counts with a link to the rounds. Empty for a member while no round is open. */
export function RoundStatusLine({ teamId, role, open, start }: RoundStatusLineProps): ReactNode {
  if (role === "member") return open?.own ? <RoundCard round={open.own} withTeam={false} headingLevel={2} start={start} /> : null;
  const { counts } = open ?? {};
  const all = counts ? Object.values(counts).reduce((sum, count) => sum + count, 0) : 0;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-panel border border-line bg-surface p-5 wrap-anywhere">
      <p className="min-w-0">
        {open && counts ? (
          <>
            <span className="font-semibold">
              “{open.name}” is open until {describeDue(open)}.
            </span>{" "}
            <span className="text-ink-2">
              {(counts.submitted + counts.shared).toLocaleString("en-US")} of {all.toLocaleString("en-US")} have submitted,{" "}
              {counts.shared.toLocaleString("en-US")} of them shared it.
            </span>
          </>
        ) : (
          <span className="text-ink-2">No round is open. A round asks everybody in the team to assess themselves by a day.</span>
        )}
      </p>
      <ButtonLink variant="secondary" href={`/teams/${id(teamId)}/rounds`}>
        {open ? "See everyone’s progress" : "Open a round"}
      </ButtonLink>
    </div>
  );
}
