/** All teams: search, sort, page, and see which have no coach. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { createTeamAction } from "@/app/teams/actions";
import { CreateTeamForm } from "@/components/team/create-team-form";
import { TeamsTable } from "@/components/team/teams-table";
import { Section } from "@/components/ui/section";
import { AdminFrame } from "@/components/workspace/admin-frame";
import { SearchedList } from "@/components/workspace/searched-list";
import { getTeamsPage } from "@/lib/data/team/queries";
import { parseTableQuery, type SearchParams } from "@/lib/domain/request/list-query";
import { TEAM_SORTS, TEAMS_SHOWN } from "@/lib/domain/team/team-lists";

export const metadata: Metadata = { title: "Teams" };

const SHOWN_NAMES = { all: "All teams", "without-coach": "Without a coach" } satisfies Record<(typeof TEAMS_SHOWN)[number], string>;

export default definePage(async function AdminTeamsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await getAccountOrSignIn("/admin/teams");
  const query = parseTableQuery(await searchParams, TEAM_SORTS, TEAMS_SHOWN);
  const { teams, count, withoutCoachCount, pageSize } = await getTeamsPage(actor, query);
  const { search, show } = query;
  return (
    <AdminFrame title="Teams" current="Teams">
      {withoutCoachCount > 0 && show !== "without-coach" && (
        <p className="mt-4">
          <a href="/admin/teams?show=without-coach" className="text-link">
            {withoutCoachCount === 1 ? "One team has no coach" : `${withoutCoachCount.toLocaleString("en-US")} teams have no coach`}
          </a>
        </p>
      )}
      <SearchedList
        label="Name of the team"
        path="/admin/teams"
        query={query}
        shown={SHOWN_NAMES}
        count={count}
        pageSize={pageSize}
        renderTable={(list) => <TeamsTable teams={teams} count={count} isSearch={search !== "" || show !== "all"} {...list} />}
      />
      <Section id="create" title="Create a team" className="mt-12" headingClassName="mb-4">
        <CreateTeamForm isAdmin action={createTeamAction} />
      </Section>
    </AdminFrame>
  );
});
