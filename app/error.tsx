"use client";

/**
 * In place of a page that failed in the browser, or whose server could not be reached. The frame around it stays. Every page brings
 * this along, so it is small: links as text, and no other component.
 */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <div role="alert" className="page-width pt-12">
      <h1 className="text-title">This page could not be shown</h1>
      <p className="mt-5">{`What you saved is safe. Please try again.${error.digest ? ` If it stays so, tell us ${error.digest}.` : ""}`}</p>
      <p className="mt-5">
        {/* oxlint-disable-next-line jsx-a11y/anchor-is-valid -- the same address again */}
        <a href="" className="text-link mr-6">
          Try again
        </a>
        <a href="/" className="text-link">
          Back to the start
        </a>
      </p>
    </div>
  );
}
