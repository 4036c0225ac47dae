/** The frame of a page with a draft's fields: what all fields share. */
import type { ReactNode } from "react";
import { DraftBar } from "@/components/competency/draft-bar";
import { DraftProvider } from "@/components/competency/draft-provider";
import type { DraftValue } from "@/components/competency/draft-store";
import { TextLink } from "@/components/ui/text-link";
import type { Draft } from "@/lib/data/competency/queries/drafts";
import { fieldPaths } from "@/lib/domain/competency/draft";
import { editDraftAction, saveDraftFieldsAction } from "../actions";
import { competencyPath } from "../paths";

export function DraftFrame({
  draft,
  path,
  shows,
  children,
}: {
  draft: Draft;
  path: string;
  shows: (fieldPath: string) => boolean;
  children: ReactNode;
}) {
  const fields: DraftValue[] = fieldPaths(draft.fields)
    .filter(shows)
    .map((each) => ({ path: each, value: draft.fields[each] ?? "", version: draft.versions[each] ?? 0 }));
  return (
    <DraftProvider
      key={draft.draftId}
      draftId={draft.draftId}
      competencyId={draft.competencyId}
      fields={fields}
      save={saveDraftFieldsAction}
      edit={editDraftAction}
      path={path}
    >
      <DraftBar canUndo={draft.canUndo} canRedo={draft.canRedo}>
        <TextLink href={competencyPath(draft.competencyId, "compare")} className="px-1.5 text-[0.94rem] font-semibold sm:px-2">
          Compare
        </TextLink>
        <TextLink href={competencyPath(draft.competencyId, "publish")} className="px-1.5 text-[0.94rem] font-semibold sm:px-2">
          Publish…
        </TextLink>
      </DraftBar>
      {children}
    </DraftProvider>
  );
}
