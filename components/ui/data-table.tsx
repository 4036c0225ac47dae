/** A table of many rows. In a narrow window each row becomes a card, and the headings become a line of sort links. */
import type { ReactNode } from "react";

export type DataColumn<Row> = {
  name: string;
  cell: (row: Row) => ReactNode;
  /** The heading's link. `current` is the table's order if it is sorted by this column. */
  sort?: { href: string; current: "ascending" | "descending" | null } | undefined;
};

type DataTableProps<Row> = {
  caption: string;
  /** The first cell names the row. */
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
};

/** A heading that sorts by its column. */
export function SortLink({ href, current, children }: NonNullable<DataColumn<never>["sort"]> & { children: ReactNode }) {
  return (
    <a
      href={href}
      className="-mx-2 inline-flex min-h-11 items-center gap-1.5 rounded-lg px-2 text-ink-2 underline decoration-line underline-offset-4 hover:text-ink hover:decoration-current"
    >
      {children}
      {current && (
        <svg viewBox="0 0 10 10" className="size-2.5 shrink-0" aria-hidden="true" focusable="false">
          <path d={current === "ascending" ? "M1 8 L5 2 L9 8 Z" : "M1 2 L5 8 L9 2 Z"} fill="currentColor" />
        </svg>
      )}
    </a>
  );
}

function Heading({ name, sort }: Pick<DataColumn<never>, "name" | "sort">) {
  return sort ? <SortLink {...sort}>{name}</SortLink> : name;
}

/** The roles are explicit because a table that is laid out as cards would lose them. */
export function DataTable<Row>({ caption, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    <table role="table" className="block w-full border-collapse text-left text-[0.95rem] md:table">
      <caption className="block pb-2 text-left text-[0.94rem] text-ink-2 md:table-caption">{caption}</caption>
      <thead role="rowgroup" className="block border-b border-edge md:table-header-group">
        <tr role="row" className="flex flex-wrap items-center gap-x-5 md:table-row">
          {columns.map(({ name, sort }) => (
            <th
              key={name}
              role="columnheader"
              scope="col"
              aria-sort={sort ? (sort.current ?? "none") : undefined}
              className={`py-1 font-semibold text-ink-2 md:not-sr-only md:table-cell md:pr-6 md:align-bottom ${sort ? "" : "sr-only"}`}
            >
              <Heading name={name} sort={sort} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="block md:table-row-group">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" className="block border-b border-line py-3 md:table-row md:py-0">
            {columns.map(({ name, cell }, index) => {
              const inside = "block wrap-anywhere md:table-cell md:py-3 md:pr-6 md:align-top";
              if (index === 0) {
                return (
                  <th key={name} role="rowheader" scope="row" className={`${inside} font-normal`}>
                    {cell(row)}
                  </th>
                );
              }
              return (
                <td key={name} role="cell" className={`${inside} text-ink-2`}>
                  <span aria-hidden="true" className="mr-2 text-[0.88rem] text-ink-3 md:hidden">
                    {name}
                  </span>
                  {cell(row)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
