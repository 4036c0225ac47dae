"use client";

/** In place of everything, where the frame itself failed. It brings its own style sheet and asks the server for nothing else. */
import "./globals.css";
import ErrorPage from "./error";

export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col">
        <title>This page could not be shown · Cairn</title>
        <main id="main" className="flex-1 pb-20">
          <ErrorPage error={error} />
        </main>
      </body>
    </html>
  );
}
