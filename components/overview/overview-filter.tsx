/** Chooses the overview's self-assessments: a competency's, a round's, or each person's latest. */
import { CompetencyChoice } from "@/components/competency/competency-choice";
import { ChoiceForm } from "@/components/ui/choice-form";
import { SelectField } from "@/components/ui/select-field";
import type { TeamOverview } from "@/lib/domain/overview/overview";
import { queryString } from "@/lib/domain/request/list-query";

export function OverviewFilter({ teamHref, overview }: { teamHref: string; overview: TeamOverview }) {
  const { query, rounds, competencies } = overview;
  const kept = { competency: query.competency, sort: query.sort, order: query.order === "desc" ? "desc" : "" };
  return (
    <div className="grid gap-5 print:hidden">
      {competencies.length > 0 && (
        <CompetencyChoice
          competencies={competencies}
          currentId={query.competency}
          hrefOf={(competency) => `${teamHref}${queryString({ competency })}`}
        />
      )}
      {rounds.length > 0 && (
        <ChoiceForm action={teamHref} kept={kept}>
          <SelectField
            id="overview-round"
            name="round"
            label="Which self-assessments"
            defaultValue={query.round}
            options={[
              { value: "", name: "Each person’s latest" },
              ...rounds.map(({ roundId, name }) => ({ value: roundId, name: `Round: ${name}` })),
            ]}
          />
        </ChoiceForm>
      )}
    </div>
  );
}
