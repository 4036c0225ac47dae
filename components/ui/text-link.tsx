/** A standalone link in the size of the text, with a large target. */
import type { ComponentProps } from "react";

export function TextLink({ className = "", children, ...rest }: ComponentProps<"a">) {
  return (
    <a {...rest} className={`text-link inline-flex min-h-11 items-center ${className}`.trim()}>
      {children}
    </a>
  );
}
