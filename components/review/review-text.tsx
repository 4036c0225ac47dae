/** A coach's comment to a member and the member's reply, as both read them. */
import { formatDay } from "@/components/ui/format-day";

type ReviewTextProps = {
  /** "Your comment", or with the coach's name. */
  label: string;
  comment: string;
  replyLabel: string;
  reply: string;
  repliedAt: Date | null;
};

export function ReviewText({ label, comment, replyLabel, reply, repliedAt }: ReviewTextProps) {
  return (
    <>
      {comment && <Words label={label} text={comment} />}
      {reply && <Words label={repliedAt ? `${replyLabel}, ${formatDay(repliedAt)}` : replyLabel} text={reply} />}
    </>
  );
}

function Words({ label, text }: { label: string; text: string }) {
  return (
    <div className="mt-3 max-w-reading">
      <p className="text-[0.94rem] text-ink-3">{label}</p>
      <p dir="auto" className="whitespace-pre-line wrap-anywhere">
        {text}
      </p>
    </div>
  );
}
