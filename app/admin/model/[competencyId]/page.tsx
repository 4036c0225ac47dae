/** The editor: the draft of a competency, edited in place. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { CompetencyFrame } from "@/components/competency/competency-frame";
import { DraftDocument } from "@/components/competency/draft-document";
import { GapList } from "@/components/competency/gap-list";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { TextLink } from "@/components/ui/text-link";
import { findGaps } from "@/lib/domain/competency/draft";
import { retiredUnits } from "@/lib/domain/competency/draft-units";
import { startDraftAction } from "../actions";
import { competencyPath, guidancePath } from "../paths";
import { DraftFrame } from "./draft-frame";
import { getDraftOrCurrent, readCompetencyTitle } from "./get-draft-or-current";

type Props = { params: Promise<{ competencyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { competencyId } = await params;
  return readCompetencyTitle("Edit", competencyId, competencyPath(competencyId));
}

export default definePage(async function CompetencyEditorPage({ params }: Props) {
  const { competencyId } = await params;
  const path = competencyPath(competencyId);
  const { draft, current, name } = await getDraftOrCurrent(competencyId, path);
  const hrefOf = (page: Parameters<typeof competencyPath>[1]) => competencyPath(competencyId, page);
  if (!draft) {
    return (
      <CompetencyFrame title={name} current="Edit" hrefOf={hrefOf}>
        <div className="mt-8 max-w-reading">
          <p className="text-lg text-ink-2">
            Revision {current?.number} is what everybody reads and rates against. To change its words, begin a draft: only admins see it,
            several can write in it at once, and nothing changes for anybody until you publish it.
          </p>
          <div className="mt-6 flex flex-wrap gap-3">
            <Form name="start-draft" action={startDraftAction} errorTitle="No draft was begun">
              <input type="hidden" name="competencyId" value={competencyId} />
              <Button type="submit">Begin a draft</Button>
            </Form>
            <ButtonLink variant="secondary" href={`/model?competency=${encodeURIComponent(competencyId)}`}>
              Read revision {current?.number}
            </ButtonLink>
          </div>
          <p className="mt-8">
            <TextLink href="/admin/model?list">All competencies, and a new one</TextLink>
          </p>
        </div>
      </CompetencyFrame>
    );
  }
  const gaps = findGaps(draft.fields);
  return (
    <CompetencyFrame title={draft.fields.name?.trim() || name} current="Edit" hrefOf={hrefOf}>
      <p className="mt-4 mb-4 max-w-reading text-ink-2 wrap-anywhere">
        {draft.base ? `A draft, begun from revision ${draft.base.number}` : "A draft of a new competency, begun"} on{" "}
        {formatDay(draft.startedAt)} by {draft.startedBy.isSelf ? "you" : draft.startedBy.name}; last written in by{" "}
        {draft.editedBy.isSelf ? "you" : draft.editedBy.name}. Nobody but admins sees it.{" "}
        <a href="/admin/model?list" className="text-link">
          All competencies
        </a>
      </p>
      <div className="-mx-[clamp(1.18rem,4vw,3rem)]">
        <DraftFrame draft={draft} path={path} shows={(each) => !/^(?:guidance|opportunities)\./.test(each)}>
          {gaps.length > 0 && (
            <div className="page-width mt-6">
              <details className="rounded-card border-[1.5px] border-line bg-surface px-5 py-2">
                <summary className="min-h-11 cursor-pointer py-2 font-semibold">
                  {gaps.length === 1 ? "One place is incomplete" : `${gaps.length.toLocaleString("en-US")} places are incomplete`}: it
                  cannot be published yet
                </summary>
                <GapList gaps={gaps} editHref={path} guidanceHref={(behaviorId) => guidancePath(competencyId, behaviorId)} />
              </details>
            </div>
          )}
          <DraftDocument
            fields={draft.fields}
            retired={{ behaviors: retiredUnits("behavior", draft.fields), levels: retiredUnits("level", draft.fields) }}
            guidanceHref={(behaviorId) => guidancePath(competencyId, behaviorId)}
          />
        </DraftFrame>
      </div>
    </CompetencyFrame>
  );
});
