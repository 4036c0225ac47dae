/** The frame of a page with a draft's fields: what all fields share. */
import type { ReactNode } from "react";
import { DraftBar } from "@/components/competency/draft-bar";
import { DraftProvider } from "@/components/competency/draft-provider";
import type { DraftValue, RefusedDraft } from "@/components/competency/draft-store";
import { TextLink } from "@/components/ui/text-link";
import { getActionError } from "@/lib/actions/define-action";
import type { Draft } from "@/lib/data/competency/queries/drafts";
import { fieldPaths } from "@/lib/domain/competency/draft";
import type { ActionError } from "@/lib/domain/request/action-result";
import { editDraftAction, saveDraftFieldsAction } from "../actions";
import { competencyPath } from "../paths";

function refusedDraft(actionError: ActionError | null): RefusedDraft | null {
  if (!actionError) return null;
  const under = (prefix: string, entries: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(entries)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), value]),
    );
  const editors = under("conflict:", actionError.fieldErrors);
  const errors = under("error:", actionError.fieldErrors);
  const typed = under("value:", actionError.values);
  const isKept = (path: string) => path in editors || path in errors || Object.keys(actionError.fieldErrors).length === 0;
  return { editors, errors, typed: Object.fromEntries(Object.entries(typed).filter(([path]) => isKept(path))) };
}

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
  const actionError = getActionError();
  const fields: DraftValue[] = fieldPaths(draft.fields)
    .filter(shows)
    .map((each) => ({ path: each, value: draft.fields[each] ?? "", version: draft.versions[each] ?? 0 }));
  return (
    <DraftProvider
      key={draft.draftId}
      draftId={draft.draftId}
      competencyId={draft.competencyId}
      fields={fields}
      refused={refusedDraft(actionError)}
      save={saveDraftFieldsAction}
      edit={editDraftAction}
      path={path}
    >
      <DraftBar canUndo={draft.canUndo} canRedo={draft.canRedo} refused={actionError?.message ?? null}>
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
