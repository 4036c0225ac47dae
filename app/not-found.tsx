/** The page for an address that leads nowhere, or to something that is not this person's to see. */
import type { Metadata } from "next";
import { Stones } from "@/components/charts/stones";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <div className="page-width flex flex-col items-center pt-12 text-center sm:pt-20">
      <Stones filledTo={null} className="h-40 w-auto" />
      <h1 className="mt-8 text-title">No cairn here.</h1>
      <p className="mt-4 max-w-[32rem] text-lead text-ink-2">
        This address leads nowhere, or to something that isn’t yours to see. Your own answers are where you left them.
      </p>
      <div className="mt-8 flex flex-wrap justify-center gap-3">
        <ButtonLink href="/">Back to the start</ButtonLink>
        <ButtonLink href="/growth" variant="secondary">
          My growth
        </ButtonLink>
      </div>
    </div>
  );
}
