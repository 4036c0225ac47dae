/** The landing page: what this is, where the person is, and the next thing to do. */
import { startAssessmentAction } from "@/app/assess/actions";
import { stepPath } from "@/app/assess/paths";
import { definePage } from "@/app/define-page";
import { Cairn } from "@/components/charts/cairn";
import { LevelStone } from "@/components/charts/stones";
import { RoundCard } from "@/components/round/round-card";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { findActor } from "@/lib/auth/actor";
import { getAssessmentsOverview } from "@/lib/data/assessment/queries";
import { getPublishedCompetency, listCompetencies } from "@/lib/data/competency/queries/published";
import { listOwnOpenRounds } from "@/lib/data/round/queries";

const STEPS = [
  {
    name: "Rate seven behaviors",
    text: "Each with its definition and five examples in view, so that you compare yourself with something a colleague could have seen.",
  },
  {
    name: "See your level summary",
    text: "Where you are solid, where your edge is, and how that was found. It is your own view, a start for a conversation.",
  },
  {
    name: "Choose one next step",
    text: "One focus, a few practices to begin this week, and an if–then plan in your own words. Level five is not the goal.",
  },
] as const;

const WHO_SEES = [
  { who: "You", what: "Everything you answer and write. Print it, or come back to it in this browser." },
  { who: "Your coach or team", what: "Nothing, until you share it. Before you do, you see exactly what they will see." },
  {
    who: "Everybody else",
    what: "Nothing about you. There is no ranking, no score for a person, and no list of names; an organization’s admins see counts.",
  },
] as const;

export default definePage(async function LandingPage() {
  const actor = await findActor();
  const [competency, competencies, { inProgress, latest }, rounds] = await Promise.all([
    getPublishedCompetency(actor),
    listCompetencies(actor),
    getAssessmentsOverview(actor),
    listOwnOpenRounds(actor, new Date()),
  ]);
  const { levels } = competency.source;
  // A round's card has the button to continue: a second button for the same would be confusing.
  const isInACard = rounds.some(({ step }) => step.kind === "start" || step.kind === "continue");
  return (
    <>
      <div className="page-width grid items-center gap-x-12 gap-y-8 pt-4 sm:pt-10 lg:min-h-[36rem] lg:grid-cols-[minmax(0,1fr)_auto] lg:pt-4">
        <div className="max-w-[37rem] min-w-0">
          <h1 className="text-landing leading-[1.08]">See where you stand. Choose the next step.</h1>
          {rounds.length > 0 && (
            <div className="mt-5 grid gap-4 sm:mt-7">
              {rounds.map((round) => (
                <RoundCard
                  key={round.roundId}
                  round={round}
                  withCompetency={competencies.length > 1}
                  headingLevel={2}
                  start={startAssessmentAction}
                />
              ))}
            </div>
          )}
          <p className="mt-4 text-lead text-ink-2 sm:mt-6">
            Rate yourself on the seven behaviors of Product Management. In about five minutes you get a level summary and one thing worth
            trying in your next Sprint.
          </p>
          <div className="mt-5 flex flex-wrap items-center gap-x-5 gap-y-2 sm:mt-8">
            {isInACard ? null : inProgress ? (
              <>
                <ButtonLink href={stepPath(inProgress.assessmentId, inProgress.nextBehaviorId)} className="max-sm:w-full">
                  Continue self-assessment
                </ButtonLink>
                <p className="text-ink-2">
                  {inProgress.answered} of {inProgress.total} answered
                </p>
              </>
            ) : competencies.length > 1 ? (
              <ButtonLink href="/assess" className="max-sm:w-full">
                Start self-assessment
              </ButtonLink>
            ) : (
              <Form name="start" action={startAssessmentAction} errorTitle="Not started" className="max-sm:w-full">
                <Button type="submit" className="max-sm:w-full">
                  Start self-assessment
                </Button>
              </Form>
            )}
          </div>
          {latest && (
            <p className="mt-3">
              <TextLink href={`/results/${latest.assessmentId}`}>Your latest level summary, {formatDay(latest.submittedAt)}</TextLink>
            </p>
          )}
          <p className="mt-4 text-[0.9rem] leading-normal text-ink-2 sm:mt-5">
            No account needed. Your answers are yours: nobody sees them until you share them.
          </p>
        </div>
        <div className="flex min-w-0 justify-center">
          <Cairn
            size="large"
            levels={levels}
            filledTo={levels.length - 1}
            label="The path: five stones, one for each level, from the ground up"
          />
        </div>
      </div>

      <Section id="how" title="How it works" className="page-width mt-14 sm:mt-20" headingClassName="border-t border-line pt-12 sm:pt-16">
        <ol className="mt-8 grid gap-x-12 gap-y-8 md:grid-cols-3">
          {STEPS.map(({ name, text }, index) => (
            <li key={name} className="flex gap-4 md:block">
              <span aria-hidden="true" className="font-display text-[2.6rem] leading-none font-[420] text-accent">
                {index + 1}
              </span>
              <div>
                <h3 className="text-card md:mt-3">{name}</h3>
                <p className="mt-2 text-ink-2">{text}</p>
              </div>
            </li>
          ))}
        </ol>
      </Section>

      <section aria-labelledby="levels" className="mt-16 bg-sunk py-14 sm:mt-24 sm:py-20">
        <div className="page-width grid gap-x-16 gap-y-8 lg:grid-cols-[18rem_minmax(0,1fr)]">
          <div>
            <h2 id="levels" className="text-heading">
              Five levels, five stones
            </h2>
            <p className="mt-4 text-ink-2">
              Each level stands on the one below it. In the words of the {competency.source.attribution.title}, this is how each begins.
            </p>
            <p className="mt-2">
              <TextLink href="/model">Read the whole model</TextLink>
            </p>
          </div>
          <ol>
            {levels.map(({ id, name, descriptors }, rank) => (
              <li
                key={id}
                className="grid grid-cols-[5.5rem_1fr] items-center gap-x-4 border-t border-line py-4 first:border-t-0 first:pt-0 last:pb-0 sm:grid-cols-[8.5rem_9rem_1fr]"
              >
                <span className="row-span-2 flex justify-center sm:row-span-1">
                  <LevelStone rank={rank} className="h-8 w-auto sm:h-11" />
                </span>
                <h3 className="text-[1.2rem]">{name}</h3>
                <p className="leading-snug text-ink-2">{descriptors[0]}</p>
              </li>
            ))}
          </ol>
        </div>
      </section>

      <Section id="who" title="Who sees what" className="page-width mt-16 sm:mt-24">
        <dl className="mt-8 grid gap-x-12 gap-y-7 md:grid-cols-3">
          {WHO_SEES.map(({ who, what }) => (
            <div key={who} className="border-t-2 border-accent pt-4">
              <dt className="font-display text-[1.2rem] font-[560]">{who}</dt>
              <dd className="mt-1.5 text-ink-2">{what}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-8 max-w-reading text-[0.94rem] text-ink-2">
          Without an account, your answers belong to this browser, and are deleted 30 days after you last worked on them.
        </p>
      </Section>
    </>
  );
});
