/** A team's invitations that are not used up. */
import { RoleBadge } from "@/components/team/role-badge";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import type { ListedInvitation } from "@/lib/domain/invitation/listed-invitation";
import type { FormAction } from "@/lib/domain/request/action-result";

type InvitationListProps = { invitations: readonly ListedInvitation[]; revoke: FormAction; resend: FormAction };

function describeState({ state, email, sentAt, expiresAt, uses, maxUses }: ListedInvitation): string {
  if (state === "declined") return "Declined";
  if (state === "expired") return `Expired on ${formatDay(expiresAt)}`;
  const until = `works until ${formatDay(expiresAt)}`;
  if (email === null) return `${uses} of ${maxUses} used, ${until}`;
  return sentAt ? `Sent on ${formatDay(sentAt)}, ${until}` : `Not sent yet. If it stays so, send it again`;
}

export function InvitationList({ invitations, revoke, resend }: InvitationListProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {invitations.map((invitation) => {
        const { invitationId, role, email, invitedBy } = invitation;
        const name = email ?? "Link to hand on";
        return (
          <li key={invitationId} className="grid gap-x-8 gap-y-2 py-4 md:grid-cols-[1fr_auto]">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="font-semibold wrap-anywhere">{name}</span>
                <RoleBadge role={role} />
              </p>
              <p className="text-[0.94rem] text-ink-2">{describeState(invitation)}</p>
              {invitedBy && <p className="text-[0.94rem] text-ink-3 wrap-anywhere">By {invitedBy}</p>}
            </div>
            <div className="flex flex-wrap items-start gap-2">
              {email !== null && (
                <Form name={`resend-${invitationId}`} action={resend}>
                  <input type="hidden" name="invitationId" value={invitationId} />
                  <Button type="submit" variant="quiet">
                    Send again<span className="sr-only"> to {name}</span>
                  </Button>
                </Form>
              )}
              <Form name={`revoke-${invitationId}`} action={revoke}>
                <input type="hidden" name="invitationId" value={invitationId} />
                <Button type="submit" variant="quiet">
                  Revoke<span className="sr-only">: {name}</span>
                </Button>
              </Form>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
