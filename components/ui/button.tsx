/** Buttons, and links that look like buttons. */
import type { ComponentProps } from "react";

type Variant = "primary" | "secondary" | "quiet" | "danger";

const BASE =
  "inline-flex min-h-[52px] max-w-full cursor-pointer items-center justify-center gap-2 rounded-full px-7 py-2.5 text-center leading-tight font-semibold wrap-anywhere no-underline transition-colors duration-150 disabled:cursor-default disabled:opacity-60 motion-reduce:transition-none print:hidden";

/** A transparent border is visible in forced colors, where backgrounds disappear. */
const VARIANTS: Record<Variant, string> = {
  primary: "border-2 border-transparent bg-accent text-on-accent hover:bg-[color-mix(in_oklab,var(--accent)_86%,var(--ink))]",
  secondary: "border-2 border-edge bg-surface text-ink hover:border-accent hover:text-accent",
  quiet: "border-2 border-transparent px-4 text-accent underline decoration-1 underline-offset-4 hover:bg-sunk",
  danger: "border-2 border-transparent bg-signal text-on-accent hover:bg-[color-mix(in_oklab,var(--signal)_86%,var(--ink))]",
};

export function Button({ variant = "primary", className = "", ...rest }: ComponentProps<"button"> & { variant?: Variant }) {
  return <button {...rest} className={`${BASE} ${VARIANTS[variant]} ${className}`} />;
}

export function ButtonLink({
  variant = "primary",
  className = "",
  children,
  ...rest
}: ComponentProps<"a"> & { variant?: Variant; href: string }) {
  return (
    <a {...rest} className={`${BASE} ${VARIANTS[variant]} ${className}`}>
      {children}
    </a>
  );
}
