/** The order of a list's column, in SQL. */
import type { OrderByItemBuilder } from "kysely";

export function inDirection(direction: "asc" | "desc") {
  return (order: OrderByItemBuilder) => (direction === "asc" ? order.asc() : order.desc()).nullsLast();
}
