/** A page for a problem: what went wrong, what to do, a way on, and a number to quote. */
import type { ReactNode } from "react";
import { ButtonLink } from "./button";

export function ProblemPage({ title, requestId, children }: { title: string; requestId: string | null; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-2xl px-5 py-20" role="alert">
      <h1 className="text-title">{title}</h1>
      <p className="mt-5 text-lead text-ink-2">{children}</p>
      <div className="mt-8 flex flex-wrap gap-3">
        <ButtonLink href="">Try again</ButtonLink>
        <ButtonLink href="/" variant="secondary">
          Back to the start
        </ButtonLink>
      </div>
      {requestId !== null && <p className="mt-8 text-[0.94rem] text-ink-3">{`Request ${requestId}`}</p>}
    </div>
  );
}
