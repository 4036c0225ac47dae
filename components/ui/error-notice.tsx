/** What an action refused, above everything that belongs to no one field. */
import type { Refusal } from "@/lib/domain/request/action-result";
import { Notice } from "./notice";

type RefusalNoticeProps = {
  refusal: Pick<Refusal, "message">;
  /** Its place on the page. */
  className: string;
};

export function RefusalNotice({ refusal, className }: RefusalNoticeProps) {
  return (
    <div className={className}>
      <Notice kind="alert" title="That was not possible">
        {refusal.message}
      </Notice>
    </div>
  );
}
