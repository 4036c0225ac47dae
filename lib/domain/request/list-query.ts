/** What the address of a long list asks for: search, order and page. An invalid value falls back to the default. */
import { illFormedReason } from "@/lib/domain/text/well-formed-text";

type Direction = "asc" | "desc";

export type TableQuery<Sort extends string, Show extends string> = {
  search: string;
  sort: Sort;
  direction: Direction;
  show: Show;
  /** From 1. */
  page: number;
};

/** As Next passes them. */
export type SearchParams = Record<string, string | string[] | undefined>;

const SEARCH_MAX_LENGTH = 100;

/** The first of a parameter's values if it is well-formed text, else empty. */
export function textParam(params: SearchParams, name: string): string {
  const given = params[name];
  const text = ((Array.isArray(given) ? given[0] : given) ?? "").trim().slice(0, SEARCH_MAX_LENGTH);
  return illFormedReason(text) === null ? text.normalize("NFC") : "";
}

/** The first of `sorts` and of `shows` is the default. */
export function parseTableQuery<Sort extends string, Show extends string>(
  params: SearchParams,
  sorts: readonly [Sort, ...Sort[]],
  shows: readonly [Show, ...Show[]],
): TableQuery<Sort, Show> {
  const sort = sorts.find((one) => one === textParam(params, "sort")) ?? sorts[0];
  const page = textParam(params, "page");
  return {
    search: textParam(params, "q"),
    sort,
    direction: textParam(params, "direction") === "desc" ? "desc" : "asc",
    show: shows.find((one) => one === textParam(params, "show")) ?? shows[0],
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
}

/** The query part of an address, without what is empty. */
export function queryString(params: Readonly<Record<string, string | number | undefined>>): string {
  const set = Object.entries(params).flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, String(value)]]));
  const text = new URLSearchParams(set).toString();
  return text === "" ? "" : `?${text}`;
}
