/** A long list with a search above and links to its pages below. */
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Pagination } from "@/components/ui/pagination";
import { SelectField } from "@/components/ui/select-field";
import { queryString, type TableQuery } from "@/lib/domain/request/list-query";

type HrefOf = (changed: Record<string, string | number>) => string;

type SearchedListProps<Show extends string> = {
  /** The label of the search. */
  label: string;
  path: string;
  query: TableQuery<string, Show>;
  /** The views to choose from, by name. */
  shown: Readonly<Record<Show, string>>;
  count: number;
  pageSize: number;
  /** Renders the page's table. `first` is the number of its first row, of `count`. */
  renderTable: (list: { first: number; sort: string; direction: "asc" | "desc"; hrefOf: HrefOf }) => ReactNode;
};

/** The search is a plain form whose result has its own address. */
export function SearchedList<Show extends string>(props: SearchedListProps<Show>) {
  const { label, path, query, shown, count, pageSize, renderTable } = props;
  const { search, show, sort, direction, page } = query;
  const hrefOf: HrefOf = (changed) => `${path}${queryString({ q: search, show, sort, direction, ...changed })}`;
  const options = Object.entries<string>(shown).map(([value, name]) => ({ value, name }));
  return (
    <>
      <form method="get" className="mt-6 grid items-end gap-x-5 gap-y-4 sm:grid-cols-[1fr_14rem_auto]">
        <input type="hidden" name="sort" value={sort} />
        <input type="hidden" name="direction" value={direction} />
        <Field id="search" name="q" type="search" label={label} defaultValue={search} maxLength={100} />
        <SelectField id="show" name="show" label="Show" options={options} defaultValue={show} />
        <Button type="submit" variant="secondary">
          Search
        </Button>
      </form>
      <div className="mt-8">{renderTable({ first: (page - 1) * pageSize + 1, sort, direction, hrefOf })}</div>
      <Pagination page={page} pageCount={Math.ceil(count / pageSize)} hrefOf={(to) => hrefOf({ page: to })} />
    </>
  );
}
