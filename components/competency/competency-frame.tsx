/** The frame of all pages for editing one competency: its name and the navigation. */
import type { ReactNode } from "react";
import { AdminFrame } from "@/components/workspace/admin-frame";

const MODEL_PAGES = [
  { page: "", name: "Edit" },
  { page: "compare", name: "Compare" },
  { page: "publish", name: "Publish" },
  { page: "revisions", name: "Revisions" },
  { page: "use", name: "In use" },
  { page: "import", name: "Import and export" },
] as const;

type CompetencyFrameProps = {
  /** The competency's name. */
  title: string;
  current: (typeof MODEL_PAGES)[number]["name"] | "Guidance";
  hrefOf: (page: (typeof MODEL_PAGES)[number]["page"]) => string;
  done?: string | undefined;
  children: ReactNode;
};

export function CompetencyFrame({ title, current, hrefOf, done, children }: CompetencyFrameProps) {
  return (
    <AdminFrame title={title} current="Model" done={done}>
      <nav aria-label="Competency pages" className="-mx-3 mt-4 border-b border-line print:hidden">
        <ul className="flex flex-wrap">
          {MODEL_PAGES.map(({ page, name }) => (
            <li key={page}>
              <a
                href={hrefOf(page)}
                aria-current={name === current ? "page" : undefined}
                className="flex min-h-11 items-center px-3 text-ink-2 underline-offset-[0.4em] hover:text-ink aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </AdminFrame>
  );
}
