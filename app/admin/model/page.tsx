/** The workspace's competencies, with links to edit each. With only one, redirects to it. */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { ButtonLink } from "@/components/ui/button";
import { formatDay } from "@/components/ui/format-day";
import { TextLink } from "@/components/ui/text-link";
import { AdminFrame } from "@/components/workspace/admin-frame";
import { listDrafts } from "@/lib/data/competency/queries/drafts";
import { listCompetencies } from "@/lib/data/competency/queries/published";
import { competencyPath } from "./paths";

export const metadata: Metadata = { title: "The model’s competencies" };

type Props = { searchParams: Promise<{ list?: string | string[] }> };

export default definePage(async function CompetenciesPage({ searchParams }: Props) {
  const actor = await getAccountOrSignIn("/admin/model");
  const drafts = await listDrafts(actor);
  const published = await listCompetencies(actor);
  const isPublished = (id: string) => published.some(({ competencyId }) => competencyId === id);
  const competencies = [
    ...published.map(({ competencyId, name, number, publishedAt }) => ({
      competencyId,
      name,
      state: `Revision ${number}, published ${formatDay(publishedAt)}`,
    })),
    ...drafts
      .filter(({ competencyId }) => !isPublished(competencyId))
      .map(({ competencyId, name }) => ({ competencyId, name, state: "Not published yet" })),
  ];
  const [only] = competencies;
  if (only && competencies.length === 1 && (await searchParams).list === undefined) redirect(competencyPath(only.competencyId));
  return (
    <AdminFrame title="Competencies" current="Model">
      <ul className="mt-8 divide-y divide-line border-y border-line">
        {competencies.map(({ competencyId, name, state }) => {
          const draft = drafts.find((each) => each.competencyId === competencyId);
          return (
            <li key={competencyId} className="py-5">
              <TextLink dir="auto" href={competencyPath(competencyId)} className="font-display text-[1.35rem] font-[560] wrap-anywhere">
                {name}
              </TextLink>
              <p className="text-ink-2">{state}</p>
              {draft && (
                <p className="text-ink-2 wrap-anywhere">
                  Draft, last written in by {draft.editedBy.isSelf ? "you" : draft.editedBy.name} on {formatDay(draft.editedAt)}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <p className="mt-8">
        <ButtonLink variant="secondary" href="/admin/model/new">
          Add a competency
        </ButtonLink>
      </p>
    </AdminFrame>
  );
});
