/** The people in a team, for its coaches and admins, with what can be changed for each. */
import { RoleBadge } from "@/components/team/role-badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import type { FormAction } from "@/lib/domain/request/action-result";
import type { ListedTeamPerson } from "@/lib/domain/team/listed-team";

type PeopleListProps = { teamId: string; people: readonly ListedTeamPerson[]; changeRole: FormAction; remove: FormAction };

export function PeopleList({ teamId, people, changeRole, remove }: PeopleListProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {people.map((person) => (
        <li key={person.userId} className="grid gap-x-8 gap-y-2 py-4 md:grid-cols-[1fr_auto]">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-semibold wrap-anywhere">
                {person.name}
                {person.isYou && <span className="font-normal text-ink-3"> (you)</span>}
              </span>
              <RoleBadge role={person.role} />
            </p>
            <p className="text-[0.94rem] text-ink-2 wrap-anywhere">{person.email}</p>
            <p className="text-[0.94rem] text-ink-3">Joined {formatDay(person.joinedAt)}</p>
          </div>
          <div className="min-w-0 md:max-w-[26rem]">
            <ConfirmDialog label={`Change${person.isYou ? " your place" : ""}`}>
              <PersonForms teamId={teamId} person={person} changeRole={changeRole} remove={remove} />
            </ConfirmDialog>
          </div>
        </li>
      ))}
    </ul>
  );
}

function PersonForms({ teamId, person, changeRole, remove }: Omit<PeopleListProps, "people"> & { person: ListedTeamPerson }) {
  const { userId, name, role, isYou, isLastCoach } = person;
  const who = isYou ? "You" : name;
  const fields = (
    <>
      <input type="hidden" name="teamId" value={teamId} />
      <input type="hidden" name="userId" value={userId} />
    </>
  );
  return (
    <div className="grid gap-6">
      {isLastCoach ? (
        <p className="text-ink-2">
          {who} {isYou ? "are" : "is"} the only coach. To hand the team over, make somebody else a coach first.
        </p>
      ) : (
        <Form name={`role-${userId}`} action={changeRole}>
          {fields}
          <input type="hidden" name="role" value={role === "coach" ? "member" : "coach"} />
          <p className="text-ink-2 wrap-anywhere">
            {role === "coach"
              ? `${who} will no longer see what people share with the coaches, nor this page.`
              : `${who} will see what people share with the coaches, also what they have shared up to now, and can change everything on this page.`}
            {!isYou && " All of their sessions end, and they sign in again."}
          </p>
          <Button type="submit" variant="secondary" className="mt-3">
            {role === "coach" ? "Make a member" : "Make a coach"}
          </Button>
        </Form>
      )}
      <Form name={`remove-${userId}`} action={remove}>
        {fields}
        <p className="text-ink-2 wrap-anywhere">
          {isYou ? "You leave the team. What you share with it" : `${name} leaves the team. What they share with it`} is withdrawn
          {isLastCoach ? ", and nobody coaches it then: the admins will see that" : ""}. Coming back takes a new invitation.
        </p>
        <Button type="submit" variant="secondary" className="mt-3">
          Remove from the team
        </Button>
      </Form>
    </div>
  );
}
