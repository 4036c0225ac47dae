"use client";

/** In place of everything, where the frame itself failed. It brings its own style sheet and asks the server for nothing else. */
import "./globals.css";

export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main role="alert" className="page-width pt-12">
          <h1>This page could not be shown</h1>
          <p>{`Please try again.${error.digest ? ` If it stays so, tell us ${error.digest}.` : ""}`}</p>
          <a href="/">Back to the start</a>
        </main>
      </body>
    </html>
  );
}
