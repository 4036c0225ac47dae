"use client";

/** Tells the server the reader's time zone: days on the next pages are the reader's days. */
import { useEffect } from "react";

const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

export function ZoneCookie({ name, known }: { name: string; known: string | undefined }) {
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    if (timeZone === known) return;
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${name}=${encodeURIComponent(timeZone)}; path=/; samesite=lax; max-age=${YEAR_IN_SECONDS}${secure}`;
  }, [name, known]);
  return null;
}
