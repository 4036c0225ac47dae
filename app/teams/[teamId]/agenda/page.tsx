/** For a coach: a workshop's agenda, built from what is shared, to edit, print and copy. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { agendaPath, teamPath } from "@/app/teams/paths";
import { AgendaForm } from "@/components/agenda/agenda-form";
import { AgendaMarkdownField } from "@/components/agenda/agenda-markdown-field";
import { AgendaTypedText } from "@/components/agenda/agenda-typed-text";
import { AgendaView } from "@/components/agenda/agenda-view";
import { PairingOptIn } from "@/components/team/pairing-opt-in";
import { ErrorNotice } from "@/components/ui/error-notice";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { getActionError } from "@/lib/actions/define-action";
import { getWorkshopAgenda } from "@/lib/data/agenda/queries";
import { getPairingChoice } from "@/lib/data/team/queries";
import { shownSections } from "@/lib/domain/agenda/agenda";
import { agendaMarkdown } from "@/lib/domain/agenda/agenda-markdown";
import { PAIRINGS } from "@/lib/domain/agenda/workshop";
import { choosePairingAction } from "../../actions";
import { saveWorkshopAgendaAction } from "./actions";

type Props = { params: Promise<{ teamId: string }>; searchParams: Promise<{ done?: string | string[]; edit?: string | string[] }> };

export const metadata: Metadata = { title: "Workshop" };

export default definePage(async function WorkshopPage({ params, searchParams }: Props) {
  const { teamId } = await params;
  const account = await getAccountOrSignIn(agendaPath(teamId));
  const now = new Date();
  const [{ teamName, coachName, peopleCount, isSmall, agenda }, pairing] = await Promise.all([
    getWorkshopAgenda(account, teamId, now),
    getPairingChoice(account, teamId),
  ]);
  const { done, edit } = await searchParams;
  const actionError = getActionError();
  const isOfPairing = actionError?.values.pairing !== undefined;
  const title = `Workshop with ${teamName}`;
  const people = peopleCount === 1 ? "1 person shares" : `${peopleCount.toLocaleString("en-US")} people share`;
  const document = agenda && {
    title,
    facts: [`Prepared by ${coachName} on ${formatDay(now)}, from what ${people} with the team’s coaches`],
    sections: shownSections(agenda.sections),
    own: agenda.own,
  };
  return (
    <div className="page-width pt-8">
      <p className="mb-2 print:hidden">
        <TextLink className="wrap-anywhere" href={teamPath(teamId)}>
          {teamName}
        </TextLink>
      </p>
      {done === "saved" && !actionError && (
        <div className="mb-6 max-w-[48rem] print:hidden">
          <Notice kind="status" title="The agenda is saved." />
        </div>
      )}
      {actionError && isOfPairing && <ErrorNotice actionError={actionError} className="mb-6 max-w-[48rem]" />}
      {agenda && document ? (
        <>
          <AgendaView {...document} />
          <div className="mt-8 max-w-[48rem] space-y-2 text-ink-2 print:hidden">
            {isSmall && (
              <p>
                It is made from {peopleCount === 1 ? "one person’s answers" : "few people’s answers"}. A reader could tell from it what
                others answered, so talk about it instead of showing it.
              </p>
            )}
            {!agenda.sections.some((section) => section.title === PAIRINGS) && (
              <p>
                There are no pairings now. A pairing takes two people who both chose on the team’s page that their coach may propose them.
                One shares a focus; the other works there at Advanced or higher, and at least two levels further.
              </p>
            )}
          </div>
          <AgendaForm
            teamId={teamId}
            version={agenda.version}
            sections={agenda.sections}
            own={agenda.own}
            actionError={isOfPairing ? null : actionError}
            isOpen={(actionError !== null && !isOfPairing) || edit !== undefined}
            action={saveWorkshopAgendaAction}
          />
          <AgendaMarkdownField markdown={agendaMarkdown(document)} />
        </>
      ) : (
        <>
          <h1 className="text-title wrap-anywhere">{title}</h1>
          {actionError && !isOfPairing && <AgendaTypedText actionError={actionError} />}
          <p className="mt-5 max-w-reading text-lead text-ink-2">
            An agenda for the team will be here once somebody shares a self-assessment with its coaches, and, where a round asks for blind
            reviews, once you have reviewed it.
          </p>
        </>
      )}
      <div className="mt-12">
        <PairingOptIn teamId={teamId} isOpen={pairing.isOpen} next={agendaPath(teamId)} action={choosePairingAction} />
      </div>
    </div>
  );
});
