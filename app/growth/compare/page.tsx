/** Two of a person's self-assessments side by side. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { ComparisonView } from "@/components/growth/comparison-view";
import { formatDay } from "@/components/ui/format-day";
import { TextLink } from "@/components/ui/text-link";
import { findActor } from "@/lib/auth/actor";
import { getResult } from "@/lib/data/assessment/queries";
import { getRevisionComparability } from "@/lib/data/competency/queries/published";
import { notFoundError } from "@/lib/domain/request/expected-error";

type Props = { searchParams: Promise<{ earlier?: string | string[]; later?: string | string[] }> };

export const metadata: Metadata = { title: "Side by side" };

export default definePage(async function ComparePage({ searchParams }: Props) {
  const { earlier: earlierId, later: laterId } = await searchParams;
  if (typeof earlierId !== "string" || typeof laterId !== "string") throw notFoundError();
  const actor = await findActor();
  const [one, other] = await Promise.all([getResult(actor, earlierId), getResult(actor, laterId)]);
  // In either order in the address.
  const [earlier, later] = one.submittedAt <= other.submittedAt ? [one, other] : [other, one];
  // Levels of different competencies cannot be compared.
  if (earlier.competency.id !== later.competency.id) throw notFoundError();
  const { brokenBehaviorIds } = await getRevisionComparability(
    actor,
    { competency: earlier.competency, number: earlier.revisionNumber },
    { competency: later.competency, number: later.revisionNumber },
  );
  const dates = { earlier: formatDay(earlier.submittedAt), later: formatDay(later.submittedAt) };
  // Two on the same day would have the same date.
  const same = dates.earlier === dates.later;
  return (
    <div className="page-width pt-8">
      <p>
        <a className="text-link" href="/growth">
          My growth
        </a>
      </p>
      <h1 className="mt-3 mb-5 text-page">{same ? `Twice on ${dates.later}` : `${dates.earlier} and ${dates.later}`}</h1>
      <ComparisonView
        earlier={{ ...earlier, date: same ? "Earlier" : dates.earlier }}
        later={{ ...later, date: same ? "Later" : dates.later }}
        broken={brokenBehaviorIds}
      />
      <p className="mt-8 flex flex-wrap gap-x-8">
        <TextLink href={`/results/${earlier.assessmentId}`}>The earlier level summary</TextLink>
        <TextLink href={`/results/${later.assessmentId}`}>The later level summary</TextLink>
      </p>
    </div>
  );
});
