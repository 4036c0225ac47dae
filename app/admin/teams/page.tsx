/** All teams: search, sort, page, and see which have no coach. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { createTeamAction } from "@/app/teams/actions";
import { CreateTeamForm } from "@/components/team/create-team-form";
import { TeamsTable } from "@/components/team/teams-table";
import { Pagination } from "@/components/ui/pagination";
import { AdminFrame } from "@/components/workspace/admin-frame";
import { ListSearch } from "@/components/workspace/list-search";
import { getActionError } from "@/lib/actions/define-action";
import { getTeamsPage } from "@/lib/data/team/queries";
import { parseTableQuery, queryString, type SearchParams } from "@/lib/domain/request/list-query";
import { TEAM_SORTS, TEAMS_SHOWN } from "@/lib/domain/team/team-lists";

export const metadata: Metadata = { title: "Teams" };

const SHOWN_NAMES = { all: "All teams", "without-coach": "Without a coach" } satisfies Record<(typeof TEAMS_SHOWN)[number], string>;

export default definePage(async function AdminTeamsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await getAccountOrSignIn("/admin/teams");
  const query = parseTableQuery(await searchParams, TEAM_SORTS, TEAMS_SHOWN);
  const { teams, count, withoutCoachCount, pageSize } = await getTeamsPage(actor, query);
  const { search, sort, direction, show } = query;
  const hrefOf = (changed: Record<string, string | number>) =>
    `/admin/teams${queryString({ q: search, show, sort, direction, ...changed })}`;
  return (
    <AdminFrame title="Teams" current="Teams">
      {withoutCoachCount > 0 && show !== "without-coach" && (
        <p className="mt-4">
          <a href="/admin/teams?show=without-coach" className="text-link">
            {withoutCoachCount === 1 ? "One team has no coach" : `${withoutCoachCount.toLocaleString("en-US")} teams have no coach`}
          </a>
        </p>
      )}
      <ListSearch
        label="Name of the team"
        search={search}
        show={show}
        shown={TEAMS_SHOWN.map((value) => ({ value, name: SHOWN_NAMES[value] }))}
        kept={{ sort, direction }}
      />
      <div className="mt-8">
        <TeamsTable
          teams={teams}
          count={count}
          first={(query.page - 1) * pageSize + 1}
          isSearch={search !== "" || show !== "all"}
          sort={sort}
          direction={direction}
          hrefOf={hrefOf}
        />
      </div>
      <Pagination page={query.page} pageCount={Math.ceil(count / pageSize)} hrefOf={(page) => hrefOf({ page })} />
      <section aria-labelledby="create" className="mt-12">
        <h2 id="create" className="text-heading mb-4">
          Create a team
        </h2>
        <CreateTeamForm isAdmin actionError={getActionError()} action={createTeamAction} />
      </section>
    </AdminFrame>
  );
});
