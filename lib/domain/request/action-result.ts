/** What an action returns: its data, or an error that a person can be told. */
import type { ExpectedCode } from "./expected-error";

export type ActionError = {
  ok: false;
  code: ExpectedCode | "Unavailable" | "Unexpected";
  /** Which of the errors with this code, for code to branch on. Nothing branches on the message. */
  reason: string | null;
  message: string;
  fieldErrors: Record<string, string>;
  /** What was typed, for a form that is shown again without JavaScript: every value of each field. Only forms have it. */
  typed: Record<string, string[]>;
  /** The name of the form on its page; null where the form kit did not send it. */
  form: string | null;
};

export type ActionResult<Data> = { ok: true; data: Data } | ActionError;

/** What a form knows after it was sent: an error; that it was done, where it stays on its page; or null, before. */
export type FormState = ActionResult<null> | null;

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;
