/**
 * Which rule of access each page, route handler and server action obeys. A test compares it with the file system, so that a new
 * one without a rule fails, and another test calls all of them as every role.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type AccessAction, type Role, RULES } from "@/lib/access/rules";
import { daysAgo } from "../factories/time";
import type { Workspace } from "../factories/workspace";

const root = path.resolve(import.meta.dirname, "../..");

export type Rule = {
  /** A row of the table; or "anyone", since it shows nobody's data; or "closed" for everybody in this test's workspace. */
  rule: AccessAction | "anyone" | "closed";
  /** The status for people who are allowed, where they get another error in this test's workspace. */
  answers?: number | ((role: Role) => number | undefined);
  /** Roles that the table allows, and that still get "not found": for example a guest who owns nothing here. */
  except?: Role[];
};

/** Without an account: redirected to sign in, or "not found". */
export const WITHOUT_ACCOUNT: readonly Role[] = ["nobody", "guest", "disabled"];

/** Every role that this person has toward the team and the owner's things. */
const HELD: Record<Role, Role[]> = {
  nobody: ["nobody"],
  guest: ["guest"],
  disabled: ["nobody"],
  account: ["account"],
  member: ["account", "member"],
  coach: ["account", "coach"],
  "coach of another": ["account", "coach of another"],
  "former coach": ["account", "former coach"],
  admin: ["account", "admin"],
  owner: ["account", "member", "owner"],
};

/** Whether this person may, by the table. */
export function allows({ rule, except = [] }: Rule, role: Role): boolean {
  if (rule === "anyone") return true;
  if (rule === "closed" || except.includes(role)) return false;
  const allowed: readonly Role[] = RULES[rule];
  return HELD[role].some((held) => allowed.includes(held));
}

export type PageRule = Rule & { url: (workspace: Workspace) => string };
export type ActionRule = Rule & {
  fields: (workspace: Workspace, role: Role) => Record<string, string>;
  /** A page's script sends it an object. */
  isCall?: boolean;
  /** It runs each time that it is sent: its answer is a cookie, or what an autosave has now. */
  isRepeatable?: boolean;
};

