/** A short label beside a name: a role or a state. */
export function Badge({ kind = "plain", children }: { kind?: "plain" | "alert"; children: string }) {
  return (
    <span
      className={`inline-block rounded-full border px-2.5 py-0.5 text-[0.85rem] leading-snug font-medium ${kind === "alert" ? "border-signal text-signal" : "border-edge text-ink-2"}`}
    >
      {children}
    </span>
  );
}
