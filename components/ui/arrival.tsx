"use client";

/** Where the eye goes after a form has made something: its place on the page takes the focus, with or without JavaScript. */
import { type ReactNode, useEffect, useRef } from "react";

/** Give it a key that changes with what was made. */
export function Arrival({ label, className = "", children }: { label: string; className?: string; children: ReactNode }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <section
      ref={place}
      tabIndex={-1}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- what the person just made is what they want to see, also without JavaScript
      autoFocus
      aria-label={label}
      className={`outline-none ${className}`}
    >
      {children}
    </section>
  );
}
