/** A button that changes a draft's structure. It sends the draft's whole form, so that nothing typed is lost. */
import type { ReactNode } from "react";

/** The id of the form that all fields and buttons of a draft belong to. */
export const DRAFT_FORM = "draft";

type DraftCommandProps = {
  /** What to do and to what: "behavior.up:value-management". */
  command: string;
  children: ReactNode;
  /** What it applies to, for screen readers. */
  about?: string;
  disabled?: boolean;
};

export function DraftCommand({ command, children, about, disabled = false }: DraftCommandProps) {
  return (
    <button
      type="submit"
      form={DRAFT_FORM}
      name="command"
      value={command}
      disabled={disabled}
      className="inline-flex min-h-11 min-w-11 cursor-pointer items-center justify-center rounded-full border-[1.5px] border-edge bg-surface px-4 font-sans text-[0.9rem] leading-tight font-semibold text-ink hover:border-accent hover:text-accent disabled:cursor-default disabled:border-line disabled:text-ink-3"
    >
      {children}
      {about && <span className="sr-only"> {about}</span>}
    </button>
  );
}
