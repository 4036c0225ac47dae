/** Where a page of a competency has nothing to show: why, and the way to the editor. */
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

export function GoToEditor({ title, editHref, children }: { title: string; editHref: string; children: ReactNode }) {
  return (
    <div className="mt-8 max-w-reading">
      <Notice kind="status" title={title}>
        {children}
      </Notice>
      <p className="mt-6">
        <ButtonLink variant="secondary" href={editHref}>
          Go to the editor
        </ButtonLink>
      </p>
    </div>
  );
}
