/** A competency to read: in its current revision, with what is new in it, or in an earlier one. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { CompetencyDocument } from "@/components/competency/competency-document";
import { WhatsNew } from "@/components/competency/whats-new";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { findActor } from "@/lib/auth/actor";
import { listCompetencies, listPublishedRevisions } from "@/lib/data/competency/queries/published";
import { productManagement } from "@/lib/domain/competency/product-management/product-management";
import { notFoundError } from "@/lib/domain/request/expected-error";

export const metadata: Metadata = {
  title: "The model",
  description: "The Product Management competency: purpose, key behaviors, development path, and what each level looks like.",
};

type Props = { searchParams: Promise<{ competency?: string | string[]; revision?: string | string[] }> };

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export default definePage(async function CompetencyPage({ searchParams }: Props) {
  const query = await searchParams;
  const actor = await findActor();
  const competencies = await listCompetencies(actor);
  const competencyId = typeof query.competency === "string" ? query.competency : (competencies[0]?.competencyId ?? productManagement.id);
  const revisions = await listPublishedRevisions(actor, competencyId);
  const [current] = revisions;
  const shown = query.revision === undefined ? current : revisions.find(({ number }) => String(number) === query.revision);
  if (!current || !shown) throw notFoundError();
  const previous = revisions.find(({ number }) => number === shown.number - 1);
  const hrefOf = (number: number) =>
    `/model?competency=${encodeURIComponent(competencyId)}${number === current.number ? "" : `&revision=${number}`}`;
  const others = competencies.filter((each) => each.competencyId !== competencyId);
  const { competency } = shown;
  return (
    <CompetencyDocument
      competency={competency}
      revision={shown}
      isShipped={{
        source: isSame(competency.source, productManagement.source),
        anchors: isSame(competency.additions.anchors, productManagement.additions.anchors),
      }}
      news={
        <>
          {others.length > 0 && (
            <p className="mt-2 text-[0.94rem] wrap-anywhere print:hidden">
              Also to read:{" "}
              {others.map((other, index) => (
                <span key={other.competencyId}>
                  {index > 0 && ", "}
                  <a href={`/model?competency=${encodeURIComponent(other.competencyId)}`} className="text-link">
                    {other.name}
                  </a>
                </span>
              ))}
            </p>
          )}
          {shown.number < current.number && (
            <div className="mt-6 max-w-reading">
              <Notice kind="status" title={`This is an earlier revision. The current one is revision ${current.number}.`}>
                <TextLink href={hrefOf(current.number)}>Read revision {current.number}</TextLink>
              </Notice>
            </div>
          )}
          {shown.number > 1 && (
            <WhatsNew
              number={shown.number}
              note={shown.note}
              changes={shown.changes}
              competency={competency}
              previous={previous?.competency ?? null}
            />
          )}
        </>
      }
      history={
        revisions.length > 1 && (
          <Section id="revisions" title="Revisions" className="page-width mt-20 -mb-20 pt-14 pb-14 print:hidden">
            <ol className="mt-5 divide-y divide-line border-y border-line">
              {revisions.map(({ number, publishedAt, note }) => (
                <li key={number} className="py-4">
                  <TextLink href={hrefOf(number)} aria-current={number === shown.number ? "page" : undefined} className="font-semibold">
                    Revision {number}
                    {number === current.number && " (current)"}
                  </TextLink>
                  <span className="text-ink-2">, {formatDay(publishedAt)}</span>
                  {note && <p className="max-w-reading whitespace-pre-line wrap-anywhere text-ink-2">{note}</p>}
                </li>
              ))}
            </ol>
          </Section>
        )
      }
    />
  );
});
