/** The teams that a person is in, with a form to create another for coaches and admins. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { CreateTeamForm } from "@/components/team/create-team-form";
import { RoleBadge } from "@/components/team/role-badge";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { isAllowed } from "@/lib/access/rules";
import { listMyTeams } from "@/lib/data/team/queries";
import { createTeamAction } from "./actions";
import { teamPath } from "./paths";

export const metadata: Metadata = { title: "My teams" };

const DONE: Record<string, string> = {
  left: "You left the team. What you had shared with it is withdrawn.",
  deleted: "The team is deleted. Its people keep their self-assessments.",
};

export default definePage(async function TeamsPage({ searchParams }: { searchParams: Promise<{ done?: string | string[] }> }) {
  const actor = await getAccountOrSignIn("/teams");
  const teams = await listMyTeams(actor);
  const { done } = await searchParams;
  const words = typeof done === "string" && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  return (
    <div className="page-width pt-8">
      <h1 className="text-title">My teams</h1>
      {words && (
        <div className="mt-6 max-w-reading">
          <Notice kind="status" title={words} />
        </div>
      )}
      {teams.length === 0 ? (
        <p className="mt-5 max-w-reading text-lead text-ink-2">
          The teams that you are in will be here. You join one by an invitation: ask your coach for a link.
          {isAllowed(actor, "team.create") && " Or create a team yourself."}
        </p>
      ) : (
        <ul className="mt-8 max-w-[52rem] divide-y divide-line border-y border-line">
          {teams.map(({ teamId, name, role, peopleCount }) => (
            <li key={teamId} className="flex flex-wrap items-center justify-between gap-x-5 gap-y-1 py-3">
              <a href={teamPath(teamId)} className="text-link flex min-h-11 min-w-0 items-center text-[1.1rem] font-semibold wrap-anywhere">
                {name}
              </a>
              <span className="flex items-center gap-3 text-ink-2">
                {peopleCount === 1 ? "1 person" : `${peopleCount.toLocaleString("en-US")} people`}
                <RoleBadge role={role} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {isAllowed(actor, "team.create") && (
        <Section id="create" title="Create a team" className="pt-14" headingClassName="mb-5">
          <CreateTeamForm isAdmin={actor.isAdmin} action={createTeamAction} />
        </Section>
      )}
    </div>
  );
});
