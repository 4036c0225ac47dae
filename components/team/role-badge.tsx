/** What somebody is in a team. */
import type { TeamRole } from "@/lib/access/actor";

export function RoleBadge({ role }: { role: TeamRole }) {
  const look = role === "coach" ? "border-accent text-accent" : "border-line text-ink-2";
  return (
    <span className={`inline-block shrink-0 rounded-full border px-2.5 py-0.5 text-[0.85rem] leading-snug font-medium ${look}`}>
      {role === "coach" ? "Coach" : "Member"}
    </span>
  );
}
