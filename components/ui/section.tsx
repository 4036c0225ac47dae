/** A part of a page under its own heading, which names it. */
import type { ReactNode } from "react";

const SIZES = {
  title: "text-title",
  heading: "text-heading",
  part: "text-part",
  subpart: "text-subpart",
  card: "text-card",
} as const;

type SectionProps = {
  /** The id of the heading. Unique on the page. */
  id: string;
  title: ReactNode;
  level?: 2 | 3;
  size?: keyof typeof SIZES;
  className?: string | undefined;
  headingClassName?: string;
  children: ReactNode;
};

export function Section({ id, title, level = 2, size = "heading", className, headingClassName = "", children }: SectionProps) {
  const Heading = `h${level}` as const;
  return (
    <section aria-labelledby={id} className={className}>
      <Heading id={id} className={`${SIZES[size]} ${headingClassName}`.trim()}>
        {title}
      </Heading>
      {children}
    </section>
  );
}
