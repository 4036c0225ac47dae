/** An action's error that does not belong to a field. */
import type { ActionError } from "@/lib/domain/request/action-result";
import { Notice } from "./notice";

type ErrorNoticeProps = {
  actionError: Pick<ActionError, "message">;
  title?: string;
  /** Its place on the page. */
  className: string;
};

export function ErrorNotice({ actionError, title = "That was not possible", className }: ErrorNoticeProps) {
  return (
    <div className={className}>
      <Notice kind="alert" title={title}>
        {actionError.message}
      </Notice>
    </div>
  );
}
