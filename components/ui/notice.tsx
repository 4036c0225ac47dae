/** A message about what just happened, or what went wrong and what to do. */
import type { ReactNode } from "react";

type NoticeProps = {
  /** An alert interrupts a screen reader; a status waits its turn. */
  kind: "alert" | "status";
  title: string;
  children?: ReactNode;
};

export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div
      role={kind}
      className={`rounded-r-card border-l-[3px] bg-sunk px-5 py-3.5 ${kind === "alert" ? "border-signal" : "border-accent"}`}
    >
      <p className={`font-semibold ${kind === "alert" ? "text-signal" : "text-ink"}`}>{title}</p>
      {children && <div className="text-ink-2">{children}</div>}
    </div>
  );
}
