/** How the descriptors of a revision work in use: which wording to improve, and nothing about a person. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { ItemStatisticsView } from "@/components/cohort/item-statistics-view";
import { CompetencyFrame } from "@/components/competency/competency-frame";
import { TextLink } from "@/components/ui/text-link";
import { getItemStatistics } from "@/lib/data/cohort/queries";
import { listRevisions } from "@/lib/data/competency/queries/revisions";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { competencyPath } from "../../paths";
import { getDraftOrCurrent, readCompetencyTitle } from "../get-draft-or-current";

type Props = { params: Promise<{ competencyId: string }>; searchParams: Promise<{ revision?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { competencyId } = await params;
  return readCompetencyTitle("In use", competencyId, competencyPath(competencyId, "use"));
}

function describeMissing(missing: number): string {
  if (missing === 0) return "";
  return missing === 1
    ? "Once one more person submits a self-assessment, more is counted."
    : `Once ${missing.toLocaleString("en-US")} more people submit a self-assessment, more is counted.`;
}

export default definePage(async function UsePage({ params, searchParams }: Props) {
  const { competencyId } = await params;
  const { revision } = await searchParams;
  const { actor, current, name } = await getDraftOrCurrent(competencyId, competencyPath(competencyId, "use"));
  const frame = {
    title: name,
    current: "In use",
    hrefOf: (page: Parameters<typeof competencyPath>[1]) => competencyPath(competencyId, page),
  } as const;
  if (!current) {
    return (
      <CompetencyFrame {...frame}>
        <p className="mt-8 max-w-reading text-ink-2">
          Nothing is published yet. Once people rate themselves on it, this page shows how often each anchor is chosen.
        </p>
      </CompetencyFrame>
    );
  }
  const number = revision === undefined ? current.number : Number(revision);
  if (!Number.isInteger(number)) throw notFoundError();
  const [{ competency, behaviors, missing }, revisions] = await Promise.all([
    getItemStatistics(actor, competencyId, number, new Date()),
    listRevisions(actor, competencyId),
  ]);
  const others = revisions.filter((one) => one.number !== number);
  return (
    <CompetencyFrame {...frame}>
      <p className="mt-8 max-w-reading text-ink-2">
        How often each anchor of revision {number} was chosen, and how often people changed their answer after they saw the next level.
        Where many changed it, or few chose it, its wording may need work. People are counted in groups, each once, so this says nothing
        about one of them. Guests are not counted. {describeMissing(missing)}
      </p>
      {others.length > 0 && (
        <p className="mt-3 flex flex-wrap gap-x-5">
          {others.map((one) => (
            <TextLink key={one.number} href={`${competencyPath(competencyId, "use")}?revision=${one.number}`}>
              Revision {one.number}
            </TextLink>
          ))}
        </p>
      )}
      <ItemStatisticsView competency={competency} behaviors={behaviors} />
    </CompetencyFrame>
  );
});