/** Pages and route handlers by their file, and what a browser asks for. */
export const PAGES: Record<string, PageRule> = {
  "app/(public)/page.tsx": { rule: "anyone", url: () => "/" },
  // Before the admin's pages, which take the same actions and are closed to coaches.
  "app/teams/[teamId]/people/page.tsx": { rule: "team.manage", url: ({ teamId }) => `/teams/${teamId}/people` },
  "app/(public)/model/page.tsx": { rule: "anyone", url: () => "/model" },
  "app/(public)/sign-in/page.tsx": { rule: "anyone", url: () => "/sign-in?next=/model" },
  "app/(public)/sign-in/code/page.tsx": { rule: "anyone", url: () => "/sign-in/code" },
  "app/(public)/sign-in/link/[token]/page.tsx": { rule: "closed", url: () => "/sign-in/link/none" },
  "app/(public)/sign-in/sso/route.ts": { rule: "closed", url: () => "/sign-in/sso" },
  "app/(public)/sign-up/page.tsx": { rule: "anyone", url: ({ invitationToken }) => `/sign-up?invitation=${invitationToken}` },
  "app/(public)/sign-up/sent/page.tsx": { rule: "anyone", url: () => "/sign-up/sent" },
  "app/(public)/verify-email/[token]/page.tsx": { rule: "closed", url: () => "/verify-email/none" },
  "app/(public)/forgot-password/page.tsx": { rule: "anyone", url: () => "/forgot-password" },
  "app/(public)/reset-password/[token]/page.tsx": { rule: "closed", url: () => "/reset-password/none" },
  // There is an admin.
  "app/(public)/setup/page.tsx": { rule: "closed", url: () => "/setup" },
  "app/api/auth/callback/oidc/route.ts": { rule: "closed", url: () => "/api/auth/callback/oidc?code=a&state=b" },
  "app/api/health/live/route.ts": { rule: "anyone", url: () => "/api/health/live" },
  "app/api/health/ready/route.ts": { rule: "anyone", url: () => "/api/health/ready" },
  "app/ims/case/v1p1/[...path]/route.ts": { rule: "anyone", url: () => "/ims/case/v1p1/CFDocuments" },
  "app/schemas/competency-model.json/route.ts": { rule: "anyone", url: () => "/schemas/competency-model.json" },
  "app/assess/page.tsx": { rule: "anyone", url: () => "/assess" },
  "app/assess/[assessmentId]/[behaviorId]/page.tsx": {
    rule: "assessment.answer",
    url: ({ openId }) => `/assess/${openId}/value-management`,
  },
  "app/assess/[assessmentId]/review/page.tsx": { rule: "assessment.answer", url: ({ openId }) => `/assess/${openId}/review` },
  "app/results/[assessmentId]/page.tsx": { rule: "assessment.read", url: ({ submittedId }) => `/results/${submittedId}` },
  // Only in development.
  "app/dev/mails/page.tsx": { rule: "closed", url: () => "/dev/mails" },
  "app/demo/page.tsx": { rule: "closed", url: () => "/demo" },
  "app/admin/page.tsx": { rule: "people.manage", url: () => "/admin" },
  "app/admin/people/page.tsx": { rule: "people.manage", url: () => "/admin/people" },
  "app/admin/people/[userId]/page.tsx": { rule: "people.manage", url: ({ people }) => `/admin/people/${people.owner.userId}` },
  "app/admin/teams/page.tsx": { rule: "teams.list", url: () => "/admin/teams" },
  "app/admin/model/page.tsx": { rule: "competency.edit", url: () => "/admin/model?list" },
  "app/admin/model/new/page.tsx": { rule: "competency.edit", url: () => "/admin/model/new" },
  "app/admin/model/[competencyId]/page.tsx": { rule: "competency.edit", url: ({ competencyId }) => `/admin/model/${competencyId}` },
  "app/admin/model/[competencyId]/guidance/[behaviorId]/page.tsx": {
    rule: "competency.edit",
    url: ({ competencyId }) => `/admin/model/${competencyId}/guidance/value-management`,
  },
  "app/admin/model/[competencyId]/compare/page.tsx": {
    rule: "competency.edit",
    url: ({ competencyId }) => `/admin/model/${competencyId}/compare`,
  },
  "app/admin/model/[competencyId]/publish/page.tsx": {
    rule: "competency.edit",
    url: ({ competencyId }) => `/admin/model/${competencyId}/publish`,
  },
  "app/admin/model/[competencyId]/import/page.tsx": {
    rule: "competency.edit",
    url: ({ competencyId }) => `/admin/model/${competencyId}/import`,
  },
  "app/api/model/export/route.ts": { rule: "anyone", url: () => "/api/model/export?format=document" },
  "app/admin/model/[competencyId]/use/page.tsx": { rule: "competency.edit", url: () => "/admin/model/product-management/use" },
  "app/admin/model/[competencyId]/revisions/page.tsx": {
    rule: "competency.edit",
    url: ({ competencyId }) => `/admin/model/${competencyId}/revisions`,
  },
  "app/admin/organization/page.tsx": { rule: "organization.see", url: () => "/admin/organization" },
  "app/admin/audit/page.tsx": { rule: "audit.read", url: () => "/admin/audit" },
  "app/api/admin/audit/route.ts": { rule: "audit.read", url: () => "/api/admin/audit" },
  "app/results/[assessmentId]/share/page.tsx": { rule: "sharing.decide", url: ({ submittedId }) => `/results/${submittedId}/share` },
  "app/teams/[teamId]/members/[userId]/page.tsx": {
    rule: "sharing.readRatings",
    url: ({ teamId, people }) => `/teams/${teamId}/members/${people.owner.userId}`,
  },
  "app/(public)/join/[token]/page.tsx": { rule: "invitation.open", url: ({ invitationToken }) => `/join/${invitationToken}` },
  // For everybody with an account: it lists their own teams.
  "app/teams/page.tsx": { rule: "settings.change", url: () => "/teams" },
  "app/teams/[teamId]/page.tsx": { rule: "team.see", url: ({ teamId }) => `/teams/${teamId}` },
  "app/settings/page.tsx": { rule: "personalData.own", url: () => "/settings" },
  "app/settings/deleted/page.tsx": { rule: "anyone", url: () => "/settings/deleted" },
  // Nobody has started this: it redirects to Settings.
  "app/settings/authenticator/page.tsx": { rule: "settings.change", url: () => "/settings/authenticator" },
  "app/settings/email/[token]/page.tsx": { rule: "closed", url: () => "/settings/email/none" },
  "app/api/me/export/route.ts": { rule: "personalData.own", url: () => "/api/me/export" },
  "app/growth/page.tsx": { rule: "anyone", url: () => "/growth" },
  "app/growth/compare/page.tsx": {
    rule: "assessment.read",
    url: ({ earlierId, submittedId }) => `/growth/compare?earlier=${earlierId}&later=${submittedId}`,
  },
  "app/teams/[teamId]/agenda/page.tsx": { rule: "agenda.prepare", url: ({ teamId }) => `/teams/${teamId}/agenda` },
  "app/teams/[teamId]/members/[userId]/agenda/page.tsx": {
    rule: "agenda.prepare",
    url: ({ teamId, people }) => `/teams/${teamId}/members/${people.owner.userId}/agenda`,
  },
  "app/api/teams/[teamId]/export/route.ts": { rule: "sharing.export", url: ({ teamId }) => `/api/teams/${teamId}/export?format=csv` },
  "app/teams/[teamId]/rounds/page.tsx": { rule: "round.manage", url: ({ teamId }) => `/teams/${teamId}/rounds` },
};

