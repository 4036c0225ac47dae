/** One person's account for admins: its state, and what can be changed, each with its effect. */
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { Section } from "@/components/ui/section";
import type { FormAction } from "@/lib/domain/request/action-result";
import type { ListedPerson } from "@/lib/domain/workspace/listed-person";

type PersonViewProps = {
  person: ListedPerson & { isSelf: boolean };
  changeAction: FormAction;
};

type ChangeFormProps = { userId: string; change: string; action: FormAction; children: ReactNode };

function ChangeForm({ userId, change, action, children }: ChangeFormProps) {
  return (
    <Form name={`change-${change}`} action={action} errorTitle="Nothing was changed">
      <input type="hidden" name="userId" value={userId} />
      <input type="hidden" name="change" value={change} />
      {children}
    </Form>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-8 gap-y-1 py-3 sm:grid-cols-[12rem_1fr]">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

export function PersonView({ person, changeAction }: PersonViewProps) {
  const { userId, name, email, isAdmin, isDisabled, isSelf, joinedAt, lastSeenAt, teams } = person;
  const form = { userId, action: changeAction };
  return (
    <>
      <p className="mt-3 flex flex-wrap gap-2">
        {isAdmin && <Badge>Admin</Badge>}
        {isDisabled && <Badge kind="alert">Disabled</Badge>}
        {isSelf && <Badge>You</Badge>}
      </p>
      <dl className="mt-5 max-w-[48rem] divide-y divide-line border-y border-line">
        <Fact name="Address">{email}</Fact>
        <Fact name="Joined">{formatDay(joinedAt)}</Fact>
        <Fact name="Last here">{lastSeenAt ? formatDay(lastSeenAt) : "not yet"}</Fact>
        <Fact name="Teams">
          {teams.length === 0
            ? "none yet"
            : teams.map((team) => (
                <span key={team.teamId} className="block">
                  <a dir="auto" className="text-link" href={`/teams/${encodeURIComponent(team.teamId)}/people`}>
                    {team.name}
                  </a>
                  {team.role === "coach" && " (coach)"}
                </span>
              ))}
        </Fact>
      </dl>
      <p className="mt-4 text-[0.94rem] text-ink-3">
        What people rate is theirs: an admin sees none of it.{" "}
        <a className="text-link" href={`/admin/audit?personId=${encodeURIComponent(userId)}`}>
          See this person in the audit
        </a>
      </p>

      <Section id="role" title="Role" className="mt-10">
        <div className="mt-4 max-w-reading">
          {isAdmin ? (
            <ChangeForm {...form} change="removeAdmin">
              <ConfirmDialog label="Remove the admin role">
                <p>
                  {isSelf ? "You keep your account and your teams" : `${name} keeps the account and the teams`}, but cannot look after
                  people, teams and the audit anymore. All sessions of this account end.
                </p>
                <Button type="submit" className="mt-4">
                  Remove the admin role
                </Button>
              </ConfirmDialog>
            </ChangeForm>
          ) : isDisabled ? (
            <p className="text-ink-2">Somebody disabled cannot become an admin.</p>
          ) : (
            <ChangeForm {...form} change="makeAdmin">
              <ConfirmDialog label="Make an admin">
                <p>
                  {name} can then look after people, teams and the audit, and make other admins. Ratings stay hidden. All sessions of this
                  account end, and {name} signs in again.
                </p>
                <Button type="submit" className="mt-4">{`Make ${name} an admin`}</Button>
              </ConfirmDialog>
            </ChangeForm>
          )}
        </div>
      </Section>

      {!isSelf && (
        <Section id="access" title="Access" className="mt-10">
          <div className="mt-4 max-w-reading">
            {isDisabled ? (
              <ChangeForm {...form} change="enable">
                <p className="wrap-anywhere text-ink-2">
                  {name} cannot sign in. What was shared with teams stays shared, until {name} is removed from them.
                </p>
                <Button type="submit" className="mt-4">
                  Enable this account
                </Button>
              </ChangeForm>
            ) : (
              <ChangeForm {...form} change="disable">
                <ConfirmDialog label="Disable this account">
                  <p>
                    {name} is signed out everywhere at once and cannot sign in until you enable the account. Nothing is deleted, and what
                    was shared with teams stays shared: to end that too, remove {name} from each team.
                  </p>
                  <Button type="submit" variant="danger" className="mt-4">
                    Disable this account
                  </Button>
                </ConfirmDialog>
              </ChangeForm>
            )}
          </div>
        </Section>
      )}
    </>
  );
}
