/** What a person sees after all their data was deleted. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Deleted" };

export default definePage(async function DeletedPage() {
  return (
    <div className="mx-auto max-w-reading px-5 pt-10">
      <h1 className="text-title">Everything of yours is deleted</h1>
      <p className="mt-5 text-lead text-ink-2">
        Your self-assessments, what you shared, and your account are gone, here and for everybody else. You are signed out everywhere. Thank
        you for having been here.
      </p>
      <p className="mt-8">
        <ButtonLink href="/" variant="secondary">
          To the start page
        </ButtonLink>
      </p>
    </div>
  );
});
