/** What an action returns: its data, or an error that a person can be told. */
import type { ExpectedCode } from "./expected-error";

export type ActionError = {
  ok: false;
  code: ExpectedCode | "Unavailable" | "Unexpected";
  message: string;
  fieldErrors: Record<string, string>;
  /** What was typed, for the form to show again. Only forms have it. */
  values: Record<string, string>;
  /** The same with every value of each field, for groups of checkboxes. */
  chosen: Record<string, string[]>;
};

export type ActionResult<Data> = { ok: true; data: Data } | ActionError;
