/** A team, and the people in one, as lists show them. */
import type { TeamRole } from "@/lib/domain/team/team-role";

/** For admins. */
export type ListedTeam = {
  teamId: string;
  name: string;
  createdAt: Date;
  /** Those who can sign in: a team that only disabled people coach has no coach. */
  coaches: { userId: string; name: string }[];
  memberCount: number;
};

/** For a team's coaches. */
export type ListedTeamPerson = {
  userId: string;
  name: string;
  email: string;
  role: TeamRole;
  joinedAt: Date;
  isYou: boolean;
  isLastCoach: boolean;
};
