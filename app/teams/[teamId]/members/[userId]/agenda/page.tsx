/** For a coach: a one-to-one's agenda, built from what the member shares, to edit, print and copy. */
import type { Metadata } from "next";
import { cache, type ReactNode } from "react";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { readTitle } from "@/app/read-title";
import { autosaveOneToOneAgendaAction, saveOneToOneAgendaAction } from "@/app/teams/[teamId]/agenda/actions";
import { agendaPath, memberPath } from "@/app/teams/paths";
import { UnsentForm } from "@/app/unsent-form";
import { AgendaForm } from "@/components/agenda/agenda-form";
import { AgendaMarkdownField } from "@/components/agenda/agenda-markdown-field";
import { AgendaView } from "@/components/agenda/agenda-view";
import { ButtonLink } from "@/components/ui/button";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { getOneToOneAgenda, type OneToOneAgenda } from "@/lib/data/agenda/queries";
import { shownSections } from "@/lib/domain/agenda/agenda";
import { agendaMarkdown } from "@/lib/domain/agenda/agenda-markdown";
import { ownWords } from "@/lib/domain/agenda/agenda-own-words";

type Props = {
  params: Promise<{ teamId: string; userId: string }>;
  searchParams: Promise<{ done?: string | string[]; edit?: string | string[]; view?: string | string[] }>;
};

/** Once for the page and its title. */
const readAgenda = cache(async (teamId: string, userId: string, isViewWanted: boolean) => {
  const account = await getAccountOrSignIn(agendaPath(teamId, userId));
  const now = new Date();
  return { now, ...(await getOneToOneAgenda(account, { teamId, userId }, { isViewWanted }, now)) };
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { teamId, userId } = await params;
  const { view } = await searchParams;
  return readTitle("One-to-one", async () => `One-to-one with ${(await readAgenda(teamId, userId, view !== undefined)).memberName}`);
}

export default definePage(async function OneToOnePage({ params, searchParams }: Props) {
  const { teamId, userId } = await params;
  const { done, edit, view } = await searchParams;
  const { now, teamName, memberName, coachName, state } = await readAgenda(teamId, userId, view !== undefined);
  const title = `One-to-one with ${memberName}`;
  if (state.kind !== "ready") {
    return (
      <Frame teamId={teamId} userId={userId} memberName={memberName}>
        <h1 className="text-title wrap-anywhere">{title}</h1>
        <UnsentForm shown={[]} words={ownWords} />
        <WhyNot
          state={state}
          memberName={memberName}
          href={memberPath(teamId, userId)}
          openHref={`${agendaPath(teamId, userId)}?view=yes`}
        />
      </Frame>
    );
  }
  const { agenda, submittedAt, hasReview, withEvidence, withPlan } = state;
  const document = {
    title,
    facts: [
      `${coachName} and ${memberName}, ${teamName}`,
      `Prepared on ${formatDay(now)}, from the self-assessment of ${formatDay(submittedAt)}`,
    ],
    sections: shownSections(agenda.sections),
    own: agenda.own,
  };
  const absent = [withEvidence ? null : "examples", withPlan ? null : "focus and plan"].filter((part) => part !== null);
  return (
    <Frame teamId={teamId} userId={userId} memberName={memberName}>
      {done === "saved" && (
        <div className="mb-6 max-w-[48rem] print:hidden">
          <Notice kind="status" title="The agenda is saved." />
        </div>
      )}
      <AgendaView {...document} />
      <div className="mt-8 max-w-[48rem] space-y-2 text-ink-2 print:hidden">
        {!hasReview && (
          <p>
            You have not given your own ratings yet, so no disagreements are here.{" "}
            <a className="text-link" href={memberPath(teamId, userId)}>
              Give yours first
            </a>
            .
          </p>
        )}
        {absent.length > 0 && (
          <p>
            {memberName} does not share {absent.join(" or ")} with you, so nothing about that is here.
          </p>
        )}
      </div>
      <AgendaForm
        teamId={teamId}
        userId={userId}
        version={agenda.version}
        sections={agenda.sections}
        own={agenda.own}
        isOpen={edit !== undefined}
        action={saveOneToOneAgendaAction}
        autosave={autosaveOneToOneAgendaAction}
      />
      <AgendaMarkdownField markdown={agendaMarkdown(document)} />
    </Frame>
  );
});

function Frame({ teamId, userId, memberName, children }: { teamId: string; userId: string; memberName: string; children: ReactNode }) {
  return (
    <div className="page-width pt-8">
      <p className="mb-2 print:hidden">
        <TextLink className="wrap-anywhere" href={memberPath(teamId, userId)}>
          {memberName}
        </TextLink>
      </p>
      {children}
    </div>
  );
}

type WhyNotProps = { state: Exclude<OneToOneAgenda["state"], { kind: "ready" }>; memberName: string; href: string; openHref: string };

function WhyNot({ state, memberName, href, openHref }: WhyNotProps) {
  switch (state.kind) {
    case "withdrawn":
      return (
        <p className="mt-5 max-w-reading text-lead text-ink-2">
          {memberName} stopped sharing with you on {formatDay(state.withdrawnAt)}.
        </p>
      );
    case "not-shared":
      return (
        <p className="mt-5 max-w-reading text-lead text-ink-2">
          {memberName} has shared nothing with the coaches of this team yet. Once they do, an agenda for the two of you will be here.
        </p>
      );
    case "unseen":
      return (
        <>
          <p className="mt-5 max-w-reading text-lead text-ink-2">
            You have not seen what {memberName} shares yet. Give your own ratings first, and the agenda begins with what you see
            differently. Look at it now, and your review will not count as blind.
          </p>
          <p className="mt-5 flex flex-wrap gap-3">
            <ButtonLink href={href}>Review first</ButtonLink>
            <ButtonLink variant="secondary" href={openHref}>
              Show the agenda now
            </ButtonLink>
          </p>
        </>
      );
    case "hidden":
      return (
        <>
          <p className="mt-5 max-w-reading text-lead text-ink-2">
            What {memberName} shared is hidden until your review: this round asks for blind reviews. Give your own ratings first, and the
            agenda will be here.
          </p>
          <ButtonLink href={href} className="mt-5">
            Review first
          </ButtonLink>
        </>
      );
  }
}
