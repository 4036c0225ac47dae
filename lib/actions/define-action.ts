/** Defines server actions: parse, run, return an ActionResult. Every action goes through here. */
import { refresh } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { withRenewedSession } from "@/lib/auth/actor";
import type { ActionError, ActionResult } from "@/lib/domain/request/action-result";
import { ExpectedError, STATUS_OF } from "@/lib/domain/request/expected-error";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getLogger } from "@/lib/platform/logger";
import { currentRequestId, markReadable, setResponseStatus, storeActionError, storedActionError } from "@/lib/platform/request-context";

/** A form's repeated fields become arrays; React's own hidden fields are left out. */
function fieldsOf(form: FormData): Record<string, unknown> {
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith("$"));
  return Object.fromEntries(names.map((name) => [name, form.getAll(name).length > 1 ? form.getAll(name) : form.get(name)]));
}

/** A password is never shown again, so it is not stored either. */
function isKept([name, value]: [string, FormDataEntryValue]): boolean {
  return typeof value === "string" && !name.startsWith("$") && !/password/i.test(name);
}

function typedValues(form: FormData): Pick<ActionError, "values" | "chosen"> {
  const typed = [...form].filter((entry): entry is [string, string] => isKept(entry));
  const chosen = typed.map(([name]) => [name, typed.filter((entry) => entry[0] === name).map(([, value]) => value)]);
  return { values: Object.fromEntries(typed), chosen: Object.fromEntries(chosen) };
}

function refuse(error: unknown): Omit<ActionError, "values" | "chosen"> {
  if (error instanceof ExpectedError) {
    return { ok: false, code: error.code, message: error.message, fieldErrors: error.fieldErrors };
  }
  if (isUnavailable(error)) {
    getLogger().error({ err: error }, "the database is unavailable");
    return {
      ok: false,
      code: "Unavailable",
      message: "Cairn cannot reach its database just now, so this was not saved. Please try again in a moment.",
      fieldErrors: {},
    };
  }
  getLogger().error({ err: error }, "an action failed");
  return {
    ok: false,
    code: "Unexpected",
    message: `Something went wrong on our side, and nothing was changed. Please try again. If it stays so, tell us this number: ${currentRequestId()}.`,
    fieldErrors: {},
  };
}

/**
 * `run` gets the parsed input only, and throws ExpectedError to reject it. The error sets the response's status and is stored for
 * the page, which is rendered again in the same request: so a rejected form still has what was typed, with or without JavaScript.
 */
export function defineAction<Schema extends z.ZodType, Data>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<Data>,
): (raw: unknown) => Promise<ActionResult<Data>> {
  return async (raw) => {
    markReadable();
    const form = raw instanceof FormData ? raw : null;
    try {
      const parsed = schema.safeParse(form ? fieldsOf(form) : raw);
      if (!parsed.success) {
        const fieldErrors = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]));
        throw new ExpectedError("Invalid", parsed.error.issues[0]?.message ?? "This could not be read.", fieldErrors);
      }
      return { ok: true, data: await withRenewedSession(() => run(parsed.data)) };
    } catch (error) {
      unstable_rethrow(error);
      const actionError: ActionError = { ...refuse(error), ...(form ? typedValues(form) : { values: {}, chosen: {} }) };
      setResponseStatus(STATUS_OF[actionError.code]);
      if (form) {
        storeActionError(actionError);
        refresh();
      }
      return actionError;
    }
  };
}

/** Returns the form that this request rejected, for the page that shows it again. */
export function getActionError(): ActionError | null {
  return (storedActionError() as ActionError | undefined) ?? null;
}
