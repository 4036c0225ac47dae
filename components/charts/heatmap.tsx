/** The heatmap: a table of people and behaviors, with each level's name on its color. Chart and table in one. */
import type { ReactNode } from "react";
import { type DataColumn, SortLink } from "@/components/ui/data-table";
import type { HeatmapCell, HeatmapColumn } from "@/lib/domain/overview/overview";
import { levelCell } from "./level-ramp";

type Sort = NonNullable<DataColumn<never>["sort"]>;

export type HeatmapProps = {
  caption: string;
  columns: readonly (HeatmapColumn & { sort: Sort })[];
  name: { title: string; sort: Sort };
  day: { title: string; sort: Sort };
  rows: readonly {
    id: string;
    name: string;
    href: string;
    /** Below the name. */
    day: string | null;
    /** One for each column, or a sentence that says why there are none. */
    cells: readonly HeatmapCell[] | string;
  }[];
};

function describeCell(cell: HeatmapCell): { variant: string; words: string } {
  switch (cell.kind) {
    case "level":
      return { variant: levelCell(cell.rank), words: cell.name };
    case "other-scale":
      return { variant: "border-line text-ink", words: cell.name };
    case "no-opportunity":
      return { variant: "border-dashed border-edge text-ink-2 italic", words: "No opportunity yet" };
    case "not-asked":
      return { variant: "text-ink-3", words: "Not asked" };
  }
}

const sortedBy = (...sorts: Sort[]) => sorts.find(({ current }) => current)?.current ?? "none";

/** Stays in sight while the frame scrolls. */
const HEAD =
  "sticky top-0 z-10 border-b border-edge bg-paper px-1 py-1 text-center align-bottom text-[0.86rem] leading-tight font-semibold print:static";

function Row({ name, href, day, cells, width }: HeatmapProps["rows"][number] & { width: number }) {
  return (
    <tr className="break-inside-avoid">
      <th
        scope="row"
        className="sticky left-0 z-[5] max-w-[8.5rem] min-w-[6.5rem] border-b border-line bg-paper py-1 pr-3 text-left align-middle leading-tight font-normal sm:max-w-[14rem] sm:min-w-[11rem] print:static"
      >
        <a
          href={href}
          className="text-link inline-flex min-h-11 flex-col justify-center py-1 text-[0.94rem] wrap-anywhere print:min-h-0 print:py-0"
        >
          {name}
        </a>
        {day && <span className="block pb-1 text-[0.86rem] text-ink-3 print:pb-0">{day}</span>}
      </th>
      {typeof cells === "string" ? (
        <td colSpan={width} className="border-b border-line px-2 py-1 text-left text-[0.94rem] text-ink-2 italic">
          {cells}
        </td>
      ) : (
        cells.map((cell, index) => {
          const { variant, words } = describeCell(cell);
          return (
            // A row has a cell for each column.
            <td key={index} className="min-w-[6.3rem] border-b border-line p-0.5 print:min-w-0">
              <span className={`heat-cell ${variant}`}>{words}</span>
            </td>
          );
        })
      )}
    </tr>
  );
}

function FullName({ name, shortName }: HeatmapColumn): ReactNode {
  if (name === shortName) return name;
  return (
    <>
      <span title={name}>{shortName}</span>
      <span className="sr-only">: {name}</span>
    </>
  );
}

/** Without columns it shows a sentence for each person. */
export function Heatmap({ caption, columns, name, day, rows }: HeatmapProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div role="region" aria-label={caption} tabIndex={0} className="heat-frame border-t border-line">
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" aria-sort={sortedBy(name.sort, day.sort)} className={`${HEAD} left-0 z-20 pr-3 pl-0 text-left`}>
              <span className="flex flex-wrap gap-x-5 pl-2">
                <SortLink {...name.sort}>{name.title}</SortLink>
                {columns.length > 0 && <SortLink {...day.sort}>{day.title}</SortLink>}
              </span>
            </th>
            {columns.map(({ sort, ...column }) => (
              <th key={column.behaviorId} scope="col" aria-sort={sortedBy(sort)} className={HEAD}>
                <SortLink {...sort}>
                  <FullName {...column} />
                </SortLink>
              </th>
            ))}
            {columns.length === 0 && (
              <th scope="col" className={`${HEAD} px-2 text-left text-ink-2`}>
                What is shown
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} {...row} width={Math.max(columns.length, 1)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
