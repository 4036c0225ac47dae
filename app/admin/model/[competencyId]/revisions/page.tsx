/** Every published revision of a competency: when, by whom, what was new, and a button to restore it. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { CompetencyFrame } from "@/components/competency/competency-frame";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { formatDay } from "@/components/ui/format-day";
import { TextLink } from "@/components/ui/text-link";
import { listRevisions } from "@/lib/data/competency/queries/revisions";
import { restoreRevisionAction } from "../../actions";
import { competencyPath } from "../../paths";
import { getDraftOrCurrent, readCompetencyTitle } from "../get-draft-or-current";

type Props = { params: Promise<{ competencyId: string }>; searchParams: Promise<{ published?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { competencyId } = await params;
  return readCompetencyTitle("Revisions", competencyId, competencyPath(competencyId, "revisions"));
}

function describeChanges({ wording, meaning }: { wording: number; meaning: number }): string {
  if (wording + meaning === 0) return "No behavior, level or anchor changed.";
  return `${meaning.toLocaleString("en-US")} changed in meaning, ${wording.toLocaleString("en-US")} in wording only.`;
}

export default definePage(async function RevisionsPage({ params, searchParams }: Props) {
  const { competencyId } = await params;
  const { actor, draft, name } = await getDraftOrCurrent(competencyId, competencyPath(competencyId, "revisions"));
  const revisions = await listRevisions(actor, competencyId);
  const published = Number((await searchParams).published);
  const current = revisions[0]?.number;
  return (
    <CompetencyFrame
      title={name}
      current="Revisions"
      hrefOf={(page) => competencyPath(competencyId, page)}
      done={published > 0 && published === current ? `Revision ${published} is published. New assessments are taken on it.` : undefined}
    >
      {revisions.length === 0 ? (
        <p className="mt-8 text-ink-2">Nothing is published yet. Each revision that you publish stands here, with its note.</p>
      ) : (
        <ol className="mt-8 divide-y divide-line border-y border-line">
          {revisions.map(({ number, publishedAt, publishedBy, note, isCurrent, changed }) => (
            <li key={number} className="py-6">
              <h2 className="text-[1.35rem]">
                Revision {number}
                {isCurrent && <span className="font-sans text-[0.94rem] font-semibold tracking-normal text-signal"> · current</span>}
              </h2>
              <p className="mt-1 text-ink-2 wrap-anywhere">
                Published <time dateTime={publishedAt.toISOString()}>{formatDay(publishedAt)}</time>
                {publishedBy ? ` by ${publishedBy.isSelf ? "you" : publishedBy.name}` : ", as Cairn ships it"}.{" "}
                {number > 1 && describeChanges(changed)}
              </p>
              {note && (
                <p dir="auto" className="mt-3 max-w-reading whitespace-pre-line wrap-anywhere">
                  {note}
                </p>
              )}
              <div className="mt-3 flex flex-wrap items-start gap-x-5 gap-y-2">
                <TextLink href={`/model?competency=${encodeURIComponent(competencyId)}&revision=${number}`}>
                  Read it<span className="sr-only">: revision {number}</span>
                </TextLink>
                {number > 1 && (
                  <TextLink href={`${competencyPath(competencyId, "compare")}?from=${number - 1}&to=${number}`}>
                    Compare with the one before<span className="sr-only">: revision {number}</span>
                  </TextLink>
                )}
                {!isCurrent && (
                  <Form name={`restore-${number}`} action={restoreRevisionAction} errorTitle="The revision was not restored">
                    <input type="hidden" name="competencyId" value={competencyId} />
                    <input type="hidden" name="number" value={number} />
                    <input type="hidden" name="draftId" value={draft?.draftId ?? ""} />
                    <input type="hidden" name="draftVersion" value={draft?.draftVersion ?? 0} />
                    <ConfirmDialog label="Restore as a draft">
                      <p className="max-w-[32rem]">
                        {draft
                          ? "The draft’s words are replaced by this revision’s, which can be undone in the editor."
                          : "A draft begins with this revision’s words."}{" "}
                        Nothing changes for anybody until you publish it.
                      </p>
                      <Button type="submit" className="mt-4">
                        Restore revision {number}
                      </Button>
                    </ConfirmDialog>
                  </Form>
                )}
              </div>
            </li>
          ))}
        </ol>
      )}
    </CompetencyFrame>
  );
});
