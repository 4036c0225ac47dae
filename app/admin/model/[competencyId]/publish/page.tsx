/** Everything to check before a draft is published: what each change means, what it affects, and the note. */

import type { Metadata } from "next";
import type { MeaningsFlash } from "@/app/admin/model/flashes";
import { definePage } from "@/app/define-page";
import { CompetencyFrame } from "@/components/competency/competency-frame";
import { DifferenceView } from "@/components/competency/difference-view";
import { GapList } from "@/components/competency/gap-list";
import { GoToEditor } from "@/components/competency/go-to-editor";
import { ImpactView } from "@/components/competency/impact-view";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Section } from "@/components/ui/section";
import { readFlash } from "@/lib/actions/flash";
import { findPublication } from "@/lib/data/competency/queries/drafts";
import { fieldsOf } from "@/lib/domain/competency/draft";
import { publishAction } from "../../actions";
import { competencyPath, guidancePath } from "../../paths";
import { getDraftOrCurrent, readCompetencyTitle } from "../get-draft-or-current";

type Props = { params: Promise<{ competencyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { competencyId } = await params;
  return readCompetencyTitle("Publish", competencyId, competencyPath(competencyId, "publish"));
}

const FORM = "publish";

export default definePage(async function PublishPage({ params }: Props) {
  const { competencyId } = await params;
  const path = competencyPath(competencyId, "publish");
  const { actor, draft, current, name } = await getDraftOrCurrent(competencyId, path);
  const publication = await findPublication(actor, competencyId);
  const flash = readFlash() as MeaningsFlash | null;
  const frame = {
    title: name,
    current: "Publish",
    hrefOf: (page: Parameters<typeof competencyPath>[1]) => competencyPath(competencyId, page),
  } as const;
  if (!publication || !draft) {
    return (
      <CompetencyFrame {...frame}>
        <GoToEditor title="There is no draft to publish." editHref={competencyPath(competencyId)}>
          Begin one in the editor; what differs from the published revision is shown here before anything changes for anybody.
        </GoToEditor>
      </CompetencyFrame>
    );
  }
  const { seen, difference, gaps, impact } = publication;
  const isSame = difference.general.length + difference.levels.length + difference.behaviors.length === 0;
  const canChoose = difference.changes.some((change) => change.canChoose) && seen.currentNumber > 0;
  return (
    <CompetencyFrame {...frame}>
      <Form id={FORM} name="publish" action={publishAction} errorTitle="Nothing was published" className="mt-8">
        <input type="hidden" name="competencyId" value={competencyId} />
        <input type="hidden" name="draftId" value={seen.draftId} />
        <input type="hidden" name="draftVersion" value={seen.draftVersion} />
        <input type="hidden" name="currentNumber" value={seen.currentNumber} />
        {gaps.length > 0 && (
          <Section id="gaps" title="Not complete yet" className="mt-8 rounded-card border-[1.5px] border-signal bg-surface p-5 sm:p-6">
            <p className="mt-2 mb-3 text-ink-2">
              {gaps.length === 1 ? "One place is missing" : `${gaps.length.toLocaleString("en-US")} places are missing`} before this can be
              published.
            </p>
            <GapList
              gaps={gaps}
              editHref={competencyPath(competencyId)}
              guidanceHref={(behaviorId) => guidancePath(competencyId, behaviorId)}
            />
          </Section>
        )}
        <Section id="impact" title="What publishing does" className="mt-10" headingClassName="scroll-mt-6">
          <ImpactView impact={impact} currentNumber={seen.currentNumber} changes={difference.changes} />
        </Section>

        <Section id="changes" title="What changes" size="title" className="mt-14">
          {seen.currentNumber === 0 ? (
            <p className="mt-4 max-w-reading text-ink-2">
              Everything: this is the competency’s first revision.{" "}
              <a className="text-link" href={competencyPath(competencyId)}>
                Read it once more in the editor.
              </a>
            </p>
          ) : (
            <>
              {canChoose && (
                <p className="mt-4 max-w-reading text-ink-2">
                  For each change say what it means. Wording only: the same answer means the same as before, and results stay comparable.
                  Meaning changed: trends show a break there.
                </p>
              )}
              <div className="mt-8">
                <DifferenceView
                  difference={difference}
                  before={current ? fieldsOf(current.competency) : {}}
                  after={draft.fields}
                  choose={{ formId: FORM }}
                />
              </div>
              {canChoose && (
                <Button type="submit" name="command" value="meanings" variant="secondary" data-keeps-words className="mt-8">
                  Save what the changes mean
                </Button>
              )}
            </>
          )}
        </Section>

        <Section
          id="publish-now"
          title={`Publish revision ${seen.currentNumber + 1}`}
          className="mt-14 max-w-reading"
          headingClassName="mb-4"
        >
          {isSame ? (
            <p className="text-ink-2">The draft says the same as what is published, so there is nothing to publish.</p>
          ) : gaps.length > 0 ? (
            <p className="text-ink-2">
              This cannot be published yet:{" "}
              <a className="text-link" href="#gaps">
                see what is missing.
              </a>
            </p>
          ) : (
            <>
              <Field
                name="note"
                label="What is new"
                hint="A sentence or two. Everybody who reads the model sees it."
                multiline
                defaultValue={flash?.note ?? ""}
              />
              <p className="mt-3 text-ink-2">
                New assessments use it at once. A published revision never changes; an older one can be restored as a new draft.
              </p>
              <Button type="submit" name="command" value="publish" className="mt-5">
                Publish revision {seen.currentNumber + 1}
              </Button>
            </>
          )}
        </Section>
      </Form>
    </CompetencyFrame>
  );
});
