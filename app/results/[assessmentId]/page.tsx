/** The level summary of one submitted assessment, with its focus, next steps and plan. */
import type { Metadata } from "next";
import { startAssessmentAction } from "@/app/assess/actions";
import { stepPath } from "@/app/assess/paths";
import { definePage } from "@/app/define-page";
import { KeepMyResults } from "@/components/account/keep-my-results";
import { AnswerText } from "@/components/assessment/answer-text";
import { FocusCard } from "@/components/assessment/focus-card";
import { LevelSummaryView } from "@/components/assessment/level-summary-view";
import { PlanForm } from "@/components/assessment/plan-form";
import { MissedRounds } from "@/components/round/round-missed";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { Section } from "@/components/ui/section";
import { firstParam } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { getSignInMethods } from "@/lib/data/account/queries/sign-in";
import { getAssessmentsOverview, getResult } from "@/lib/data/assessment/queries";
import { listMissedRounds } from "@/lib/data/round/queries";
import { getSharingChoices } from "@/lib/data/sharing/queries";
import { chooseFocus, explainFocus, nextStepFor } from "@/lib/domain/assessment/focus";
import { describeCounted } from "@/lib/domain/cohort/organization-cohort";
import { describeShare, type SharingTeam } from "@/lib/domain/sharing/share";
import { behaviorName, joinNames } from "@/lib/domain/text/wording";
import { getEnvironment } from "@/lib/platform/environment";
import { correctAssessmentAction, savePlanAction } from "./actions";
import { FromCoaches, readFromCoaches } from "./from-coaches";
import { sharePath } from "./share/path";

type Query = { kept?: string | string[]; views?: string | string[]; replied?: string | string[] };
type Props = { params: Promise<{ assessmentId: string }>; searchParams: Promise<Query> };

export const metadata: Metadata = { title: "Level summary" };