const OPEN: Pick<ActionRule, "rule"> = { rule: "assessment.answer" };
const DRAFT: Pick<ActionRule, "rule"> = { rule: "competency.edit" };
const SUBMITTED: Pick<ActionRule, "rule"> = { rule: "assessment.plan" };

const MANAGED: Pick<ActionRule, "rule"> = { rule: "team.manage" };

const dayAhead = () => daysAgo(-14).toISOString().slice(0, 10);

const notesOfReview = ({ teamId, people, earlierId, reviewId }: Workspace) => ({
  teamId,
  userId: people.owner.userId,
  assessmentId: earlierId,
  reviewId,
  version: "1",
  notes: "Ask about it.",
});

/** Server actions by file and name, with the fields of a form that is otherwise valid. */
export const ACTIONS: Record<string, ActionRule> = {
  "app/actions.ts setThemeAction": { rule: "anyone", fields: () => ({ theme: "dark" }) },
  "app/(public)/sign-in/actions.ts signInAction": {
    rule: "anyone",
    answers: 422,
    fields: ({ people }) => ({ email: people.member.email, password: "not the password" }),
  },
  // No mail server is set up in the journeys.
  "app/(public)/sign-in/actions.ts sendSignInLinkAction": {
    rule: "closed",
    fields: ({ people }) => ({ email: people.member.email }),
  },
  "app/(public)/sign-in/actions.ts followSignInLinkAction": { rule: "anyone", answers: 422, fields: () => ({ token: "none" }) },
  "app/(public)/sign-in/actions.ts giveCodeAction": {
    rule: "anyone",
    // Who is signed in already goes on.
    answers: (role) => (WITHOUT_ACCOUNT.includes(role) ? 409 : undefined),
    fields: () => ({ kind: "app", code: "123456" }),
  },
  "app/(public)/sign-in/actions.ts startPasskeyAction": { rule: "anyone", isCall: true, fields: () => ({}) },
  "app/(public)/sign-in/actions.ts signInWithPasskeyAction": {
    rule: "anyone",
    answers: 422,
    fields: () => ({
      response:
        'json:{"id":"a","rawId":"a","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"a","authenticatorData":"a","signature":"a"}}',
    }),
  },
  "app/(public)/sign-in/actions.ts signOutAction": { rule: "anyone", isRepeatable: true, fields: () => ({}) },
  "app/(public)/sign-up/actions.ts signUpAction": {
    rule: "anyone",
    fields: ({ teamId, invitationToken }) => ({
      name: "New",
      email: `${teamId}@example.org`,
      password: "a new password",
      invitation: invitationToken,
    }),
  },
  "app/(public)/sign-up/actions.ts resendConfirmationAction": { rule: "closed", fields: () => ({}) },
  "app/(public)/sign-up/actions.ts confirmAddressAction": { rule: "closed", fields: () => ({ token: "none" }) },
  "app/(public)/forgot-password/actions.ts requestPasswordResetAction": {
    rule: "anyone",
    fields: ({ people }) => ({ email: people.member.email }),
  },
  "app/(public)/forgot-password/actions.ts resetPasswordAction": {
    rule: "closed",
    fields: () => ({ token: "none", password: "a new password" }),
  },
  "app/(public)/setup/actions.ts completeSetupAction": {
    rule: "closed",
    fields: ({ teamId }) => ({ token: "none", name: "New", email: `${teamId}@example.org`, password: "a new password" }),
  },
  "app/settings/actions.ts renamePersonAction": { rule: "settings.change", fields: () => ({ name: "Another Name" }) },
  "app/settings/actions.ts changeEmailAction": {
    rule: "settings.change",
    fields: ({ otherTeamId }) => ({ email: `${otherTeamId}@example.org` }),
  },
  "app/settings/actions.ts confirmEmailAction": { rule: "closed", fields: () => ({ token: "none" }) },
  "app/settings/actions.ts changePasswordAction": {
    rule: "settings.change",
    fields: () => ({ newPassword: "a new password" }),
  },
  "app/settings/actions.ts startPasskeyAction": { rule: "settings.change", isCall: true, fields: () => ({}) },
  "app/settings/actions.ts addPasskeyAction": {
    rule: "settings.change",
    answers: 422,
    fields: () => ({ credential: 'json:{"id":"a","response":{}}' }),
  },
  "app/settings/actions.ts renamePasskeyAction": { rule: "closed", fields: () => ({ passkeyId: "none", name: "Mine" }) },
  "app/settings/actions.ts removePasskeyAction": { rule: "closed", fields: () => ({ passkeyId: "none" }) },
  "app/settings/actions.ts beginAuthenticatorAction": { rule: "settings.change", fields: () => ({}) },
  "app/settings/actions.ts confirmAuthenticatorAction": { rule: "closed", fields: () => ({ code: "123456" }) },
  "app/settings/actions.ts removeAuthenticatorAction": { rule: "closed", fields: () => ({}) },
  "app/settings/actions.ts endSessionAction": { rule: "closed", fields: () => ({ sessionId: "none" }) },
  "app/settings/actions.ts endOtherSessionsAction": { rule: "settings.change", fields: () => ({}) },
  "app/settings/actions.ts deleteAccountAction": { rule: "personalData.own", fields: () => ({ word: "delete" }) },
  "app/assess/actions.ts startAssessmentAction": { rule: "assessment.start", isRepeatable: true, fields: () => ({}) },
  // It is on the newest words already, so nothing moves.
  "app/assess/actions.ts moveAssessmentAction": { ...OPEN, fields: ({ openId }) => ({ assessmentId: openId, toNumber: "1" }) },
  "app/assess/actions.ts discardAssessmentAction": { ...OPEN, fields: ({ openId }) => ({ assessmentId: openId }) },
  "app/assess/actions.ts submitAssessmentAction": { ...OPEN, fields: ({ openId }) => ({ assessmentId: openId }) },
  "app/assess/actions.ts saveStepAction": {
    ...OPEN,
    fields: ({ openId }) => ({ assessmentId: openId, behaviorId: "value-management", answer: "beginner", go: "review" }),
  },
  "app/assess/actions.ts savePrioritiesAction": {
    ...OPEN,
    fields: ({ openId }) => ({ assessmentId: openId, priorities: "json:[]" }),
  },
  "app/assess/actions.ts saveRatingsAction": {
    ...OPEN,
    fields: ({ openId }) => ({
      assessmentId: openId,
      changes: `json:[{"behaviorId":"value-management","answer":"beginner","answeredAt":${Date.now()}}]`,
    }),
  },
  "app/demo/actions.ts signInToDemoAction": { rule: "closed", fields: () => ({ person: "noor.van.dijk" }) },
  "app/admin/people/actions.ts inviteToWorkspaceAction": {
    rule: "people.manage",
    fields: () => ({ email: "somebody-new@example.org" }),
  },
  "app/admin/people/actions.ts changePersonAction": {
    rule: "people.manage",
    fields: ({ people }) => ({ userId: people.member.userId, change: "disable" }),
  },
  "app/(public)/join/actions.ts acceptInvitationAction": {
    rule: "invitation.accept",
    fields: ({ invitationToken }) => ({ token: invitationToken }),
  },
  // The link is for several people, so that declining it changes nothing.
  "app/(public)/join/actions.ts declineInvitationAction": {
    rule: "invitation.open",
    fields: ({ invitationToken }) => ({ token: invitationToken }),
  },
  "app/teams/actions.ts createTeamAction": { rule: "team.create", fields: () => ({ name: "Lyra", place: "coach" }) },
  "app/teams/actions.ts leaveTeamAction": { rule: "team.leave", fields: ({ teamId }) => ({ teamId }) },
  "app/teams/actions.ts renameTeamAction": { ...MANAGED, fields: ({ teamId }) => ({ teamId, name: "Lyra" }) },
  "app/teams/actions.ts deleteTeamAction": { ...MANAGED, fields: ({ teamId }) => ({ teamId }) },
  "app/teams/actions.ts changeRoleAction": {
    ...MANAGED,
    fields: ({ teamId, people }) => ({ teamId, userId: people.member.userId, role: "coach" }),
  },
  "app/teams/actions.ts removeFromTeamAction": {
    ...MANAGED,
    fields: ({ teamId, people }) => ({ teamId, userId: people.member.userId }),
  },
  "app/teams/actions.ts createLinkAction": { ...MANAGED, fields: ({ teamId }) => ({ teamId, role: "member", days: "7", uses: "3" }) },
  "app/teams/actions.ts inviteByEmailAction": {
    ...MANAGED,
    fields: ({ teamId }) => ({ teamId, email: "new@example.org", role: "member" }),
  },
  "app/teams/actions.ts previewListAction": {
    ...MANAGED,
    fields: ({ teamId }) => ({ teamId, list: "new@example.org", role: "member" }),
  },
  "app/teams/actions.ts sendListAction": {
    ...MANAGED,
    fields: ({ teamId }) => ({ teamId, carried: '[["new@example.org","member","New"]]' }),
  },
  "app/teams/actions.ts revokeInvitationAction": { ...MANAGED, fields: ({ invitationId }) => ({ invitationId }) },
  // It is a link that was handed on, so there is no address to send it to.
  "app/teams/actions.ts resendInvitationAction": { ...MANAGED, answers: 409, fields: ({ invitationId }) => ({ invitationId }) },
  "app/admin/model/actions.ts saveDraftFieldsAction": {
    ...DRAFT,
    fields: ({ competencyId, draftId }) => ({
      competencyId,
      draftId,
      changes: 'json:[{"path":"summary","value":"Other words","version":0}]',
    }),
  },
  "app/admin/model/actions.ts editDraftAction": {
    ...DRAFT,
    fields: ({ competencyId, draftId }) => ({ competencyId, draftId, path: `/admin/model/${competencyId}`, command: "level.up:beginner" }),
    // The lowest there is.
    answers: 409,
  },
  "app/admin/model/actions.ts startDraftAction": { ...DRAFT, fields: ({ competencyId }) => ({ competencyId }) },
  // What others wrote in the meantime is not discarded, published or replaced unseen.
  "app/admin/model/actions.ts discardDraftAction": {
    ...DRAFT,
    answers: 409,
    fields: ({ competencyId, draftId }) => ({ competencyId, draftId, draftVersion: "999" }),
  },
  "app/admin/model/actions.ts publishAction": {
    ...DRAFT,
    answers: 409,
    fields: ({ competencyId, draftId }) => ({
      competencyId,
      draftId,
      draftVersion: "999",
      currentNumber: "0",
      note: "New words",
      command: "publish",
    }),
  },
  "app/admin/model/actions.ts restoreRevisionAction": {
    ...DRAFT,
    answers: 409,
    fields: () => ({ competencyId: "product-management", number: "1", draftId: "none", draftVersion: "999" }),
  },
  "app/admin/model/actions.ts previewImportAction": { ...DRAFT, fields: ({ competencyId }) => ({ competencyId, text: "{}" }) },
  "app/admin/model/actions.ts importAction": {
    ...DRAFT,
    answers: 422,
    fields: ({ competencyId, draftId }) => ({ competencyId, draftId, draftVersion: "0", text: "{}" }),
  },
  "app/admin/model/actions.ts createCompetencyAction": { ...DRAFT, answers: 422, fields: () => ({ name: "" }) },
  "app/results/[assessmentId]/actions.ts savePlanAction": {
    ...SUBMITTED,
    fields: ({ submittedId }) => ({ assessmentId: submittedId, behaviorId: "value-management", when: "it rains", then: "read" }),
  },
  "app/results/[assessmentId]/share/actions.ts shareAssessmentAction": {
    rule: "sharing.decide",
    fields: ({ earlierId, teamId }) => ({ assessmentId: earlierId, teamId, what: "ratings" }),
  },
  "app/results/[assessmentId]/share/actions.ts withdrawShareAction": {
    rule: "sharing.decide",
    fields: ({ submittedId, teamId }) => ({ assessmentId: submittedId, teamId }),
  },
  "app/results/[assessmentId]/actions.ts correctAssessmentAction": {
    ...SUBMITTED,
    // The owner has another one in progress.
    answers: 409,
    fields: ({ earlierId }) => ({ assessmentId: earlierId }),
  },
  "app/teams/[teamId]/agenda/actions.ts saveOneToOneAgendaAction": {
    rule: "agenda.prepare",
    fields: ({ teamId, people }) => ({ teamId, userId: people.owner.userId, version: "0", own: "Ask about the release" }),
  },
  "app/teams/[teamId]/agenda/actions.ts autosaveOneToOneAgendaAction": {
    rule: "agenda.prepare",
    isRepeatable: true,
    fields: ({ teamId, people }) => ({ teamId, userId: people.owner.userId, version: "0", own: "Ask about the release" }),
  },
  "app/teams/[teamId]/agenda/actions.ts saveWorkshopAgendaAction": {
    rule: "agenda.prepare",
    fields: ({ teamId }) => ({ teamId, version: "0", own: "Ask about the release" }),
  },
  "app/teams/[teamId]/agenda/actions.ts autosaveWorkshopAgendaAction": {
    rule: "agenda.prepare",
    isRepeatable: true,
    fields: ({ teamId }) => ({ teamId, version: "0", own: "Ask about the release" }),
  },
  "app/teams/actions.ts choosePairingAction": {
    rule: "team.offerPairing",
    fields: ({ teamId }) => ({ teamId, pairing: "yes" }),
  },
  "app/teams/[teamId]/members/[userId]/actions.ts saveReviewAction": {
    rule: "review.give",
    fields: ({ teamId, people, submittedId }) => ({
      teamId,
      userId: people.owner.userId,
      assessmentId: submittedId,
      reviewId: "",
      version: "0",
      step: "save",
      "answer.value-management": "guide",
      "comment.value-management": "Tell me more.",
      notes: "Ask about it.",
    }),
  },
  "app/teams/[teamId]/members/[userId]/actions.ts autosaveReviewAction": {
    rule: "review.give",
    isRepeatable: true,
    fields: ({ teamId, people, submittedId }) => ({
      teamId,
      userId: people.owner.userId,
      assessmentId: submittedId,
      reviewId: "",
      version: "0",
      notes: "Ask about it.",
    }),
  },
  "app/teams/[teamId]/members/[userId]/actions.ts saveReviewNotesAction": { rule: "review.give", fields: notesOfReview },
  "app/teams/[teamId]/members/[userId]/actions.ts autosaveReviewNotesAction": {
    rule: "review.give",
    isRepeatable: true,
    fields: notesOfReview,
  },
  "app/teams/[teamId]/members/[userId]/actions.ts startCorrectionAction": {
    rule: "review.give",
    fields: ({ teamId, people, earlierId, reviewId }) => ({
      teamId,
      userId: people.owner.userId,
      assessmentId: earlierId,
      reviewId,
      version: "1",
    }),
  },
  "app/results/[assessmentId]/actions.ts replyToReviewAction": {
    rule: "review.receive",
    fields: ({ earlierId, reviewId }) => ({ assessmentId: earlierId, reviewId, behaviorId: "value-management", reply: "Gladly." }),
  },
  "app/results/[assessmentId]/actions.ts proposeLevelAction": {
    rule: "agreedLevel.record",
    fields: ({ earlierId, teamId, people }) => ({
      assessmentId: earlierId,
      partner: `${teamId} ${people.coach.userId}`,
      behaviorId: "outcome-orientation",
      levelId: "advanced",
      why: "we both saw it",
    }),
  },
  // It is agreed on already: agreeing again changes nothing.
  "app/results/[assessmentId]/actions.ts respondToProposalAction": {
    rule: "agreedLevel.record",
    fields: ({ agreedLevelId }) => ({ agreedLevelId, answer: "agree" }),
  },
  "app/results/[assessmentId]/actions.ts withdrawProposalAction": {
    rule: "agreedLevel.record",
    fields: ({ proposalIds }, role) => ({ agreedLevelId: proposalIds[role === "coach" ? "coach" : "member"] }),
  },
  // The team's round has ended, and is its newest.
  "app/teams/[teamId]/rounds/actions.ts openRoundAction": {
    rule: "round.manage",
    fields: ({ teamId }) => ({ teamId, name: "Next", dueDay: dayAhead(), timeZone: "UTC", blindReviews: "yes" }),
  },
  "app/teams/[teamId]/rounds/actions.ts reopenRoundAction": {
    rule: "round.manage",
    fields: ({ teamId, roundId }) => ({ teamId, roundId, dueDay: dayAhead() }),
  },
  "app/teams/[teamId]/rounds/actions.ts moveRoundAction": {
    rule: "round.manage",
    answers: 409,
    fields: ({ teamId, roundId }) => ({ teamId, roundId, dueDay: dayAhead() }),
  },
  "app/teams/[teamId]/rounds/actions.ts closeRoundAction": {
    rule: "round.manage",
    answers: 409,
    fields: ({ teamId, roundId }) => ({ teamId, roundId }),
  },
};

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/** What a browser can reach, as the file system says it. */
export function findPages(): string[] {
  return filesBelow("app").filter((file) => /(^|\/)(page|route)\.tsx?$/.test(file));
}

/** Every exported function of every module that is marked "use server". */
export function findActions(): string[] {
  return filesBelow("app")
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }))
    .filter(({ text }) => /^\s*"use server";/.test(text))
    .flatMap(({ file, text }) => [...text.matchAll(/^export (?:async function|const) (\w+)/gm)].map(([, name]) => `${file} ${name}`));
}

type BuiltAction = { id: string /** The files of the pages that Next takes it at. */; pages: string[] };

/** Each action's id in the build under test. */
export function builtActions(): Map<string, BuiltAction> {
  const manifest = JSON.parse(readFileSync(path.join(root, ".next/server/server-reference-manifest.json"), "utf8")) as {
    node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>;
  };
  return new Map(
    Object.entries(manifest.node).map(([id, { filename, exportedName, workers }]) => [
      `${filename} ${exportedName}`,
      { id, pages: Object.keys(workers).map((page) => `${page}.tsx`) },
    ]),
  );
}
