/**
 * The pipeline of every server action: bounds, the person who asks, zod, the work itself, and an ActionResult. No action is
 * defined without it.
 */
import { refresh } from "next/cache";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { withRenewedSession } from "@/lib/auth/actor";
import { sendOnce } from "@/lib/data/workspace/mutations/sent-forms";
import type { ActionError, ActionResult, FormState } from "@/lib/domain/request/action-result";
import { ExpectedError, STATUS_OF } from "@/lib/domain/request/expected-error";
import { ATTEMPT, DRAWN_FOR, DRAWN_FOR_NAME } from "@/lib/domain/request/form-fields";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getLogger } from "@/lib/platform/logger";
import {
  currentRequestId,
  markReadable,
  setResponseStatus,
  storeActionError,
  storedActionError,
  storeFlash,
} from "@/lib/platform/request-context";
import { checkForm, checkObject, type Longest } from "./bounds";
import { requireSamePerson } from "./drawn-for";
import { MALFORMED } from "./fields";
import type { Flash } from "./flash";

export type ActionContext = { actor: Actor | null; now: Date };

type Definition<Schema extends z.ZodType, Data> = {
  schema: Schema;
  run: (input: z.output<Schema>, context: ActionContext) => Promise<Data>;
  options: ActionOptions;
};

export type ActionOptions = {
  longest?: Longest;
  /** Whoever sends it: signing in, or choosing a theme. Every other form is refused in another person's session. */
  isForAnybody?: boolean;
  /** Each time it is sent it runs anew, since its answer is also a cookie, as of signing in. */
  isRepeatable?: boolean;
};

/** Every value of each field, in one pass. React's and the form kit's own fields begin with "$". */
function valuesOf(form: FormData): [name: string, values: FormDataEntryValue[]][] {
  const fields = new Map<string, FormDataEntryValue[]>();
  for (const [name, value] of form) {
    if (name.startsWith("$")) continue;
    const known = fields.get(name);
    if (known) known.push(value);
    else fields.set(name, [value]);
  }
  return [...fields];
}

/** Repeated fields become arrays. */
function fieldsOf(form: FormData): Record<string, unknown> {
  return Object.fromEntries(valuesOf(form).map(([name, values]) => [name, values.length > 1 ? values : values[0]]));
}

/** A password is never shown again, so it is not returned either; nor are files. */
function typedIn(form: FormData): ActionError["typed"] {
  const texts = valuesOf(form).map(([name, values]): [string, string[]] => [name, values.filter((value) => typeof value === "string")]);
  return Object.fromEntries(texts.filter(([name, typed]) => typed.length > 0 && !/password/i.test(name)));
}

/** From its attempt: the page, the form's name, and how often it was sent. */
function formName(form: FormData): string | null {
  const attempt = form.get(ATTEMPT);
  return typeof attempt === "string" ? attempt.slice(attempt.indexOf(".") + 1, attempt.lastIndexOf(".")) : null;
}

function refuse(error: unknown): Omit<ActionError, "typed" | "form"> {
  if (error instanceof ExpectedError) {
    const { code, reason, message, fieldErrors } = error;
    return { ok: false, code, reason, message, fieldErrors };
  }
  if (isUnavailable(error)) {
    getLogger().error({ err: error }, "the database is unavailable");
    return {
      ok: false,
      code: "Unavailable",
      reason: null,
      message: "Cairn cannot reach its database just now, so this was not saved. Please try again in a moment.",
      fieldErrors: {},
    };
  }
  getLogger().error({ err: error }, "an action failed");
  return {
    ok: false,
    code: "Unexpected",
    reason: null,
    message: `Something went wrong on our side, and nothing was changed. Please try again. If it stays so, tell us this number: ${currentRequestId()}.`,
    fieldErrors: {},
  };
}

/** Of several errors of one field the first counts. */
function parse<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const fieldErrors: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) fieldErrors[path.join(".")] ??= message;
  throw new ExpectedError("Invalid", parsed.error.issues[0]?.message ?? "This could not be read.", fieldErrors);
}

/** Runs a form once, however often it is sent. */
function runForm<Schema extends z.ZodType, Data>({ schema, run, options }: Definition<Schema, Data>, form: FormData): Promise<Data> {
  checkForm(form, options.longest ?? {});
  return withRenewedSession(
    (actor) => {
      const now = new Date();
      const work = () => run(parse(schema, fieldsOf(form)), { actor, now });
      return options.isRepeatable ? work() : sendOnce(actor, form, now, work);
    },
    (actor) => {
      if (!options.isForAnybody) requireSamePerson({ id: form.get(DRAWN_FOR), name: form.get(DRAWN_FOR_NAME) }, actor);
    },
  );
}

function runObject<Schema extends z.ZodType, Data>({ schema, run, options }: Definition<Schema, Data>, raw: unknown): Promise<Data> {
  checkObject(raw, options.longest ?? {});
  return withRenewedSession((actor) => run(parse(schema, raw), { actor, now: new Date() }));
}

async function answer<Data>(work: () => Promise<Data>, form: FormData | null): Promise<ActionResult<Data>> {
  markReadable();
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    const actionError: ActionError = { ...refuse(error), typed: form ? typedIn(form) : {}, form: form && formName(form) };
    setResponseStatus(STATUS_OF[actionError.code]);
    return actionError;
  }
}

/** For a page's script, which sends an object. `run` throws ExpectedError to reject it. */
export function defineAction<Schema extends z.ZodType, Data>(
  schema: Schema,
  run: (input: z.output<Schema>, context: ActionContext) => Promise<Data>,
  options: ActionOptions = {},
): (raw: unknown) => Promise<ActionResult<Data>> {
  return (raw) => answer(() => runObject({ schema, run, options }, raw), null);
}

async function answerForm<Schema extends z.ZodType, Data>(
  definition: Definition<Schema, Data>,
  form: unknown,
): Promise<ActionResult<Data>> {
  if (!(form instanceof FormData)) return answer(() => Promise.reject(new ExpectedError("Invalid", MALFORMED)), null);
  const result = await answer(() => runForm(definition, form), form);
  if (result.ok) return result;
  storeActionError(result);
  // Somebody else was first: the page shows what is there now, beside what was typed.
  if (result.code === "Conflict") refresh();
  return result;
}

/** For a form that saves itself while somebody writes. `run` returns the hidden fields that follow, such as the version. */
export function defineAutosave<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>, context: ActionContext) => Promise<Record<string, string>>,
): (form: FormData) => Promise<ActionResult<Record<string, string>>> {
  return (form) => answerForm({ schema, run, options: { isRepeatable: true } }, form);
}

/**
 * For a form, with or without JavaScript. `run` returns the path to go to, or a flash for this page to show, or null where the
 * page only shows what changed. An error goes back to the form that was sent, and sets the response's status.
 */
export function defineFormAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>, context: ActionContext) => Promise<string | Flash | null>,
  options: ActionOptions = {},
): (...sent: [FormState, FormData] | [FormData]) => Promise<FormState> {
  return async (...sent) => {
    // Without a state where something else than the form kit sends it.
    const result = await answerForm({ schema, run, options }, sent.at(-1));
    if (!result.ok) return result;
    if (typeof result.data === "string") redirect(result.data);
    if (result.data) storeFlash(result.data);
    refresh();
    return { ok: true, data: null };
  };
}

/** The error of the form that this request sent, for a page that has no such form anymore: every form shows its own. */
export function findActionError(): ActionError | null {
  return (storedActionError() as ActionError | undefined) ?? null;
}