export default definePage(async function ResultPage({ params, searchParams }: Props) {
  const actor = await findActor();
  const { assessmentId: askedId } = await params;
  const { kept, views, replied } = await searchParams;
  const [result, { inProgress }, { teams }, fromCoaches, missed] = await Promise.all([
    getResult(actor, askedId),
    getAssessmentsOverview(actor),
    getSharingChoices(actor, askedId),
    readFromCoaches(actor, askedId, { views }),
    listMissedRounds(actor, askedId, new Date()),
  ]);
  const { competency, ratings, priorities, assessmentId } = result;
  const { source } = competency;
  const { focuses, opportunity } = chooseFocus(source, ratings, priorities);
  const chosen = opportunity === null ? focuses.map(({ behaviorId }) => behaviorId) : [opportunity];
  const { openSignUp } = getSignInMethods(actor);
  const date = formatDay(result.submittedAt);
  return (
    <div className="page-width pt-6 print:pt-0">
      <LevelSummaryView competency={competency} ratings={ratings} date={date} />
      <MissedRounds rounds={missed} isSubmitted />

      <WhoCanSee assessmentId={assessmentId} teams={teams} isCounted={actor?.kind === "account"} />

      <section aria-labelledby="focus" className="pt-14 print:pt-4">
        <h2 id="focus" className="text-part print:text-[13pt]">
          {chosen.length > 1 ? "Your two focuses" : "Your next step"}
        </h2>
        <p className="mt-3 mb-6 max-w-reading text-ink-2 print:my-1 print:max-w-none">{explainFocus(source, ratings, priorities)}</p>
        <div className={`grid gap-6 ${chosen.length > 1 ? "two-on-a-page print:grid-cols-2 print:gap-x-8" : ""}`}>
          {chosen.map((behaviorId, index) => {
            const answer = ratings.find((rating) => rating.behaviorId === behaviorId)?.answer;
            if (!answer) return null;
            const step = nextStepFor(competency, behaviorId, answer);
            const advice = step.kind === "guidance" ? step.guidance : step.opportunity;
            return (
              <FocusCard
                key={behaviorId}
                eyebrow={chosen.length > 1 ? `Focus ${index + 1} of ${chosen.length}` : "One focus"}
                name={behaviorName(source, behaviorId)}
                step={step}
                plan={
                  <PlanForm
                    assessmentId={assessmentId}
                    behaviorId={behaviorId}
                    starter={advice.plan}
                    plan={result.plans[behaviorId] ?? null}
                    justQueued={kept === behaviorId}
                    action={savePlanAction}
                  />
                }
              />
            );
          })}
        </div>
      </section>

      <FromCoaches assessmentId={assessmentId} competency={competency} ratings={ratings} read={fromCoaches} replied={firstParam(replied)} />

      <Section id="examples" title="Your answers" size="part" className="pt-14 print:hidden">
        <dl className="mt-5 divide-y divide-line border-y border-line">
          {source.behaviors.map(({ id, name }) => (
            <div key={id} className="grid gap-x-8 gap-y-1 py-4 sm:grid-cols-[16rem_1fr]">
              <dt className="font-semibold">{name}</dt>
              <dd className="min-w-0">
                <AnswerText competency={competency} behaviorId={id} ratings={ratings} />
              </dd>
            </div>
          ))}
        </dl>
      </Section>

      {result.keptUntil && <KeepMyResults assessmentId={assessmentId} keptUntil={result.keptUntil} mayCreateAccount={openSignUp} />}

      <Section id="later" title="Come back to it" size="part" className="pt-14 print:hidden">
        <p className="mt-3 max-w-reading text-ink-2">
          Print this page, or find it again under My growth{result.keptUntil ? " in this browser" : ""}.
        </p>
        <div className="mt-6 flex flex-wrap gap-3">
          {result.previousId && (
            <ButtonLink href={`/growth/compare?earlier=${result.previousId}&later=${assessmentId}`}>Compare with the one before</ButtonLink>
          )}
          {inProgress ? (
            <ButtonLink variant="secondary" href={stepPath(inProgress.assessmentId, inProgress.nextBehaviorId)}>
              Continue self-assessment
            </ButtonLink>
          ) : (
            <>
              <Form name="correct" action={correctAssessmentAction}>
                <input type="hidden" name="assessmentId" value={assessmentId} />
                <Button type="submit" variant="secondary">
                  Correct an answer
                </Button>
              </Form>
              <Form name="retake" action={startAssessmentAction} errorTitle="Not started">
                <input type="hidden" name="competencyId" value={competency.id} />
                <Button type="submit" variant="secondary">
                  Retake self-assessment
                </Button>
              </Form>
            </>
          )}
        </div>
        <p className="mt-6 max-w-reading text-[0.94rem] text-ink-3">
          Taken on revision {result.revisionNumber} of the model
          {result.currentNumber > result.revisionNumber && (
            <>
              , whose words are shown here; today’s are those of{" "}
              <a className="text-link" href={`/model?competency=${competency.id}`}>
                revision {result.currentNumber}
              </a>
            </>
          )}
          . The competency’s text is from the{" "}
          <a className="text-link" href={source.attribution.url}>
            {source.attribution.title}
          </a>
          ; the anchors and the guidance are Cairn’s own.
        </p>
      </Section>
    </div>
  );
});

type WhoCanSeeProps = { assessmentId: string; teams: readonly SharingTeam[]; isCounted: boolean };

function WhoCanSee({ assessmentId, teams, isCounted }: WhoCanSeeProps) {
  const shared = teams.filter(({ state }) => state.kind === "shared");
  return (
    <Section
      id="who"
      title="Who can see this"
      size="subpart"
      className="mt-10 rounded-panel border border-line bg-surface p-5 sm:p-7 print:hidden"
    >
      {shared.length === 0 ? (
        <p className="mt-2 max-w-reading text-ink-2">Only you. Nothing is shown to anybody until you share it.</p>
      ) : (
        <ul className="mt-2 max-w-reading space-y-1 text-ink-2">
          {shared.map(({ teamId, name, coaches, state }) => (
            <li key={teamId}>
              You, and the coaches of {name}
              {coaches.length > 0 && ` (${joinNames(coaches)})`}: {state.kind === "shared" && describeShare(state)}.
            </li>
          ))}
        </ul>
      )}
      {isCounted && <p className="mt-2 max-w-reading text-[0.94rem] text-ink-2">{describeCounted(getEnvironment().MIN_GROUP_SIZE)}</p>}
      {teams.length > 0 && (
        <ButtonLink variant={shared.length === 0 ? "primary" : "secondary"} href={sharePath(assessmentId)} className="mt-5">
          {shared.length === 0 ? `Share with ${teams.length === 1 ? teams[0]?.name : "a team"} …` : "Change what is shared"}
        </ButtonLink>
      )}
    </Section>
  );
}
