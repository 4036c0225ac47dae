/** The one table of access: which role may do what. Predicates and the where-fragments of queries are made from it. */
import type { Actor } from "./actor";

/**
 * What somebody is toward one resource. A person can be several at once: an admin may also coach the team.
 * "coach", "member" and "former coach" are of the team in question; "owner" is whose assessment or account it is.
 */
export const ROLES = [
  "nobody",
  "guest",
  "disabled",
  "account",
  "member",
  "coach",
  "coach of another",
  "former coach",
  "admin",
  "owner",
] as const;

export type Role = (typeof ROLES)[number];

/** Whoever asks, with an account or without. Whose sessions are dead is nobody, and so may what nobody may. */
const ANYBODY = ["nobody", "guest", "disabled", "account", "member", "coach", "coach of another", "former coach", "admin"] as const;

/** Whoever has an account. */
const ACCOUNTS = ["account", "member", "coach", "coach of another", "former coach", "admin"] as const;

/** Who may. A role that is not named may not. */
export const RULES = {
  /** Nobody becomes a guest by it, and so does somebody disabled, whose sessions are dead. */
  "assessment.start": ANYBODY,
  "assessment.read": ["owner"],
  "assessment.answer": ["owner"],
  "assessment.plan": ["owner"],

  /** Of one's own assessment, with a team that one is in: both rows must say yes. */
  "sharing.decide": ["owner"],
  "sharing.decideWithTeam": ["member", "coach"],
  "sharing.readRatings": ["coach"],
  /** Where the owner chose to share it. */
  "sharing.readEvidence": ["coach"],
  "sharing.seeThatWithdrawn": ["coach"],

  /** Of the assessments that one's own are: who was shown them, the reviews that were released to one, and one's replies. */
  "review.receive": ["owner"],
  /** Of what is shared with the team, never of one's own. */
  "review.give": ["coach"],
  /** Both have to agree. */
  "agreedLevel.record": ["owner", "coach"],
  "agenda.prepare": ["coach"],
  "sharing.export": ["coach"],

  "round.see": ["member", "coach"],
  /** Be called to assess oneself in it. */
  "round.takePart": ["member"],
  /** Open, move, close, open again, and see how far each member is. */
  "round.manage": ["coach"],

  "team.create": ["coach", "coach of another", "admin"],
  "team.see": ["member", "coach"],
  "team.seeAggregate": ["member", "coach"],
  /** Rename, delete, invite, revoke, remove, change roles. */
  "team.manage": ["coach", "admin"],
  "team.leave": ["member", "coach"],
  /** Whether one may be proposed for a pairing in the team's workshop. */
  "team.offerPairing": ["member", "coach"],

  /** Holding the link is what allows it; accepting takes an account. */
  "invitation.open": ANYBODY,
  "invitation.accept": ACCOUNTS,

  /** Every way in. Whoever is signed in may sign in as another. */
  "account.signIn": ANYBODY,
  /** It may still take an invitation. */
  "account.signUp": ANYBODY,
  /** A link to a mailbox, which proves whose the account is. */
  "account.resetPassword": ANYBODY,
  /** Guests are not signed out: nothing would lead back to their work. */
  "account.signOut": ACCOUNTS,
  /** Profile, password, passkeys, authenticator app, sessions. */
  "settings.change": ACCOUNTS,
  /** Export and deletion of what is one's own. */
  "personalData.own": ["guest", ...ACCOUNTS],

  /** Whoever has the token that the server printed, while there is no admin. */
  "setup.complete": ANYBODY,
  /** Where a server runs as a demo. */
  "demo.signIn": ANYBODY,
  /** Whether the server can answer. */
  "server.seeReady": ANYBODY,

  "people.manage": ["admin"],
  "teams.list": ["admin"],
  /** How the whole organization's answers spread, suppressed where small. */
  "organization.see": ["admin"],
  "audit.read": ["admin"],
  /** What is published: on pages, in files, and as CASE serves it. */
  "competency.read": ANYBODY,
  /** Drafts, publishing, revisions, and how descriptors do in use. */
  "competency.edit": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type AccessAction = keyof typeof RULES;

type Condition = {
  /** Whether the assessment must be submitted, or must not be yet. */
  isSubmitted?: boolean;
  /** False: never of one's own. */
  isOwn?: false;
};

/** What must hold of the assessment besides, for the rows that ask for more than a role. */
export const CONDITIONS: Partial<Record<AccessAction, Condition>> = {
  /** Submitted assessments don't change: correcting one starts a new one. */
  "assessment.answer": { isSubmitted: false },
  /** A plan belongs to a result, and one in progress has nothing to share yet. */
  "assessment.plan": { isSubmitted: true },
  "sharing.decide": { isSubmitted: true },
  "review.give": { isOwn: false },
};

/** What an action is toward; without a team the workspace, without an owner nobody's own. */
export type Toward = { teamId?: string; ownerId?: string; isSubmitted?: boolean };

/** What the actor is toward a team (none: toward the workspace) and an owner (none: not somebody's own). */
function rolesToward(actor: Actor | null, { teamId, ownerId }: Toward = {}): Role[] {
  if (!actor) return ["nobody"];
  const owner: Role[] = actor.userId === ownerId ? ["owner"] : [];
  if (actor.kind === "guest") return ["guest", ...owner];
  const inTeam = actor.teams.filter((team) => team.teamId === teamId).map(({ role }): Role => role);
  const elsewhere: Role[] = actor.teams.some((team) => team.role === "coach" && team.teamId !== teamId) ? ["coach of another"] : [];
  const admin: Role[] = actor.isAdmin ? ["admin"] : [];
  return ["account", ...inTeam, ...elsewhere, ...admin, ...owner];
}

export function isAllowed(actor: Actor | null, action: AccessAction, toward: Toward = {}): boolean {
  const allowed: readonly Role[] = RULES[action];
  const { isSubmitted, isOwn }: Condition = CONDITIONS[action] ?? {};
  if (isSubmitted !== undefined && isSubmitted !== toward.isSubmitted) return false;
  const roles = rolesToward(actor, toward);
  if (isOwn === false && roles.includes("owner")) return false;
  return roles.some((role) => allowed.includes(role));
}
