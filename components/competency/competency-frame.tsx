/** What all pages of one competency's editing share: its name, and the way among them. */
import type { ReactNode } from "react";
import { AdminFrame } from "@/components/workspace/admin-frame";
import type { Refusal } from "@/lib/domain/request/action-result";

export const MODEL_PAGES = [
  { page: "", name: "Edit" },
  { page: "compare", name: "Compare" },
  { page: "publish", name: "Publish" },
  { page: "revisions", name: "Revisions" },
  { page: "use", name: "In use" },
  { page: "import", name: "Import and export" },
] as const;

type ModelFrameProps = {
  /** The competency's name. */
  title: string;
  current: (typeof MODEL_PAGES)[number]["name"] | "Guidance";
  hrefOf: (page: (typeof MODEL_PAGES)[number]["page"]) => string;
  done?: string | undefined;
  refusal?: Refusal | null;
  children: ReactNode;
};

export function ModelFrame({ title, current, hrefOf, done, refusal, children }: ModelFrameProps) {
  return (
    <AdminFrame title={title} current="Model" done={done} refusal={refusal ?? null}>
      <nav aria-label="Of this competency" className="-mx-3 mt-4 border-b border-line print:hidden">
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
