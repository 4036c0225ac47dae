"use client";

/** What a form and its fields share: for whom it was drawn, what was typed, and what is wrong with it. */
import { createContext, useContext } from "react";
import { formFieldId } from "./form-field-id";

/** Set for each page. */
export type DrawnFor = {
  /** Empty for nobody. */
  id: string;
  name: string;
  /** A random number of this page: a form that is sent twice from it is worked on once. */
  page: string;
};

const DrawnForContext = createContext<DrawnFor>({ id: "", name: "", page: "" });
export const DrawnForProvider = DrawnForContext.Provider;
export const useDrawnFor = (): DrawnFor => useContext(DrawnForContext);

export type SentForm = {
  name: string;
  isRefused: boolean;
  fieldErrors: Readonly<Record<string, string>>;
  /** What was typed where the form comes back from the server, without JavaScript; else null. */
  typed: Readonly<Record<string, readonly string[]>> | null;
};

const SentFormContext = createContext<SentForm | null>(null);
export const SentFormProvider = SentFormContext.Provider;

/** Whether the form around was refused: what is folded in it opens. */
export const useIsRefused = (): boolean => useContext(SentFormContext)?.isRefused ?? false;

/** What a field shows in its form, which also names it; outside of one, as in a search, only what the page gives it. */
export function useFormField(name: string, given: { id?: string | undefined; error?: string | undefined }) {
  const form = useContext(SentFormContext);
  return {
    id: form ? formFieldId(form.name, name) : (given.id ?? name),
    error: form?.fieldErrors[name] ?? given.error,
    /** Undefined where the page's own value is shown. */
    typed: form?.typed ? (form.typed[name] ?? []) : undefined,
  };
}
