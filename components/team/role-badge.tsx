/** A person's role in a team. */
import type { TeamRole } from "@/lib/domain/team/team-role";

export function RoleBadge({ role }: { role: TeamRole }) {
  const variant = role === "coach" ? "border-accent text-accent" : "border-line text-ink-2";
  return (
    <span className={`inline-block shrink-0 rounded-full border px-2.5 py-0.5 text-[0.85rem] leading-snug font-medium ${variant}`}>
      {role === "coach" ? "Coach" : "Member"}
    </span>
  );
}
