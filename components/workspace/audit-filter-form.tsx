/** The audit's filter: a plain form whose result has its own address. */
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";
import { AUDIT_ACTIONS } from "@/lib/domain/workspace/audit";
import type { AuditFilter } from "@/lib/domain/workspace/audit-filter";

const OPTIONS = [{ value: "", name: "Anything" }, ...Object.entries(AUDIT_ACTIONS).map(([value, name]) => ({ value, name }))];

export function AuditFilterForm({ filter }: { filter: AuditFilter }) {
  const { action, person, personId, team, teamId, from, to } = filter;
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <details open={isFiltered} className="mt-6">
      <summary className="inline-flex min-h-11 cursor-pointer items-center rounded-full border-[1.5px] border-edge px-5 font-semibold text-ink hover:border-ink-3">
        Filter the entries
      </summary>
      <form method="get" className="mt-4 grid items-end gap-x-5 gap-y-4 sm:grid-cols-2 lg:grid-cols-3">
        <SelectField id="action" name="action" label="What was done" options={OPTIONS} defaultValue={action ?? ""} />
        <Field id="person" name="person" type="search" label="By or to whom" defaultValue={person} maxLength={100} />
        <Field id="team" name="team" type="search" label="Team" defaultValue={team} maxLength={100} />
        <Field id="from" name="from" type="date" label="From" defaultValue={from} />
        <Field id="to" name="to" type="date" label="Until" defaultValue={to} />
        {personId !== "" && <input type="hidden" name="personId" value={personId} />}
        {teamId !== "" && <input type="hidden" name="teamId" value={teamId} />}
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="secondary">
            Filter
          </Button>
          {isFiltered && (
            <ButtonLink variant="quiet" href="/admin/audit">
              Show all
            </ButtonLink>
          )}
        </div>
        {(personId !== "" || teamId !== "") && (
          <p className="text-[0.94rem] text-ink-2 sm:col-span-2 lg:col-span-3">
            Only entries of one {personId === "" ? "team" : teamId === "" ? "person" : "person in one team"} are shown. “Show all” lifts
            that.
          </p>
        )}
      </form>
    </details>
  );
}
