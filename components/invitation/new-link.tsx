/** A new link. This is the only time that it is shown. */
import { Field } from "@/components/ui/field";
import { formatDay } from "@/components/ui/format-day";
import { Notice } from "@/components/ui/notice";
import type { TeamRole } from "@/lib/domain/team/team-role";

type NewLinkProps = { url: string /** ISO 8601. */; expiresAt: string; role: TeamRole; uses: number };

export function NewLink({ url, expiresAt, role, uses }: NewLinkProps) {
  return (
    <div className="mt-6 max-w-[52rem]">
      <Notice kind="status" title="The link is ready. Copy it now: it is shown only once.">
        {uses === 1 ? "One person" : `Up to ${uses.toLocaleString("en-US")} people`} can join by it as {role} until{" "}
        {formatDay(new Date(expiresAt))}. Anyone who has it can use it, so give it only to the people you mean.
      </Notice>
      <div className="mt-4">
        <Field id="new-link" name="new-link" label="The link" readOnly value={url} hint="Select all of it, and copy." />
      </div>
    </div>
  );
}
