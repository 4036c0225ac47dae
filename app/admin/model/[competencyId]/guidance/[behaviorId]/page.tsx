/** The guidance for one behavior of a draft. */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { definePage } from "@/app/define-page";
import { CompetencyFrame } from "@/components/competency/competency-frame";
import { DraftGuidance } from "@/components/competency/draft-guidance";
import { behaviorIdsOf } from "@/lib/domain/competency/draft";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { competencyPath, guidancePath } from "../../../paths";
import { DraftFrame } from "../../draft-frame";
import { getDraftOrCurrent, readCompetencyTitle } from "../../get-draft-or-current";

type Props = { params: Promise<{ competencyId: string; behaviorId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { competencyId, behaviorId } = await params;
  return readCompetencyTitle("Guidance", competencyId, guidancePath(competencyId, behaviorId));
}

export default definePage(async function GuidancePage({ params }: Props) {
  const { competencyId, behaviorId } = await params;
  const path = guidancePath(competencyId, behaviorId);
  const { draft } = await getDraftOrCurrent(competencyId, path);
  // The draft was published or discarded: the editor says so, and can begin the next one.
  if (!draft) redirect(competencyPath(competencyId));
  const behaviorIds = behaviorIdsOf(draft.fields);
  if (!behaviorIds.includes(behaviorId)) throw notFoundError();
  const nameOf = (id: string) => draft.fields[`behaviors.${id}.name`]?.trim() || `Behavior ${behaviorIds.indexOf(id) + 1}`;
  return (
    <CompetencyFrame title={`Guidance: ${nameOf(behaviorId)}`} current="Guidance" hrefOf={(page) => competencyPath(competencyId, page)}>
      <nav aria-label="Behaviors" className="my-4">
        <ul className="-mx-2 flex flex-wrap gap-x-2">
          {behaviorIds.map((id) => (
            <li key={id}>
              <a
                href={guidancePath(competencyId, id)}
                aria-current={id === behaviorId ? "page" : undefined}
                className="inline-flex min-h-11 items-center px-2 text-[0.94rem] wrap-anywhere text-link aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:no-underline"
              >
                {nameOf(id)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="-mx-[clamp(1.18rem,4vw,3rem)]">
        <DraftFrame
          draft={draft}
          path={path}
          shows={(each) => each.startsWith(`guidance.${behaviorId}.`) || each.startsWith(`opportunities.${behaviorId}.`)}
        >
          <div className="page-width mt-8">
            <DraftGuidance fields={draft.fields} behaviorId={behaviorId} />
          </div>
        </DraftFrame>
      </div>
    </CompetencyFrame>
  );
});
