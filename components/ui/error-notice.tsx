/** What an action refused, above everything that belongs to no one field. */
import type { ActionError } from "@/lib/domain/request/action-result";
import { Notice } from "./notice";

type ErrorNoticeProps = {
  actionError: Pick<ActionError, "message">;
  /** Its place on the page. */
  className: string;
};

export function ErrorNotice({ actionError, className }: ErrorNoticeProps) {
  return (
    <div className={className}>
      <Notice kind="alert" title="That was not possible">
        {actionError.message}
      </Notice>
    </div>
  );
}
