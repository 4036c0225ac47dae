/** The form that opens a round: its name, its due day and time zone, and whether reviews are blind. */
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/field";
import { ResilientForm } from "@/components/ui/resilient-form";
import { SelectField } from "@/components/ui/select-field";
import type { ActionError } from "@/lib/domain/request/action-result";
import { timeZoneSchema } from "@/lib/domain/round/round-form";
import { RoundZone } from "./round-zone";

type RoundFormProps = {
  teamId: string;
  memberCount: number;
  /** Only asked for where there are several. */
  competencies: readonly { competencyId: string; name: string }[];
  actionError: ActionError | null;
  action: (form: FormData) => Promise<void>;
};

const FIELDS = ["name", "dueDay", "timeZone", "competencyId"] as const;
const ZONE_ID = "round-zone";

/** UTC first. It includes the chosen zone, whose name in the browser may be missing in the server's list. */
function zoneOptions(chosen: string | undefined) {
  const known = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  const more = chosen && !known.includes(chosen) && timeZoneSchema.safeParse(chosen).success ? [chosen] : [];
  return [...known, ...more].map((zone) => ({ value: zone, name: zone.replaceAll("_", " ") }));
}

function describeAsked(memberCount: number): string {
  if (memberCount === 0) return "Nobody is a member of this team yet. People who join while the round is open are asked then.";
  const who = memberCount === 1 ? "The team’s one member is" : `The team’s ${memberCount.toLocaleString("en-US")} members are`;
  return `${who} asked by mail, with a calendar file, and reminded once before it is due. People who join later are asked too.`;
}

export function RoundForm({ teamId, memberCount, competencies, actionError, action }: RoundFormProps) {
  const isShownAtField = actionError && FIELDS.some((field) => actionError.fieldErrors[field]);
  const zone = actionError?.values.timeZone;
  return (
    <ResilientForm action={action} aria-labelledby="open-round" className="grid max-w-[34rem] gap-5">
      <input type="hidden" name="form" value="open" />
      <input type="hidden" name="teamId" value={teamId} />
      {actionError && !isShownAtField && <ErrorNotice actionError={actionError} className="" />}
      <p className="text-ink-2">{describeAsked(memberCount)}</p>
      <Field
        id="round-name"
        name="name"
        label="Name of the round"
        hint="As your team will know it: “First quarter of 2027”."
        autoComplete="off"
        defaultValue={actionError?.values.name ?? ""}
        error={actionError?.fieldErrors.name}
      />
      <Field
        id="round-due"
        name="dueDay"
        type="date"
        label="Due day"
        hint="People have until the end of this day."
        defaultValue={actionError?.values.dueDay ?? ""}
        error={actionError?.fieldErrors.dueDay}
      />
      <div>
        {/* React resets a select when a form is rejected, so the key makes it a new one. */}
        <SelectField
          key={zone ?? ""}
          id={ZONE_ID}
          name="timeZone"
          label="Time zone"
          hint="The day ends for everybody in this time zone."
          options={zoneOptions(zone)}
          defaultValue={zone ?? "UTC"}
          error={actionError?.fieldErrors.timeZone}
        />
        {zone === undefined && <RoundZone selectId={ZONE_ID} />}
      </div>
      {competencies.length > 1 && (
        <SelectField
          key={`competency-${actionError?.values.competencyId ?? ""}`}
          id="round-competency"
          name="competencyId"
          label="What to assess"
          options={competencies.map(({ competencyId, name }) => ({ value: competencyId, name }))}
          defaultValue={actionError?.values.competencyId ?? competencies[0]?.competencyId}
          error={actionError?.fieldErrors.competencyId}
        />
      )}
      <ChoiceField
        type="checkbox"
        name="blindReviews"
        value="yes"
        defaultChecked={actionError ? actionError.values.blindReviews === "yes" : true}
        label="Ask for blind reviews"
        hint="Coaches see a member’s ratings of this round only after giving their own, or skipping it. So what you see is your own view, not an echo."
      />
      <div>
        <Button type="submit">Open the round</Button>
      </div>
    </ResilientForm>
  );
}
