/** Chooses the overview's self-assessments: a competency's, a round's, or each person's latest. */
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import type { TeamOverview } from "@/lib/domain/overview/overview";
import { queryString } from "@/lib/domain/request/list-query";

export function OverviewFilter({ teamHref, overview }: { teamHref: string; overview: TeamOverview }) {
  const { query, rounds, competencies } = overview;
  const kept = { competency: query.competency, sort: query.sort, order: query.order === "desc" ? "desc" : "" };
  return (
    <div className="grid gap-5 print:hidden">
      {competencies.length > 0 && (
        <nav aria-label="Competency">
          <ul className="flex flex-wrap gap-x-6">
            {competencies.map(({ competencyId, name }) => (
              <li key={competencyId}>
                <a
                  href={`${teamHref}${queryString({ competency: competencyId })}`}
                  aria-current={competencyId === query.competency ? "true" : undefined}
                  className="text-link inline-flex min-h-11 items-center aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {rounds.length > 0 && (
        <form method="get" action={teamHref} className="flex flex-wrap items-end gap-4">
          {Object.entries(kept).map(([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />)}
          <div className="w-[20rem] max-w-full">
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
          </div>
          <Button type="submit" variant="secondary">
            Show
          </Button>
        </form>
      )}
    </div>
  );
}
