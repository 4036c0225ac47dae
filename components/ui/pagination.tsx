/** Links to the pages of a long list. */
import type { ReactNode } from "react";

type PaginationProps = {
  /** From 1. */
  page: number;
  pageCount: number;
  hrefOf: (page: number) => string;
};

const LINK =
  "inline-flex min-h-11 items-center rounded-full border-[1.5px] border-edge px-5 font-semibold text-ink no-underline hover:border-accent hover:text-accent";

export function PageLink({ href, rel, children }: { href: string; rel?: "prev" | "next"; children: ReactNode }) {
  return (
    <a href={href} rel={rel} className={LINK}>
      {children}
    </a>
  );
}

export function Pagination({ page, pageCount, hrefOf }: PaginationProps) {
  if (pageCount < 2) return null;
  return (
    <nav aria-label="Pages" className="mt-6 flex flex-wrap items-center gap-3">
      {page > 2 && <PageLink href={hrefOf(1)}>First</PageLink>}
      {page > 1 && (
        <PageLink href={hrefOf(page - 1)} rel="prev">
          Previous
        </PageLink>
      )}
      <span className="px-2 text-ink-2">
        Page {page.toLocaleString("en-US")} of {pageCount.toLocaleString("en-US")}
      </span>
      {page < pageCount && (
        <PageLink href={hrefOf(page + 1)} rel="next">
          Next
        </PageLink>
      )}
      {page < pageCount - 1 && <PageLink href={hrefOf(pageCount)}>Last</PageLink>}
    </nav>
  );
}
