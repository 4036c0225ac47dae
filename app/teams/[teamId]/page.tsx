/** One team, for the people in it. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { LeaveTeam } from "@/components/team/leave-team";
import { RoleBadge } from "@/components/team/role-badge";
import { SharedList } from "@/components/team/shared-list";
import { TeamPictureView } from "@/components/team/team-picture";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RefusalNotice } from "@/components/ui/refusal-notice";
import { findRefusal } from "@/lib/actions/define-action";
import { getTeamPicture } from "@/lib/data/pictures";
import { listTeamShares } from "@/lib/data/sharing";
import { getTeamPage } from "@/lib/data/teams";
import { leaveTeamAction } from "../actions";
import { peoplePath, teamPath } from "../paths";

type Props = { params: Promise<{ teamId: string }>; searchParams: Promise<{ joined?: string | string[] }> };

export const metadata: Metadata = { title: "Team" };

export default definePage(async function OneTeamPage({ params, searchParams }: Props) {
  const { teamId } = await params;
  const actor = await getAccountOrSignIn(teamPath(teamId));
  const team = await getTeamPage(actor, teamId);
  const picture = await getTeamPicture(actor, teamId, new Date());
  const shares = team.role === "coach" ? await listTeamShares(actor, teamId) : null;
  const { joined } = await searchParams;
  const refusal = findRefusal();
  return (
    <div className="page-width pt-8">
      <p>
        <a className="text-link inline-flex min-h-11 items-center" href="/teams">
          My teams
        </a>
      </p>
      <h1 className="text-title wrap-anywhere">{team.name}</h1>
      {joined !== undefined && !refusal && (
        <div className="mt-6 max-w-[44rem]">
          <Notice kind="status" title={`You are in the team now${team.role === "coach" ? ", as a coach" : ""}.`}>
            {team.role === "member" && "Nothing of yours is shared yet: you decide for each self-assessment, after you have submitted it."}
          </Notice>
        </div>
      )}
      {refusal && <RefusalNotice refusal={refusal} className="mt-6 max-w-[44rem]" />}

      {shares && (
        <section aria-labelledby="shared" className="pt-10">
          <h2 id="shared" className="text-heading mb-5">
            Shared with you
          </h2>
          <SharedList teamId={teamId} shares={shares} />
        </section>
      )}

      <section aria-labelledby="picture" className="pt-14">
        <h2 id="picture" className="text-heading mb-4">
          The team’s picture
        </h2>
        <TeamPictureView view={picture} />
      </section>

      <section aria-labelledby="people" className="pt-14">
        <div className="flex flex-wrap items-center justify-between gap-4">
          <h2 id="people" className="text-heading">
            {team.people.length === 1 ? "You are alone here" : `${team.people.length.toLocaleString("en-US")} people`}
          </h2>
          {team.role === "coach" && (
            <ButtonLink look="secondary" href={peoplePath(teamId)}>
              Invite and manage people
            </ButtonLink>
          )}
        </div>
        <ul className="mt-5 grid gap-x-10 border-t border-line sm:grid-cols-2 lg:grid-cols-3">
          {team.people.map(({ name, role, isYou }, index) => (
            // Two people may have the same name, and the page knows nothing else of them.
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

      <section aria-labelledby="leave" className="pt-14">
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
