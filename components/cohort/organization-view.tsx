/** How the whole organization's answers spread: the quarter, how many people, who is left out and why, and a bar per behavior. */
import { AnswerBars } from "@/components/charts/answer-bars";
import { Button } from "@/components/ui/button";
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
      <p className="mt-6 max-w-[44rem] text-ink-2">
        How people’s self-assessments spread over the levels. Each person with an account counts once a quarter, with the first that they
        submit in it, and only in a group of {countWord(minGroupSize)} or more that is then complete and never changes. So this says nothing
        about one of them, and nothing about a team.
      </p>
      <Choice href={href} spread={spread} />
      {shown ? (
        <Spread shown={shown} minGroupSize={minGroupSize} />
      ) : (
        <p className="mt-6 max-w-[44rem]">Nobody has been counted yet. The first who submit a self-assessment will be.</p>
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
        <nav aria-label="Competency">
          <ul className="flex flex-wrap gap-x-6">
            {competencies.map(({ competencyId: id, name }) => (
              <li key={id}>
                <a
                  href={`${href}${queryString({ competency: id })}`}
                  aria-current={id === competencyId ? "true" : undefined}
                  className="text-link inline-flex min-h-11 items-center aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {shown && views.length > 1 && (
        <form method="get" action={href} className="flex flex-wrap items-end gap-4">
          <input type="hidden" name="competency" value={competencyId} />
          <div className="w-[20rem] max-w-full">
            <SelectField
              id="organization-view"
              name="view"
              label="Quarter"
              defaultValue={viewParam(shown.revisionNumber, shown.quarter)}
              options={views}
            />
          </div>
          <Button type="submit" variant="secondary">
            Show
          </Button>
        </form>
      )}
    </div>
  );
}

function Spread({ shown, minGroupSize }: { shown: ShownSpread; minGroupSize: number }) {
  return (
    <section aria-labelledby="spread" className="pt-8">
      <h2 id="spread" className="text-heading mb-3">
        {quarterName(shown.quarter)}, revision {shown.revisionNumber}
      </h2>
      {describePeople(shown, minGroupSize).map((sentence) => (
        <p key={sentence} className="mt-1.5 max-w-[44rem] text-ink-2">
          {sentence}
        </p>
      ))}
      {shown.people > 0 && (
        <div className="mt-5">
          <p className="mb-3 max-w-[44rem] text-ink-2">
            From {shown.levels[0]?.name} on the left to {shown.levels.at(-1)?.name} on the right. {MEDIAN_EXPLANATION}
          </p>
          <AnswerBars caption="How many people gave each answer, by behavior" rows={rowsOf(shown)} />
        </div>
      )}
    </section>
  );
}
