/** Two states of a competency side by side: the draft and the published revision, or any two revisions. */

import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { CompetencyFrame } from "@/components/competency/competency-frame";
import { DifferenceView } from "@/components/competency/difference-view";
import { GoToEditor } from "@/components/competency/go-to-editor";
import { Button, ButtonLink } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { SelectField } from "@/components/ui/select-field";
import { compareRevisions, listRevisions } from "@/lib/data/competency/queries/revisions";
import { discardDraftAction } from "../../actions";
import { competencyPath } from "../../paths";
import { getDraftOrCurrent, readCompetencyTitle } from "../get-draft-or-current";

type Props = {
  params: Promise<{ competencyId: string }>;
  searchParams: Promise<{ from?: string | string[]; to?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { competencyId } = await params;
  return readCompetencyTitle("Compare", competencyId, competencyPath(competencyId, "compare"));
}

function chosenNumber(value: string | string[] | undefined, numbers: readonly number[]): number | null {
  const number = Number(value);
  return numbers.includes(number) ? number : null;
}

export default definePage(async function ComparePage({ params, searchParams }: Props) {
  const { competencyId } = await params;
  const path = competencyPath(competencyId, "compare");
  const { actor, draft, current, name } = await getDraftOrCurrent(competencyId, path);
  const query = await searchParams;
  const revisions = await listRevisions(actor, competencyId);
  const numbers = revisions.map(({ number }) => number);
  const frame = {
    title: name,
    current: "Compare",
    hrefOf: (page: Parameters<typeof competencyPath>[1]) => competencyPath(competencyId, page),
  } as const;
  const newest = numbers[0];
  const to = chosenNumber(query.to, numbers) ?? (draft ? ("draft" as const) : (newest ?? null));
  const from = chosenNumber(query.from, numbers) ?? (to === "draft" ? newest : (numbers[1] ?? newest));
  if (newest === undefined || from === undefined || to === null || (to === from && numbers.length < 2)) {
    return (
      <CompetencyFrame {...frame}>
        <GoToEditor title="There is nothing to compare yet." editHref={competencyPath(competencyId)}>
          {newest === undefined
            ? "Nothing of this competency is published. Once it is, you can compare a draft with it here."
            : "There is one revision, and no draft. Begin a draft, and its changes are shown here word by word."}
        </GoToEditor>
      </CompetencyFrame>
    );
  }
  const comparison = await compareRevisions(actor, competencyId, { from, to });
  const options = numbers.map((number) => ({ value: String(number), name: `Revision ${number}${number === newest ? " (current)" : ""}` }));
  const nameOf = (state: number | "draft") => (state === "draft" ? "the draft" : `revision ${state}`);
  return (
    <CompetencyFrame {...frame}>
      <form method="get" className="mt-6 flex flex-wrap items-end gap-4">
        <SelectField id="from" name="from" label="From" options={options} defaultValue={String(comparison.from)} />
        <SelectField
          id="to"
          name="to"
          label="To"
          options={[...(draft ? [{ value: "draft", name: "The draft" }] : []), ...options]}
          defaultValue={String(comparison.to)}
        />
        <Button type="submit" variant="secondary">
          Compare
        </Button>
      </form>
      <p className="mt-8 mb-8 max-w-reading text-ink-2">
        From {nameOf(comparison.from)} to {nameOf(comparison.to)}: words that went are{" "}
        <del className="decoration-signal decoration-2">struck out</del>, words that came are{" "}
        <ins className="font-semibold decoration-accent decoration-2">underlined</ins>.
      </p>
      <DifferenceView difference={comparison.difference} before={comparison.before} after={comparison.after} />
      {draft && comparison.to === "draft" && (
        <div className="mt-14 flex flex-wrap items-start gap-4 border-t border-line pt-8">
          <ButtonLink href={competencyPath(competencyId, "publish")}>Publish…</ButtonLink>
          <ButtonLink variant="secondary" href={competencyPath(competencyId)}>
            Go on writing
          </ButtonLink>
          <Form name="discard-draft" action={discardDraftAction} errorTitle="The draft was not discarded">
            <input type="hidden" name="competencyId" value={competencyId} />
            <input type="hidden" name="draftId" value={draft.draftId} />
            <input type="hidden" name="draftVersion" value={draft.draftVersion} />
            <ConfirmDialog label="Discard the draft">
              <p className="max-w-[32rem]">
                Everything that anybody wrote in this draft is gone for good;{" "}
                {current ? `revision ${current.number} stays as it is.` : "nothing of it was published."} It cannot be undone.
              </p>
              <Button type="submit" className="mt-4">
                Discard it for good
              </Button>
            </ConfirmDialog>
          </Form>
        </div>
      )}
    </CompetencyFrame>
  );
});
