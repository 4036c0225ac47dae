/** A page that says what went wrong, what to do, and the request's id to ask about. */
import type { ReactNode } from "react";
import { Button } from "./button";

export function ProblemPage({ title, requestId, children }: { title: string; requestId: string; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-2xl px-5 py-20" role="alert">
      <h1 className="text-title">{title}</h1>
      <p className="mt-5 text-lead text-ink-2">{children}</p>
      {/* A form without an address asks for the same page again, also without JavaScript. */}
      <form className="mt-8">
        <Button type="submit">Try again</Button>
      </form>
      <p className="mt-8 text-[0.94rem] text-ink-3">Request {requestId}</p>
    </div>
  );
}
