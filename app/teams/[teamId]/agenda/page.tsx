/** For a coach: a workshop's agenda, built from what is shared, to edit, print and copy. */
import type { Metadata } from "next";
import { cache } from "react";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { readTitle } from "@/app/read-title";
import { agendaPath, teamPath } from "@/app/teams/paths";
import { UnsentForm } from "@/app/unsent-form";
import { AgendaForm } from "@/components/agenda/agenda-form";
import { AgendaMarkdownField } from "@/components/agenda/agenda-markdown-field";
import { AgendaView } from "@/components/agenda/agenda-view";
import { PairingOptIn } from "@/components/team/pairing-opt-in";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { getWorkshopAgenda } from "@/lib/data/agenda/queries";
import { getPairingChoice } from "@/lib/data/team/queries";
import { shownSections } from "@/lib/domain/agenda/agenda";
import { agendaMarkdown } from "@/lib/domain/agenda/agenda-markdown";
import { ownWords } from "@/lib/domain/agenda/agenda-own-words";
import { PAIRINGS } from "@/lib/domain/agenda/workshop";
import { choosePairingAction } from "../../actions";
import { autosaveWorkshopAgendaAction, saveWorkshopAgendaAction } from "./actions";

type Props = { params: Promise<{ teamId: string }>; searchParams: Promise<{ done?: string | string[]; edit?: string | string[] }> };

/** Once for the page and its title. */
const readAgenda = cache(async (teamId: string) => {
  const account = await getAccountOrSignIn(agendaPath(teamId));
  const now = new Date();
  return { now, ...(await getWorkshopAgenda(account, teamId, now)) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { teamId } = await params;
  return readTitle("Workshop agenda", async () => `${(await readAgenda(teamId)).teamName} · Workshop agenda`);
}

export default definePage(async function WorkshopPage({ params, searchParams }: Props) {
  const { teamId } = await params;
  const account = await getAccountOrSignIn(agendaPath(teamId));
  const [{ now, teamName, coachName, peopleCount, isSmall, agenda }, pairing] = await Promise.all([
    readAgenda(teamId),
    getPairingChoice(account, teamId),
  ]);
  const { done, edit } = await searchParams;
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
      {done === "saved" && (
        <div className="mb-6 max-w-[48rem] print:hidden">
          <Notice kind="status" title="The agenda is saved." />
        </div>
      )}
      <UnsentForm shown={agenda ? ["agenda", "pairing"] : ["pairing"]} words={ownWords} className="mb-6" />
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
            isOpen={edit !== undefined}
            action={saveWorkshopAgendaAction}
            autosave={autosaveWorkshopAgendaAction}
          />
          <AgendaMarkdownField markdown={agendaMarkdown(document)} />
        </>
      ) : (
        <>
          <h1 className="text-title wrap-anywhere">{title}</h1>
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
