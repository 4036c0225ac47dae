"use client";

/** Tells the server the reader's time zone: days on the next pages are the reader's days. It weighs on every page, so it is small. */
import { useEffect } from "react";

/** `name` is the cookie's, `known` what it holds. It is no secret, and lasts a year. */
export function ZoneCookie({ name, known }: { name: string; known: string | undefined }) {
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone !== known) document.cookie = `${name}=${zone}; path=/; samesite=lax; max-age=31536000`;
  }, [name, known]);
  return null;
}
