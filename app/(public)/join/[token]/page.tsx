/** An invitation, for the person with its link: who invites to what, and what a coach will be able to see. */
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { definePage } from "@/app/define-page";
import { teamPath } from "@/app/teams/paths";
import { WhatACoachSees } from "@/components/sharing/what-a-coach-sees";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { readFlash } from "@/lib/actions/flash";
import { findActor } from "@/lib/auth/actor";
import { getInvitation, type OpenedInvitation } from "@/lib/data/invitation/queries";
import { setResponseStatus } from "@/lib/platform/request-context";
import { acceptInvitationAction, declineInvitationAction } from "../actions";

/** The address is a secret: it is not sent to other sites. With "no-referrer" a form without JavaScript would be rejected. */
export const metadata: Metadata = { title: "Invitation", referrer: "same-origin", robots: { index: false } };

type Ended = Exclude<OpenedInvitation["state"], "open" | "joined">;

const ENDED: Record<Ended, { title: string; what: string; status: number }> = {
  unknown: {
    title: "This link leads nowhere",
    what: "Perhaps part of it is missing. Open it again from where you got it, or ask whoever sent it for a new one.",
    status: 404,
  },
  expired: { title: "This invitation has expired", what: "Links work for a limited time. Ask whoever sent it for a new one.", status: 410 },
  "used up": {
    title: "This invitation has been used",
    what: "It was used by as many people as it was for. If you are one of them, sign in and find the team under My teams. If not, ask whoever sent it for a new one.",
    status: 410,
  },
  revoked: {
    title: "This invitation was withdrawn",
    what: "Ask whoever sent it for a new one, if you think that is a mistake.",
    status: 410,
  },
  declined: {
    title: "This invitation was declined",
    what: "Nothing was shared. If you change your mind, ask whoever sent it for a new one.",
    status: 410,
  },
};

function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="page-width pt-8">
      <div className="max-w-[52rem]">
        <p className="eyebrow">Invitation</p>
        <h1 dir="auto" className="text-title mt-2 wrap-anywhere">
          {title}
        </h1>
        {children}
      </div>
    </div>
  );
}

export default definePage(async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const actor = await findActor();
  if (readFlash()?.kind === "declined") {
    return (
      <Page title="You declined">
        <p className="mt-5 text-lead text-ink-2">
          Nothing was shared, and nobody learns more than that. You can still rate yourself, for you alone.
        </p>
        <p className="mt-8">
          <ButtonLink href="/">Go to the start</ButtonLink>
        </p>
      </Page>
    );
  }
  const invitation = await getInvitation(actor, token, new Date());
  if (invitation.state === "joined") {
    return (
      <Page title={`You are in ${invitation.teamName}`}>
        <p className="mt-5 text-lead text-ink-2">There is nothing left to accept.</p>
        <p className="mt-8">
          <ButtonLink href={teamPath(invitation.teamId)}>Open the team</ButtonLink>
        </p>
      </Page>
    );
  }
  if (invitation.state !== "open") {
    const { title, what, status } = ENDED[invitation.state];
    setResponseStatus(status);
    return (
      <Page title={title}>
        <p className="mt-5 text-lead text-ink-2">{what}</p>
        <p className="mt-8 flex flex-wrap gap-3">
          <ButtonLink href="/">Go to the start</ButtonLink>
          {actor?.kind === "account" ? (
            <ButtonLink variant="secondary" href="/teams">
              My teams
            </ButtonLink>
          ) : (
            <ButtonLink variant="secondary" href="/sign-in">
              Sign in
            </ButtonLink>
          )}
        </p>
      </Page>
    );
  }
  const { teamName, role, inviterName, coachNames, expiresAt, isForOne } = invitation;
  const here = `/join/${encodeURIComponent(token)}`;
  const account = actor?.kind === "account" ? actor : null;
  return (
    <Page title={teamName === null ? "You are invited to Cairn" : `Join ${teamName}`}>
      <p className="mt-5 text-lead text-ink-2 wrap-anywhere">
        {inviterName ?? "Somebody who has left since"} invites you{" "}
        {teamName === null ? (
          "to Cairn, where you rate yourself in Product Management, see where you stand and choose your next step."
        ) : (
          <>
            to the team <strong className="text-ink">{teamName}</strong> as a{" "}
            <strong className="text-ink">{role === "coach" ? "coach" : "member"}</strong>.
            {coachNames.length > 0 && ` ${coachNames.length === 1 ? "It is coached by" : "Its coaches are"} ${coachNames.join(", ")}.`}
          </>
        )}
      </p>
      {teamName !== null && (
        <section aria-labelledby="seen" className="mt-8 rounded-panel border border-line bg-surface p-6 sm:p-7">
          <h2 id="seen" className="text-[1.35rem]">
            Who sees what
          </h2>
          <p className="mt-2 mb-5 text-ink-2">
            {role === "coach"
              ? "You will see what people in the team choose to share with you, and manage who is in the team. The same holds for what you share yourself."
              : "Your answers are yours. Joining shares nothing."}
          </p>
          <WhatACoachSees />
        </section>
      )}
      <div className="mt-8 flex flex-wrap items-center gap-3">
        {account ? (
          teamName === null ? (
            <ButtonLink href="/">You have an account: go to the start</ButtonLink>
          ) : (
            <Form name="accept" action={acceptInvitationAction} errorTitle="You have not joined">
              <input type="hidden" name="token" value={token} />
              <Button type="submit">Accept and join</Button>
            </Form>
          )
        ) : (
          <>
            <ButtonLink href={`/sign-up?invitation=${encodeURIComponent(token)}&next=${encodeURIComponent(here)}`}>
              Create an account
            </ButtonLink>
            <ButtonLink variant="secondary" href={`/sign-in?next=${encodeURIComponent(here)}`}>
              Sign in
            </ButtonLink>
          </>
        )}
        <Form name="decline" action={declineInvitationAction} errorTitle="The invitation was not declined">
          <input type="hidden" name="token" value={token} />
          <Button type="submit" variant="quiet">
            Decline
          </Button>
        </Form>
      </div>
      <p className="mt-6 text-[0.94rem] text-ink-3">
        {account
          ? `You are signed in as ${account.name} (${account.email}). `
          : "Once you have an account, you come back here and decide. What you rated as a guest in this browser moves with you. "}
        The link works until {formatDay(expiresAt)}
        {isForOne ? ", for one person." : ", for several people."}
      </p>
    </Page>
  );
});
