/** The footer of every page: the source of the competency's text, and the theme. */
import type { ReactNode } from "react";

export function SiteFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="mt-auto border-t border-line print:mt-2">
      <div className="page-width flex flex-wrap items-center justify-between gap-x-10 gap-y-5 py-7 text-[0.9rem] text-ink-2 print:py-1 print:text-[8pt]">
        <p className="max-w-[36rem] print:max-w-none">
          The competency’s text is from the{" "}
          <a href="https://productownergrowthwheel.org" className="text-link">
            Product Owner Growth Wheel
          </a>{" "}
          <span className="whitespace-nowrap">(productownergrowthwheel.org)</span>.
        </p>
        {children}
      </div>
    </footer>
  );
}
