/** The form that opens a round: its name, its due day and time zone, and whether reviews are blind. */
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SelectField } from "@/components/ui/select-field";
import type { FormAction } from "@/lib/domain/request/action-result";
import { RoundZone } from "./round-zone";

type RoundFormProps = {
  teamId: string;
  memberCount: number;
  /** Only asked for where there are several. */
  competencies: readonly { competencyId: string; name: string }[];
  action: FormAction;
};

/** UTC first. */
function zoneOptions() {
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  return zones.map((zone) => ({ value: zone, name: zone.replaceAll("_", " ") }));
}

function describeAsked(memberCount: number): string {
  if (memberCount === 0) return "Nobody is a member of this team yet. People who join while the round is open are asked then.";
  const who = memberCount === 1 ? "The team’s one member is" : `The team’s ${memberCount.toLocaleString("en-US")} members are`;
  return `${who} asked by mail, with a calendar file, and reminded once before it is due. People who join later are asked too.`;
}

export function RoundForm({ teamId, memberCount, competencies, action }: RoundFormProps) {
  return (
    <Form
      name="open"
      action={action}
      errorTitle="The round was not opened"
      aria-labelledby="open-round"
      className="grid max-w-[34rem] gap-5"
    >
      <input type="hidden" name="teamId" value={teamId} />
      <p className="text-ink-2">{describeAsked(memberCount)}</p>
      <Field name="name" label="Name of the round" hint="As your team will know it: “First quarter of 2027”." autoComplete="off" />
      <Field name="dueDay" type="date" label="Due day" hint="People have until the end of this day." />
      <div>
        <SelectField name="timeZone" label="Time zone" hint="The day ends for everybody in this time zone." options={zoneOptions()} />
        <RoundZone field="timeZone" />
      </div>
      {competencies.length > 1 && (
        <SelectField
          name="competencyId"
          label="What to assess"
          options={competencies.map(({ competencyId, name }) => ({ value: competencyId, name }))}
        />
      )}
      <ChoiceField
        type="checkbox"
        name="blindReviews"
        value="yes"
        defaultChecked
        label="Ask for blind reviews"
        hint="Coaches see a member’s ratings of this round only after giving their own, or skipping it. So what you see is your own view, not an echo."
      />
      <div>
        <Button type="submit">Open the round</Button>
      </div>
    </Form>
  );
}
