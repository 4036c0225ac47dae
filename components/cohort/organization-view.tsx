/** How the whole organization's answers spread: the quarter, how many people, who is left out and why, and a bar per behavior. */
import { AnswerBars } from "@/components/charts/answer-bars";
import { CompetencyChoice } from "@/components/competency/competency-choice";
import { ChoiceForm } from "@/components/ui/choice-form";
import { Section } from "@/components/ui/section";
import { SelectField } from "@/components/ui/select-field";
import { type OrganizationSpread, quarterName, type ShownSpread, viewParam } from "@/lib/domain/cohort/organization-cohort";
import { describeSpread, MEDIAN_EXPLANATION } from "@/lib/domain/overview/insight-wording";
import { queryString } from "@/lib/domain/request/list-query";
import { capitalize, countWord } from "@/lib/domain/text/wording";

const inNumbers = (count: number) => count.toLocaleString("en-US");

/** How many people the bars count, and who is not in them. */
function describePeople({ people, withheldFromViewer, tooFew, waiting, missing }: ShownSpread, minGroupSize: number): string[] {
  const are = (count: number) => (count === 1 ? "is" : "are");
  return [
    people === 0 ? "" : `From ${inNumbers(people)} people’s own views.`,
    withheldFromViewer === 0
      ? ""
      : `${inNumbers(withheldFromViewer)} ${people === 0 ? "" : "more "}are in groups that hold you, or somebody of a team that you are in: with what you know, you could tell single answers from those, so you do not see them.`,
    waiting === 0
      ? ""
      : `${capitalize(countWord(waiting))} ${are(waiting)} waiting for a group of ${countWord(minGroupSize)}: ${countWord(missing)} more ${are(missing)} needed.`,
    tooFew === 0
      ? ""
      : `${inNumbers(tooFew)} ${are(tooFew)} in groups of fewer than ${countWord(minGroupSize)}, from when that was enough: those are not shown.`,
  ].filter(Boolean);
}

function rowsOf({ levels, behaviors, spreads, people }: ShownSpread) {
  return spreads.map(({ behaviorId, people: counted, shown }) => {
    const named = { id: behaviorId, name: behaviors.find(({ id }) => id === behaviorId)?.name ?? behaviorId };
    if (!shown)
      return { ...named, bar: null, words: "Not shown: in every group the answers are so alike that they would give single ones away." };
    const rank = levels.findIndex(({ id }) => id === shown.medianLevelId);
    const words = describeSpread(levels, { ...shown, medianRank: rank < 0 ? null : rank });
    const from = counted < people ? ` From ${inNumbers(counted)}: in the other groups the answers are too alike.` : "";
    return { ...named, bar: shown, words: `${words}${from}` };
  });
}

type OrganizationViewProps = { href: string; spread: OrganizationSpread };

export function OrganizationView({ href, spread }: OrganizationViewProps) {
  const { minGroupSize, shown } = spread;
  return (
    <>
      <p className="mt-6 max-w-reading text-ink-2">
        How people’s self-assessments spread over the levels. Each person with an account counts once a quarter, with the first that they
        submit in it, and only in a group of {countWord(minGroupSize)} or more that is then complete and never changes. So this says nothing
        about one of them, and nothing about a team.
      </p>
      <Choice href={href} spread={spread} />
      {shown ? (
        <Spread shown={shown} minGroupSize={minGroupSize} />
      ) : (
        <p className="mt-6 max-w-reading">Nobody has been counted yet. The first who submit a self-assessment will be.</p>
      )}
    </>
  );
}

function Choice({ href, spread: { competencies, competencyId, revisions, shown } }: OrganizationViewProps) {
  const views = revisions.flatMap(({ number, quarters }) =>
    quarters.map((quarter) => ({ value: viewParam(number, quarter), name: `${quarterName(quarter)}, revision ${number}` })),
  );
  return (
    <div className="mt-6 grid gap-5 print:hidden">
      {competencies.length > 1 && (
        <CompetencyChoice
          competencies={competencies}
          currentId={competencyId}
          hrefOf={(competency) => `${href}${queryString({ competency })}`}
        />
      )}
      {shown && views.length > 1 && (
        <ChoiceForm action={href} kept={{ competency: competencyId }}>
          <SelectField
            id="organization-view"
            name="view"
            label="Quarter"
            defaultValue={viewParam(shown.revisionNumber, shown.quarter)}
            options={views}
          />
        </ChoiceForm>
      )}
    </div>
  );
}

function Spread({ shown, minGroupSize }: { shown: ShownSpread; minGroupSize: number }) {
  return (
    <Section id="spread" title={`${quarterName(shown.quarter)}, revision ${shown.revisionNumber}`} className="pt-8" headingClassName="mb-3">
      {describePeople(shown, minGroupSize).map((sentence) => (
        <p key={sentence} className="mt-1.5 max-w-reading text-ink-2">
          {sentence}
        </p>
      ))}
      {shown.people > 0 && (
        <div className="mt-5">
          <p className="mb-3 max-w-reading text-ink-2">
            From {shown.levels[0]?.name} on the left to {shown.levels.at(-1)?.name} on the right. {MEDIAN_EXPLANATION}
          </p>
          <AnswerBars caption="How many people gave each answer, by behavior" rows={rowsOf(shown)} />
        </div>
      )}
    </Section>
  );
}
