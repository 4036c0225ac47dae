/** The three ways to invite to a team: a link, a mail, a list. */
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";
import { DEFAULT_LIFETIME, LIFETIMES, MOST_USES } from "@/lib/domain/invitation/invitation";
import type { ActionError } from "@/lib/domain/request/action-result";

type InvitationFormProps = {
  teamId: string;
  /** The error of this form; another form's is ignored. */
  actionError: ActionError | null;
  action: (form: FormData) => Promise<void>;
};

const ROLES = [
  { value: "member", name: "Member" },
  { value: "coach", name: "Coach" },
];

function RoleField({ id, label, actionError }: { id: string; label: string; actionError: ActionError | null }) {
  const role = actionError?.values.role ?? "member";
  return <SelectField id={id} name="role" label={label} options={ROLES} defaultValue={role} error={actionError?.fieldErrors.role} />;
}

type ShellProps = InvitationFormProps & { name: string; title: string; fields: readonly string[]; children: ReactNode };

function FormShell({ name, title, fields, teamId, actionError, action, children }: ShellProps) {
  const isShownAtField = actionError && fields.some((field) => actionError.fieldErrors[field]);
  return (
    <form action={action} aria-labelledby={`${name}-title`} className="rounded-panel border border-line bg-surface p-5 sm:p-6">
      <h3 id={`${name}-title`} className="text-card">
        {title}
      </h3>
      <input type="hidden" name="form" value={name} />
      <input type="hidden" name="teamId" value={teamId} />
      {actionError && !isShownAtField && <ErrorNotice actionError={actionError} className="mt-4" />}
      {children}
    </form>
  );
}

export function LinkForm(props: InvitationFormProps) {
  const { actionError } = props;
  return (
    <FormShell {...props} name="link" title="By a link" fields={["role", "days", "uses"]}>
      <p className="mt-1 text-[0.94rem] text-ink-2">You pass it on yourself. Anyone who has the link can join.</p>
      <div className="mt-4 grid gap-4">
        <RoleField id="link-role" label="As" actionError={actionError} />
        <SelectField
          id="link-days"
          name="days"
          label="Works for"
          options={LIFETIMES.map((days) => ({ value: String(days), name: days === 1 ? "1 day" : `${days} days` }))}
          defaultValue={actionError?.values.days ?? String(DEFAULT_LIFETIME)}
          error={actionError?.fieldErrors.days}
        />
        <Field
          id="link-uses"
          name="uses"
          label="For how many people"
          inputMode="numeric"
          autoComplete="off"
          hint={`From 1 to ${MOST_USES}.`}
          defaultValue={actionError?.values.uses ?? "10"}
          error={actionError?.fieldErrors.uses}
        />
      </div>
      <Button type="submit" variant="secondary" className="mt-5">
        Create a link
      </Button>
    </FormShell>
  );
}

export function MailForm(props: InvitationFormProps) {
  const { actionError } = props;
  return (
    <FormShell {...props} name="mail" title="By e-mail" fields={["email", "role"]}>
      <p className="mt-1 text-[0.94rem] text-ink-2">For one person, for {DEFAULT_LIFETIME} days.</p>
      <div className="mt-4 grid gap-4">
        <Field
          id="mail-email"
          name="email"
          label="Address"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={actionError?.values.email ?? ""}
          error={actionError?.fieldErrors.email}
        />
        <RoleField id="mail-role" label="As" actionError={actionError} />
      </div>
      <Button type="submit" variant="secondary" className="mt-5">
        Send the invitation
      </Button>
    </FormShell>
  );
}

export function ListForm(props: InvitationFormProps) {
  const { actionError } = props;
  return (
    <FormShell {...props} name="list" title="By a list" fields={["list", "role"]}>
      <p className="mt-1 text-[0.94rem] text-ink-2">You see what each line will do before anything is sent.</p>
      <div className="mt-4 grid gap-4">
        <Field
          id="list-text"
          name="list"
          label="Addresses"
          hint="One on each line, or with commas between. Or a table with the columns email, name and role."
          multiline
          rows={5}
          autoComplete="off"
          spellCheck={false}
          defaultValue={actionError?.values.list ?? ""}
          error={actionError?.fieldErrors.list}
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
        <RoleField id="list-role" label="Role, where a line has none" actionError={actionError} />
      </div>
      <Button type="submit" variant="secondary" className="mt-5">
        Show what it will do
      </Button>
    </FormShell>
  );
}
