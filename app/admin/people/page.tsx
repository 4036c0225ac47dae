/** Everybody with an account: search, sort, page. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { resendInvitationAction, revokeInvitationAction } from "@/app/teams/actions";
import { WorkspaceInvitations } from "@/components/invitation/workspace-invitations";
import { AdminFrame } from "@/components/workspace/admin-frame";
import { PeopleTable } from "@/components/workspace/people-table";
import { SearchedList } from "@/components/workspace/searched-list";
import { listWorkspaceInvitations } from "@/lib/data/invitation/queries";
import { getPeoplePage } from "@/lib/data/workspace/queries";
import { parseTableQuery, type SearchParams, textParam } from "@/lib/domain/request/list-query";
import { PEOPLE_SHOWN, PEOPLE_SORTS } from "@/lib/domain/workspace/people-list";
import { inviteToWorkspaceAction } from "./actions";

export const metadata: Metadata = { title: "People" };

const SHOWN_NAMES = { everybody: "Everybody", admins: "Admins", disabled: "Disabled" } satisfies Record<
  (typeof PEOPLE_SHOWN)[number],
  string
>;

export default definePage(async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await getAccountOrSignIn("/admin/people");
  const params = await searchParams;
  const query = parseTableQuery(params, PEOPLE_SORTS, PEOPLE_SHOWN);
  const { people, count, guestCount, pageSize } = await getPeoplePage(actor, query);
  const invitations = await listWorkspaceInvitations(actor, new Date());
  const done = textParam(params, "done") === "invited" ? "The invitation is on its way." : undefined;
  return (
    <AdminFrame title="People" current="People" done={done}>
      <SearchedList
        label="Name or address"
        path="/admin/people"
        query={query}
        shown={SHOWN_NAMES}
        count={count}
        pageSize={pageSize}
        renderTable={(list) => <PeopleTable people={people} count={count} selfId={actor.userId} {...list} />}
      />
      {guestCount > 0 && (
        <p className="mt-8 text-[0.94rem] text-ink-3">
          {guestCount === 1 ? "One guest rates themself" : `${guestCount.toLocaleString("en-US")} guests rate themselves`} without an
          account. They are in no list, and what they leave is deleted after 30 days.
        </p>
      )}
      <WorkspaceInvitations
        invitations={invitations}
        inviteAction={inviteToWorkspaceAction}
        resendAction={resendInvitationAction}
        revokeAction={revokeInvitationAction}
      />
    </AdminFrame>
  );
});
