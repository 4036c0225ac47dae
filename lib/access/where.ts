/** Where-fragments for queries, made from the table of rules: each selects exactly what `isAllowed` allows. */
import type { TeamRole } from "@/lib/domain/team/team-role";
import { type AccessAction, CONDITIONS, type Role, RULES } from "./rules";

/** Who is asking, as far as a fragment needs it: teams and roles stand in the database, where the query looks them up. */
type Asking = { userId: string; isAdmin?: boolean };

type RolesOf<Action extends AccessAction> = (typeof RULES)[Action][number];

/** Actions that a role in the team allows, or being an admin. */
export type TeamAction = { [A in AccessAction]: RolesOf<A> extends "member" | "coach" | "admin" ? A : never }[AccessAction];

/** Actions that the owner of an assessment is allowed. */
export type OwnerAction = { [A in AccessAction]: "owner" extends RolesOf<A> ? A : never }[AccessAction];

/** No row: a list of alternatives without any. */
type Nothing = { OR: never[] };

type TeamsWhere = { memberships?: { some: MembershipsWhere } } | Nothing;

type MembershipsWhere = { userId: string; role?: TeamRole };

const TEAM_ROLES: readonly TeamRole[] = ["member", "coach"];

/** One's own memberships with a role that the rule names; a rule that names both asks for no role. */
export function membershipsWhere({ userId }: Asking, action: TeamAction): MembershipsWhere | Nothing {
  const allowed: readonly Role[] = RULES[action];
  const roles = TEAM_ROLES.filter((role) => allowed.includes(role));
  const [role] = roles;
  if (!role) return { OR: [] };
  return roles.length === TEAM_ROLES.length ? { userId } : { userId, role };
}

/** The teams toward which the rule allows the action. */
export function teamsWhere(asking: Asking, action: TeamAction): TeamsWhere {
  const allowed: readonly Role[] = RULES[action];
  if (asking.isAdmin && allowed.includes("admin")) return {};
  const own = membershipsWhere(asking, action);
  return "OR" in own ? own : { memberships: { some: own } };
}

/** The invitations of those teams, and for an admin those to the workspace as well. */
export function invitationsWhere(asking: Asking, action: TeamAction): { team?: TeamsWhere } {
  const allowed: readonly Role[] = RULES[action];
  return asking.isAdmin && allowed.includes("admin") ? {} : { team: teamsWhere(asking, action) };
}

type SharesWhere = { team: TeamsWhere; AND?: { assessment: { ownerId: { not: string } } } };

/** What is shared with those teams, without one's own where the rule is for others' alone. Whether a share is live is not said here. */
export function sharesWhere(asking: Asking, action: TeamAction): SharesWhere {
  const team = teamsWhere(asking, action);
  return CONDITIONS[action]?.isOwn === false ? { team, AND: { assessment: { ownerId: { not: asking.userId } } } } : { team };
}

type AssessmentsWhere = { ownerId: string; submittedAt?: null | { not: null } };

/** One's own assessments in the state that the rule asks for. */
export function assessmentsWhere({ userId }: Asking, action: OwnerAction): AssessmentsWhere {
  const isSubmitted = CONDITIONS[action]?.isSubmitted;
  if (isSubmitted === undefined) return { ownerId: userId };
  return { ownerId: userId, submittedAt: isSubmitted ? { not: null } : null };
}
