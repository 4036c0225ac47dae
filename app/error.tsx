"use client";

/** In place of a page that failed in the browser, or whose server could not be reached. The frame around it stays. */
import { ProblemPage } from "@/components/ui/problem-page";

export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <ProblemPage title="This page could not be shown" requestId={error.digest ?? null}>
      {`Cairn could not be reached, or something went wrong on our side. What you saved is safe. Please try again; if it stays so, tell us ${
        error.digest === undefined ? "what you did" : "the number below"
      }.`}
    </ProblemPage>
  );
}
