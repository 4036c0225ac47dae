/** Somebody with an account, as admins see them in a list. */
import type { TeamRole } from "@/lib/domain/team/team-role";

export type ListedPerson = {
  userId: string;
  name: string;
  email: string;
  isAdmin: boolean;
  isDisabled: boolean;
  joinedAt: Date;
  /** To the day; null: never since then. */
  lastSeenAt: Date | null;
  teams: { teamId: string; name: string; role: TeamRole }[];
};
