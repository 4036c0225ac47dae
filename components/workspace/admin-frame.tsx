/** The frame of all admin pages: the title, the navigation, and the result of the last action. */
import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";

const PLACES = [
  { href: "/admin/people", name: "People" },
  { href: "/admin/teams", name: "Teams" },
  { href: "/admin/organization", name: "Organization" },
  { href: "/admin/model", name: "Model" },
  { href: "/admin/audit", name: "Audit" },
] as const;

type AdminFrameProps = {
  title: string;
  current: (typeof PLACES)[number]["name"];
  /** The result of the last action, as a sentence. */
  done?: string | undefined;
  children: ReactNode;
};

export function AdminFrame({ title, current, done, children }: AdminFrameProps) {
  return (
    <div className="page-width pt-6">
      <nav aria-label="Admin" className="-mx-3 print:hidden">
        <ul className="flex flex-wrap">
          {PLACES.map(({ href, name }) => (
            <li key={href}>
              <a
                href={href}
                aria-current={name === current ? "page" : undefined}
                className="flex min-h-11 items-center rounded-lg px-3 text-ink-2 underline-offset-[0.4em] hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <h1 dir="auto" className="mt-4 text-title wrap-anywhere">
        {title}
      </h1>
      {done && (
        <div className="mt-6">
          <Notice kind="status" title={done} />
        </div>
      )}
      {children}
    </div>
  );
}
