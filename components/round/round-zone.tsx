"use client";

/** Selects the browser's time zone in a list that is at UTC, unless the person has chosen another one. */
import { useEffect } from "react";

export function RoundZone({ selectId }: { selectId: string }) {
  useEffect(() => {
    const select = document.getElementById(selectId);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (!(select instanceof HTMLSelectElement) || select.value !== "UTC" || !timeZone) return;
    // Browsers and servers may know a zone by different names: Asia/Kolkata, Asia/Calcutta.
    if (![...select.options].some(({ value }) => value === timeZone)) select.add(new Option(timeZone, timeZone));
    select.value = timeZone;
  }, [selectId]);
  return null;
}
