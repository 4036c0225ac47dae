/** The heatmap of a team with its texts, links and order. */
import { Heatmap, type HeatmapProps } from "@/components/charts/heatmap";
import { formatDay } from "@/components/ui/format-day";
import { BY_DAY, type HeatmapRow, type OverviewQuery, type TeamOverview } from "@/lib/domain/overview/overview";
import { queryString } from "@/lib/domain/request/list-query";

/** Sorts by this column, or in the other direction if it is already sorted by it. */
function sortBy(teamHref: string, query: OverviewQuery, sort: string, isCurrent: boolean): HeatmapProps["name"]["sort"] {
  const turns = isCurrent && query.order === "asc";
  const { round, competency } = query;
  return {
    href: `${teamHref}${queryString({ round, competency, sort, order: turns ? "desc" : "" })}#overview-people`,
    current: isCurrent ? (query.order === "asc" ? "ascending" : "descending") : null,
  };
}

function describeEntry(entry: Exclude<HeatmapRow["entry"], { kind: "shown" }>): string {
  switch (entry.kind) {
    case "hidden":
      return "Hidden until your review";
    case "withdrawn":
      return `Stopped sharing on ${formatDay(entry.withdrawnAt)}`;
    case "not-shared":
      return "Not shared";
  }
}

export function OverviewPeople({ teamHref, overview }: { teamHref: string; overview: TeamOverview }) {
  const { query, columns, rows } = overview;
  const sorted = columns.find(({ behaviorId }) => behaviorId === query.sort)?.behaviorId ?? (query.sort === BY_DAY ? BY_DAY : "");
  const sort = (by: string) => sortBy(teamHref, query, by, by === sorted);
  return (
    <Heatmap
      caption="Each person’s level in each behavior"
      name={{ title: "Name", sort: sort("") }}
      day={{ title: "Day", sort: sort(BY_DAY) }}
      columns={columns.map((column) => ({ ...column, sort: sort(column.behaviorId) }))}
      rows={rows.map(({ userId, name, entry }) => ({
        id: userId,
        name,
        href: `${teamHref}/members/${encodeURIComponent(userId)}`,
        day: entry.kind === "shown" ? formatDay(entry.submittedAt) : null,
        cells: entry.kind === "shown" ? entry.cells : describeEntry(entry),
      }))}
    />
  );
}
