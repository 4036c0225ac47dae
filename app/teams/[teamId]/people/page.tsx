/** Who is in a team and who is invited, for its coaches and for admins. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import type { LinkFlash, PreviewFlash } from "@/app/teams/flashes";
import { LinkForm, ListForm, MailForm } from "@/components/invitation/invitation-forms";
import { InvitationList } from "@/components/invitation/invitation-list";
import { ListPreview } from "@/components/invitation/list-preview";
import { NewLink } from "@/components/invitation/new-link";
import { PeopleList } from "@/components/team/people-list";
import { TeamSettings } from "@/components/team/team-settings";
import { Arrival } from "@/components/ui/arrival";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { readFlash } from "@/lib/actions/flash";
import { getTeamPeople } from "@/lib/data/team/queries";
import { INVITATIONS_PAGE_SIZE, PEOPLE_PAGE_SIZE } from "@/lib/domain/team/team-lists";
import { isMailConfigured } from "@/lib/platform/environment";
import {
  changeRoleAction,
  createLinkAction,
  deleteTeamAction,
  inviteByEmailAction,
  previewListAction,
  removeFromTeamAction,
  renameTeamAction,
  resendInvitationAction,
  revokeInvitationAction,
  sendListAction,
} from "../../actions";
import { peoplePath, teamPath } from "../../paths";

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ teamId: string }>; searchParams: Promise<Query> };

export const metadata: Metadata = { title: "People of the team" };

function numberOf(value: string | string[] | undefined): number {
  return typeof value === "string" && /^\d{1,6}$/.test(value) ? Number(value) : 0;
}

const describePeople = (number: number) => (number === 1 ? "1 person" : `${number.toLocaleString("en-US")} people`);

function describeDone(query: Query): string | null {
  switch (query.done) {
    case "created":
      return "The team is there. Invite its people next.";
    case "renamed":
      return "The team has its new name.";
    case "role":
      return "The role is changed.";
    case "removed":
      return "Removed. What they had shared with the team is withdrawn.";
    case "revoked":
      return "Revoked: the link leads nowhere now.";
    case "resent":
      return "Sent again, with a new link. The old one leads nowhere now.";
    case "invited": {
      const [invited, again, left] = [numberOf(query.invited), numberOf(query.again), numberOf(query.left)];
      return [
        invited > 0 || again === 0 ? `${describePeople(invited)} invited.` : "",
        again > 0 ? `${describePeople(again)} invited again, with a new link.` : "",
        left > 0 ? `${describePeople(left)} left as they were.` : "",
      ]
        .filter(Boolean)
        .join(" ");
    }
    default:
      return null;
  }
}

export default definePage(async function TeamPeoplePage({ params, searchParams }: Props) {
  const { teamId } = await params;
  const actor = await getAccountOrSignIn(peoplePath(teamId));
  const query = await searchParams;
  const page = { peoplePage: numberOf(query.people) || 1, invitationsPage: numberOf(query.invitations) || 1 };
  const team = await getTeamPeople(actor, teamId, page, new Date());
  const flash = readFlash() as LinkFlash | PreviewFlash | null;
  const words = flash ? null : describeDone(query);
  return (
    <div className="page-width pt-8">
      <p>
        <TextLink href={team.ownRole ? teamPath(teamId) : "/admin/teams"}>{team.ownRole ? "Back to the team" : "All teams"}</TextLink>
      </p>
      <h1 className="text-title wrap-anywhere">{team.name}</h1>
      {words && (
        <div className="mt-6 max-w-[52rem]">
          <Notice kind="status" title={words} />
        </div>
      )}
      {team.coachCount === 0 && (
        <div className="mt-6 max-w-[52rem]">
          <Notice kind="alert" title="Nobody coaches this team">
            Make somebody in it a coach, or invite one.
          </Notice>
        </div>
      )}
      {flash?.kind === "link" && (
        <Arrival key={flash.url} label="The new link">
          <NewLink url={flash.url} expiresAt={flash.expiresAt} role={flash.role} uses={flash.uses} />
        </Arrival>
      )}
      {flash?.kind === "preview" && (
        <Arrival key={flash.carried} label="What the list will do">
          <ListPreview
            teamId={teamId}
            rows={flash.rows}
            ignoredColumns={flash.ignoredColumns}
            carried={flash.carried}
            action={sendListAction}
          />
        </Arrival>
      )}

      <Section
        id="people"
        title={team.peopleCount === 0 ? "Nobody is in it yet" : describePeople(team.peopleCount)}
        className="pt-10"
        headingClassName="mb-5"
      >
        {team.people.length > 0 ? (
          <PeopleList teamId={teamId} people={team.people} changeRole={changeRoleAction} remove={removeFromTeamAction} />
        ) : (
          <p className="text-ink-2">Whoever accepts an invitation will be here. Invite the first people below.</p>
        )}
        <Pagination
          page={page.peoplePage}
          pageCount={Math.ceil(team.peopleCount / PEOPLE_PAGE_SIZE)}
          hrefOf={(number) => peoplePath(teamId, { people: number })}
        />
      </Section>

      <Section id="invite" title="Invite people" className="pt-14">
        {!isMailConfigured() && (
          <p className="mt-3 max-w-reading text-ink-2">
            No mail server is set up here, so a mail is written to the server’s log with its link. A link to hand on works without one.
          </p>
        )}
        <div className="mt-5 grid items-start gap-5 lg:grid-cols-3">
          <LinkForm teamId={teamId} action={createLinkAction} />
          <MailForm teamId={teamId} action={inviteByEmailAction} />
          <ListForm teamId={teamId} action={previewListAction} />
        </div>
      </Section>

      <Section
        id="invitations"
        title={team.invitationCount === 0 ? "No open invitations" : "Open invitations"}
        className="pt-14"
        headingClassName="mb-5"
      >
        {team.invitations.length > 0 ? (
          <InvitationList invitations={team.invitations} revoke={revokeInvitationAction} resend={resendInvitationAction} />
        ) : (
          <p className="text-ink-2">Invitations that nobody has accepted yet will be here, to send again or revoke.</p>
        )}
        <Pagination
          page={page.invitationsPage}
          pageCount={Math.ceil(team.invitationCount / INVITATIONS_PAGE_SIZE)}
          hrefOf={(invitations) => `${peoplePath(teamId, { invitations })}#invitations`}
        />
      </Section>

      <Section id="settings" title="The team itself" className="pt-14" headingClassName="mb-5">
        <TeamSettings teamId={teamId} name={team.name} peopleCount={team.peopleCount} rename={renameTeamAction} remove={deleteTeamAction} />
      </Section>
    </div>
  );
});
