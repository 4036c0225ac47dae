/** The check of ids before a query asks for them. */
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { notFoundError } from "./expected-error";

/** PostgreSQL rejects a query with ill-formed text, and no id is such text. @throws ExpectedError NotFound */
export function requireWellFormed(...ids: string[]): void {
  if (ids.some((id) => illFormedReason(id) !== null)) throw notFoundError();
}
