"use client";

/** Makes the browser's time zone the one that its form's list begins with, unless the form has come back with another. */
import { useEffect } from "react";
import { useFormField } from "@/components/ui/form-context";

export function RoundZone({ field }: { field: string }) {
  const { id } = useFormField(field, {});
  useEffect(() => {
    const select = document.getElementById(id);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (!(select instanceof HTMLSelectElement) || !timeZone) return;
    const options = [...select.options];
    if (options.some(({ defaultSelected }) => defaultSelected)) return;
    // Browsers and servers may know a zone by different names: Asia/Kolkata, Asia/Calcutta.
    const known = options.find(({ value }) => value === timeZone);
    if (!known) select.add(new Option(timeZone, timeZone, true));
    else known.defaultSelected = true;
  }, [id]);
  return null;
}
