/** A link that stands for itself in the text's own size, with room for a finger. */
import type { ComponentProps } from "react";

export function TextLink({ className = "", children, ...rest }: ComponentProps<"a">) {
  return (
    <a {...rest} className={`text-link inline-flex min-h-11 items-center ${className}`.trim()}>
      {children}
    </a>
  );
}
