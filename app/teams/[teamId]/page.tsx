/** One team, for the people in it. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { startAssessmentAction } from "@/app/assess/actions";
import { definePage } from "@/app/define-page";
import { TeamAggregateView } from "@/components/cohort/team-cohort-view";
import { OverviewChoice } from "@/components/overview/overview-view";
import { RoundStatusLine } from "@/components/round/round-card";
import { LeaveTeam } from "@/components/team/leave-team";
import { PairingOptIn } from "@/components/team/pairing-opt-in";
import { RoleBadge } from "@/components/team/role-badge";
import { ButtonLink } from "@/components/ui/button";
import { ErrorNotice } from "@/components/ui/error-notice";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { isAllowed } from "@/lib/access/rules";
import { getActionError } from "@/lib/actions/define-action";
import { getTeamAggregate } from "@/lib/data/cohort/queries";
import { getTeamOverview } from "@/lib/data/overview/queries";
import { findOpenRound } from "@/lib/data/round/queries";
import { getTeamPage } from "@/lib/data/team/queries";
import { parseOverviewQuery } from "@/lib/domain/overview/overview";
import type { SearchParams } from "@/lib/domain/request/list-query";
import { choosePairingAction, leaveTeamAction } from "../actions";
import { agendaPath, peoplePath, roundsPath, teamExportPath, teamPath } from "../paths";

type Props = { params: Promise<{ teamId: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Team" };

export default definePage(async function OneTeamPage({ params, searchParams }: Props) {
  const { teamId } = await params;
  const actor = await getAccountOrSignIn(teamPath(teamId));
  const query = await searchParams;
  const now = new Date();
  const [team, overview, cohort, open] = await Promise.all([
    getTeamPage(actor, teamId),
    isAllowed(actor, "sharing.readRatings", { teamId }) ? getTeamOverview(actor, teamId, parseOverviewQuery(query), now) : null,
    getTeamAggregate(actor, teamId, now),
    findOpenRound(actor, teamId, now),
  ]);
  const actionError = getActionError();
  return (
    <div className="page-width pt-8">
      <p>
        <TextLink href="/teams">My teams</TextLink>
      </p>
      <h1 className="text-title wrap-anywhere">{team.name}</h1>
      {query.joined !== undefined && !actionError && (
        <div className="mt-6 max-w-reading">
          <Notice kind="status" title={`You are in the team now${team.role === "coach" ? ", as a coach" : ""}.`}>
            {team.role === "member" && "Nothing of yours is shared yet: you decide for each self-assessment, after you have submitted it."}
          </Notice>
        </div>
      )}
      {actionError && <ErrorNotice actionError={actionError} className="mt-6 max-w-reading" />}

      <div className="mt-6 empty:hidden print:hidden">
        <RoundStatusLine teamId={teamId} role={team.role} open={open} start={startAssessmentAction} />
      </div>

      {overview && (
        <>
          <nav aria-label="Team pages" className="mt-3 flex flex-wrap gap-x-6 print:hidden">
            <TextLink href={roundsPath(teamId)}>Rounds</TextLink>
            <TextLink href={agendaPath(teamId)}>Workshop agenda</TextLink>
          </nav>
          <Section id="overview" title="At a glance" className="pt-8" headingClassName="mb-5">
            <OverviewChoice teamHref={teamPath(teamId)} exportHref={teamExportPath(teamId)} overview={overview} />
          </Section>
        </>
      )}

      <Section id="aggregate" title="Team summary" className="pt-14" headingClassName="mb-4">
        <TeamAggregateView view={cohort} />
      </Section>

      <section aria-labelledby="people" className="pt-14">
        <div className="flex flex-wrap items-center justify-between gap-4">
          <h2 id="people" className="text-heading">
            {team.people.length === 1 ? "You are alone here" : `${team.people.length.toLocaleString("en-US")} people`}
          </h2>
          {team.role === "coach" && (
            <ButtonLink variant="secondary" href={peoplePath(teamId)}>
              Invite and manage people
            </ButtonLink>
          )}
        </div>
        <ul className="mt-5 grid gap-x-10 border-t border-line sm:grid-cols-2 lg:grid-cols-3">
          {team.people.map(({ name, role, isYou }, index) => (
            // Two people may have the same name, and the page knows nothing else about them.
            <li key={index} className="flex items-center justify-between gap-3 border-b border-line py-2.5">
              <span className="min-w-0 wrap-anywhere">
                {name}
                {isYou && <span className="text-ink-3"> (you)</span>}
              </span>
              {role === "coach" && <RoleBadge role={role} />}
            </li>
          ))}
        </ul>
      </section>

      <div className="pt-14 print:hidden">
        <PairingOptIn teamId={teamId} isOpen={team.isOpenToPairing} action={choosePairingAction} />
      </div>

      <section aria-labelledby="leave" className="pt-14 print:hidden">
        <h2 id="leave" className="sr-only">
          Leave the team
        </h2>
        <LeaveTeam
          teamId={teamId}
          name={team.name}
          sharedCount={team.sharedCount}
          isLastCoach={team.isLastCoach}
          isAlone={team.people.length === 1}
          action={leaveTeamAction}
        />
      </section>
    </div>
  );
});
