/** Import and export of a competency: what is understood is shown beside what was read, before anything is saved. */
import type { Metadata } from "next";
import type { ImportFlash } from "@/app/admin/model/flashes";
import { definePage } from "@/app/define-page";
import { CompetencyFrame } from "@/components/competency/competency-frame";
import { DifferenceView } from "@/components/competency/difference-view";
import { ImportReportView } from "@/components/competency/import-report-view";
import { Arrival } from "@/components/ui/arrival";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { readFlash } from "@/lib/actions/flash";
import { differenceBetween } from "@/lib/domain/competency/difference";
import { importAction, previewImportAction } from "../../actions";
import { competencyPath } from "../../paths";
import { getDraftOrCurrent, readCompetencyTitle } from "../get-draft-or-current";

type Props = { params: Promise<{ competencyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { competencyId } = await params;
  return readCompetencyTitle("Import and export", competencyId, competencyPath(competencyId, "import"));
}

const EXPORTS = [
  { format: "document", name: "The document’s own form", hint: "Plain text, to read and to write by hand." },
  { format: "json", name: "JSON", hint: "Cairn’s own format: complete, and imported again without loss." },
  { format: "yaml", name: "YAML", hint: "The same, for people who edit by hand." },
  { format: "csv", name: "CSV", hint: "The grid of anchors, for spreadsheets." },
  { format: "case", name: "1EdTech CASE 1.1", hint: "For other systems that hold competencies." },
] as const;

export default definePage(async function ImportPage({ params }: Props) {
  const { competencyId } = await params;
  const { draft, current, name } = await getDraftOrCurrent(competencyId, competencyPath(competencyId, "import"));
  const flash = readFlash() as ImportFlash | null;
  return (
    <CompetencyFrame title={name} current="Import and export" hrefOf={(page) => competencyPath(competencyId, page)}>
      {flash && (
        <Arrival key={flash.id} label="What was understood" className="mt-10">
          {flash.hasChanged && (
            <div className="mb-6">
              <Notice kind="alert" title="Nothing was imported: the draft has changed since you read this">
                What would change in it now is shown below. Please look at it again, and then decide.
              </Notice>
            </div>
          )}
          <Section id="read" title="What was understood" size="title" headingClassName="mb-3">
            <ImportReportView report={flash.report} />
            {flash.after && flash.carried && (
              <>
                <h2 className="mt-12 mb-4 text-heading">What would change in {draft ? "the draft" : "a draft"}</h2>
                <DifferenceView difference={differenceBetween(flash.current, flash.after)} before={flash.current} after={flash.after} />
                <Form name="import" action={importAction} errorTitle="Nothing was imported" className="mt-8">
                  <input type="hidden" name="competencyId" value={competencyId} />
                  <input type="hidden" name="draftId" value={draft?.draftId ?? ""} />
                  <input type="hidden" name="draftVersion" value={draft?.draftVersion ?? 0} />
                  <input type="hidden" name="filename" value={flash.carried.filename} />
                  <input type="hidden" name="text" value={flash.carried.text} />
                  <p className="mb-4 max-w-reading text-ink-2">
                    Nothing is saved yet. The import goes into the draft as one step, which can be undone; nothing changes for anybody until
                    you publish it.
                  </p>
                  <Button type="submit">Take it into the draft</Button>
                </Form>
              </>
            )}
          </Section>
        </Arrival>
      )}

      <Section id="import" title={flash ? "Read something else" : "Import"} className="mt-12 max-w-reading">
        <p className="mt-3 text-ink-2">
          Paste or choose a document like the Product Owner Growth Wheel’s, or JSON, YAML, a CSV grid of anchors, or a CASE package. You see
          what was understood before anything is saved.
        </p>
        <Form name="read" action={previewImportAction} errorTitle="It was not read" isPreview className="mt-5 space-y-5">
          <input type="hidden" name="competencyId" value={competencyId} />
          <Field name="text" label="Paste its text" multiline rows={8} />
          <Field
            name="file"
            type="file"
            label="Or choose a file"
            hint="Up to one megabyte. It is used instead of the pasted text."
            accept=".txt,.md,.json,.yaml,.yml,.csv,.tsv"
          />
          <Button type="submit">Read it</Button>
        </Form>
      </Section>

      <Section id="export" title="Export" className="mt-14 max-w-reading">
        {current ? (
          <>
            <p className="mt-3 text-ink-2">
              Revision {current.number}, as a file.{" "}
              <a className="text-link" href="/schemas/competency-model.json">
                The JSON Schema
              </a>{" "}
              says what JSON and YAML hold.
            </p>
            <ul className="mt-4 divide-y divide-line border-y border-line">
              {EXPORTS.map(({ format, name: formatName, hint }) => (
                <li key={format} className="flex flex-wrap items-center justify-between gap-3 py-3">
                  <span>
                    <span className="font-semibold">{formatName}</span>
                    <span className="block text-[0.94rem] text-ink-2">{hint}</span>
                  </span>
                  <ButtonLink
                    variant="secondary"
                    href={`/api/model/export?competency=${encodeURIComponent(competencyId)}&format=${format}`}
                  >
                    Download<span className="sr-only"> {formatName}</span>
                  </ButtonLink>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="mt-3 text-ink-2">Nothing of this competency is published yet. Its revisions can be downloaded here.</p>
        )}
      </Section>
    </CompetencyFrame>
  );
});
