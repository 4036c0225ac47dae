/** For the owner: who viewed what they share, on which day and where. */
import { formatDay } from "@/components/ui/format-day";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import { type ShareView, viewPlaceLabel } from "@/lib/domain/sharing/share-view";

type ShareViewListProps = {
  views: readonly ShareView[];
  total: number;
  /** The address of the full list. */
  allHref: string;
};

export function ShareViewList({ views, total, allHref }: ShareViewListProps) {
  if (total === 0) return null;
  return (
    <Section id="views" title="Who looked" size="part" className="pt-14 print:hidden">
      <p className="mt-3 max-w-reading text-ink-2">Each day on which a coach was shown your ratings with your name, newest first.</p>
      <ul className="mt-4 max-w-reading divide-y divide-line border-y border-line">
        {views.map(({ at, viewerName, teamName, place }) => (
          <li key={`${at.getTime()} ${viewerName} ${teamName} ${place}`} className="py-2 wrap-anywhere">
            {formatDay(at)}: <bdi className="font-semibold">{viewerName}</bdi>, {viewPlaceLabel(place)}, as a coach of <bdi>{teamName}</bdi>
          </li>
        ))}
      </ul>
      {views.length < total && (
        <TextLink className="mt-2" href={allHref}>
          Show all {total.toLocaleString("en-US")}
        </TextLink>
      )}
    </Section>
  );
}
