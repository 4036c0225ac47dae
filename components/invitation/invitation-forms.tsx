/** The three ways to invite to a team: a link, a mail, a list. */
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { SelectField } from "@/components/ui/select-field";
import { DEFAULT_LIFETIME, LIFETIMES, MOST_USES } from "@/lib/domain/invitation/invitation";
import type { FormAction } from "@/lib/domain/request/action-result";

type InvitationFormProps = { teamId: string; action: FormAction };

const ROLES = [
  { value: "member", name: "Member" },
  { value: "coach", name: "Coach" },
];

function RoleField({ label }: { label: string }) {
  return <SelectField name="role" label={label} options={ROLES} defaultValue="member" />;
}

type ShellProps = InvitationFormProps & { name: string; title: string; errorTitle: string; isPreview?: boolean; children: ReactNode };

function FormShell({ name, title, errorTitle, isPreview, teamId, action, children }: ShellProps) {
  return (
    <Form
      name={name}
      action={action}
      errorTitle={errorTitle}
      isPreview={isPreview}
      aria-labelledby={`${name}-title`}
      className="rounded-panel border border-line bg-surface p-5 sm:p-6"
    >
      <h3 id={`${name}-title`} className="text-card">
        {title}
      </h3>
      <input type="hidden" name="teamId" value={teamId} />
      {children}
    </Form>
  );
}

export function LinkForm(props: InvitationFormProps) {
  return (
    <FormShell {...props} name="link" title="By a link" errorTitle="No link was made">
      <p className="mt-1 text-[0.94rem] text-ink-2">You pass it on yourself. Anyone who has the link can join.</p>
      <div className="mt-4 grid gap-4">
        <RoleField label="As" />
        <SelectField
          name="days"
          label="Works for"
          options={LIFETIMES.map((days) => ({ value: String(days), name: days === 1 ? "1 day" : `${days} days` }))}
          defaultValue={String(DEFAULT_LIFETIME)}
        />
        <Field
          name="uses"
          label="For how many people"
          inputMode="numeric"
          autoComplete="off"
          hint={`From 1 to ${MOST_USES}.`}
          defaultValue="10"
        />
      </div>
      <Button type="submit" variant="secondary" className="mt-5">
        Create a link
      </Button>
    </FormShell>
  );
}

export function MailForm(props: InvitationFormProps) {
  return (
    <FormShell {...props} name="mail" title="By e-mail" errorTitle="Nobody was invited">
      <p className="mt-1 text-[0.94rem] text-ink-2">For one person, for {DEFAULT_LIFETIME} days.</p>
      <div className="mt-4 grid gap-4">
        <Field name="email" label="Address" inputMode="email" autoComplete="off" autoCapitalize="none" spellCheck={false} />
        <RoleField label="As" />
      </div>
      <Button type="submit" variant="secondary" className="mt-5">
        Send the invitation
      </Button>
    </FormShell>
  );
}

export function ListForm(props: InvitationFormProps) {
  return (
    <FormShell {...props} name="list" title="By a list" errorTitle="The list could not be read" isPreview>
      <p className="mt-1 text-[0.94rem] text-ink-2">You see what each line will do before anything is sent.</p>
      <div className="mt-4 grid gap-4">
        <Field
          name="list"
          label="Addresses"
          hint="One on each line, or with commas between. Or a table with the columns email, name and role."
          multiline
          rows={5}
          autoComplete="off"
          spellCheck={false}
        />
        <div>
          <label htmlFor="list-file" className="font-semibold">
            Or a CSV file
          </label>
          <p id="list-file-hint" className="text-[0.94rem] text-ink-2">
            Up to 10,000 lines or 1 MB. It is used instead of the text above.
          </p>
          <input
            id="list-file"
            type="file"
            name="file"
            accept=".csv,.txt,text/csv,text/plain"
            aria-describedby="list-file-hint"
            className="mt-2 block min-h-11 w-full max-w-full text-[0.94rem] file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-full file:border-[1.5px] file:border-edge file:bg-surface file:px-5 file:font-semibold file:text-ink"
          />
        </div>
        <RoleField label="Role, where a line has none" />
      </div>
      <Button type="submit" variant="secondary" className="mt-5">
        Show what it will do
      </Button>
    </FormShell>
  );
}
