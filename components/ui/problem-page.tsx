/** A page for a problem: what went wrong, what to do, and the request's id. */
import type { ReactNode } from "react";
import { ButtonLink } from "./button";

export function ProblemPage({ title, requestId, children }: { title: string; requestId: string; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-2xl px-5 py-20" role="alert">
      <h1 className="text-title">{title}</h1>
      <p className="mt-5 text-lead text-ink-2">{children}</p>
      <p className="mt-8">
        <ButtonLink href="">Try again</ButtonLink>
      </p>
      <p className="mt-8 text-[0.94rem] text-ink-3">Request {requestId}</p>
    </div>
  );
}
