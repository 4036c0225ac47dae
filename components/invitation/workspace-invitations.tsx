/** Invites a person to the workspace without a team, and lists the open invitations. */
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { Section } from "@/components/ui/section";
import type { FormAction } from "@/lib/domain/request/action-result";

type PendingInvitation = { invitationId: string; email: string | null; sentAt: Date | null; expiresAt: Date; state: string };

type WorkspaceInvitationsProps = {
  invitations: readonly PendingInvitation[];
  inviteAction: FormAction;
  resendAction: FormAction;
  revokeAction: FormAction;
};

function describeState({ state, sentAt, expiresAt }: PendingInvitation): string {
  if (state === "declined") return "declined";
  const sent = sentAt ? `sent on ${formatDay(sentAt)}` : "not sent yet";
  return state === "expired" ? `${sent}, expired on ${formatDay(expiresAt)}` : `${sent}, open until ${formatDay(expiresAt)}`;
}

export function WorkspaceInvitations({ invitations, inviteAction, resendAction, revokeAction }: WorkspaceInvitationsProps) {
  return (
    <Section id="invite" title="Invite somebody" className="mt-12 max-w-[48rem]">
      <p className="mt-3 text-ink-2">
        They get a mail with a link to create an account, and no team yet. To invite to a team right away, open the team.
      </p>
      <Form
        name="invite"
        action={inviteAction}
        errorTitle="Nobody was invited"
        className="mt-4 grid items-end gap-x-5 gap-y-4 sm:grid-cols-[1fr_auto]"
      >
        <Field name="email" label="Address" inputMode="email" autoComplete="off" autoCapitalize="none" spellCheck={false} />
        <Button type="submit">Send the invitation</Button>
      </Form>
      {invitations.length > 0 && (
        <ul className="mt-8 divide-y divide-line border-y border-line">
          {invitations.map((invitation) => (
            <li key={invitation.invitationId} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-3">
              <div className="min-w-0">
                <p className="font-semibold wrap-anywhere">{invitation.email ?? "A link that was handed on"}</p>
                <p className="text-[0.94rem] text-ink-2">{describeState(invitation)}</p>
                {invitation.state === "expired" && <Badge kind="alert">Expired</Badge>}
              </div>
              <div className="flex flex-wrap items-start gap-3">
                {invitation.email !== null && (
                  <Form name={`resend-${invitation.invitationId}`} action={resendAction} errorTitle="It was not sent again">
                    <input type="hidden" name="invitationId" value={invitation.invitationId} />
                    <Button type="submit" variant="quiet" aria-label={`Send again to ${invitation.email}`}>
                      Send again
                    </Button>
                  </Form>
                )}
                <Form name={`revoke-${invitation.invitationId}`} action={revokeAction} errorTitle="The invitation was not revoked">
                  <input type="hidden" name="invitationId" value={invitation.invitationId} />
                  <ConfirmDialog label="Revoke">
                    <p>The link that was sent stops working.</p>
                    <Button type="submit" className="mt-4">
                      Revoke the invitation
                    </Button>
                  </ConfirmDialog>
                </Form>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
