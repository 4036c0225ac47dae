"use server";

/** Actions on teams: create, manage, invite, leave, and whether one may be proposed for pairings. */
import { after } from "next/server";
import { z } from "zod";
import { WHOLE_REQUEST } from "@/lib/actions/bounds";
import { defineFormAction } from "@/lib/actions/define-action";
import { idSchema, MALFORMED, nextSchema } from "@/lib/actions/fields";
import { rotateSession } from "@/lib/auth/sessions";
import { createInvitationLink, inviteByEmail, resendInvitation, revokeInvitation, sendInvitations } from "@/lib/data/invitation/mutations";
import { previewInvitations } from "@/lib/data/invitation/queries";
import { changeRole, choosePairing, createTeam, deleteTeam, leaveTeam, removeFromTeam, renameTeam } from "@/lib/data/team/mutations";
import { linkFields, teamRoleSchema } from "@/lib/domain/invitation/invitation";
import { LIST_MAX_BYTES, LIST_MAX_ROWS, tooLargeList } from "@/lib/domain/invitation/invitation-list";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { teamNameSchema } from "@/lib/domain/team/team-name";
import { decodeText } from "@/lib/platform/csv";
import type { LinkFlash, PreviewFlash } from "./flashes";
import { peoplePath, teamPath } from "./paths";

export const createTeamAction = defineFormAction(
  z.strictObject({ name: teamNameSchema, place: z.enum(["coach", "outside"], "Choose one of the two.").default("coach") }, MALFORMED),
  async ({ name, place }, { actor, now }) => {
    const { teamId } = await createTeam(actor, { name, asCoach: place === "coach" }, now);
    await rotateSession();
    return peoplePath(teamId, { done: "created" });
  },
);

export const renameTeamAction = defineFormAction(
  z.strictObject({ teamId: idSchema, name: teamNameSchema }, MALFORMED),
  async ({ teamId, name }, { actor, now }) => {
    await renameTeam(actor, teamId, name, now);
    return peoplePath(teamId, { done: "renamed" });
  },
);

export const deleteTeamAction = defineFormAction(z.strictObject({ teamId: idSchema }, MALFORMED), async ({ teamId }, { actor, now }) => {
  await deleteTeam(actor, teamId, now);
  return "/teams?done=deleted";
});

export const leaveTeamAction = defineFormAction(z.strictObject({ teamId: idSchema }, MALFORMED), async ({ teamId }, { actor, now }) => {
  await leaveTeam(actor, teamId, now);
  return "/teams?done=left";
});

export const choosePairingAction = defineFormAction(
  z.strictObject({ teamId: idSchema, pairing: z.enum(["yes", "no"], MALFORMED), next: nextSchema }, MALFORMED),
  async ({ teamId, pairing, next }, { actor }) => {
    await choosePairing(actor, teamId, pairing === "yes");
    // Another query than before: if only the hash differed, a browser with JavaScript would not reload the page.
    const place = next ?? teamPath(teamId);
    return `${place}${place.includes("?") ? "&" : "?"}pairing=${pairing}#pairing`;
  },
);

const ofPerson = { teamId: idSchema, userId: idSchema };

export const changeRoleAction = defineFormAction(
  z.strictObject({ ...ofPerson, role: teamRoleSchema }, MALFORMED),
  async ({ teamId, userId, role }, { actor, now }) => {
    await changeRole(actor, { teamId, userId }, role, now);
    if (actor?.userId !== userId) return peoplePath(teamId, { done: "role" });
    await rotateSession();
    // Coaches who made themselves members may not see this page anymore.
    return actor.kind === "account" && actor.isAdmin ? peoplePath(teamId, { done: "role" }) : teamPath(teamId);
  },
);

export const removeFromTeamAction = defineFormAction(z.strictObject(ofPerson, MALFORMED), async ({ teamId, userId }, { actor, now }) => {
  await removeFromTeam(actor, { teamId, userId }, now);
  const isGone = actor?.kind === "account" && actor.userId === userId && !actor.isAdmin;
  return isGone ? "/teams?done=left" : peoplePath(teamId, { done: "removed" });
});

/** The link is shown only in the response to this request. */
export const createLinkAction = defineFormAction(
  z.strictObject({ teamId: idSchema, ...linkFields }, MALFORMED),
  async ({ teamId, role, days, uses }, { actor, now }): Promise<LinkFlash> => {
    const { url, expiresAt } = await createInvitationLink(actor, teamId, { role, days, uses }, now);
    return { kind: "link", url, expiresAt: expiresAt.toISOString(), role, uses };
  },
);

export const inviteByEmailAction = defineFormAction(
  z.strictObject({ teamId: idSchema, email: z.string(MALFORMED).max(1_000, "The address is too long."), role: teamRoleSchema }, MALFORMED),
  async ({ teamId, email, role }, { actor, now }) => {
    const { delivery, invited, again } = await inviteByEmail(actor, teamId, { email, role }, now);
    after(() => delivery);
    return peoplePath(teamId, { done: "invited", invited, again });
  },
);

export const previewListAction = defineFormAction(
  z.strictObject(
    {
      teamId: idSchema,
      list: z.string(MALFORMED).default(""),
      file: z.instanceof(File, { error: MALFORMED }).optional(),
      role: teamRoleSchema,
    },
    MALFORMED,
  ),
  async ({ teamId, list, file, role }, { actor, now }): Promise<PreviewFlash> => {
    if (file && file.size > LIST_MAX_BYTES) throw new ExpectedError("Invalid", tooLargeList(), { list: tooLargeList() });
    const text = file && file.size > 0 ? decodeText(new Uint8Array(await file.arrayBuffer())) : list;
    const report = await previewInvitations(actor, teamId, { text, role }, now);
    if (!report.ok) throw new ExpectedError("Invalid", report.error, { list: report.error });
    const { rows, ignoredColumns } = report;
    const carried = JSON.stringify(
      rows
        .filter(({ outcome }) => outcome.kind === "invite" || outcome.kind === "already invited")
        .map(({ address, name, role: as }) => [address, as, name]),
    );
    // The next form sends it back, and must fit into a request too.
    if (Buffer.byteLength(carried) > LIST_MAX_BYTES) throw new ExpectedError("Invalid", tooLargeList(), { list: tooLargeList() });
    return { kind: "preview", rows, ignoredColumns, carried };
  },
  { longest: { list: WHOLE_REQUEST, file: WHOLE_REQUEST } },
);

const carriedSchema = z
  .string(MALFORMED)
  .max(LIST_MAX_BYTES, MALFORMED)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: MALFORMED });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(z.tuple([z.string(), teamRoleSchema, z.string()]), MALFORMED)
      .min(1, MALFORMED)
      .max(LIST_MAX_ROWS, MALFORMED),
  );

export const sendListAction = defineFormAction(
  z.strictObject({ teamId: idSchema, carried: carriedSchema, again: z.literal("yes", MALFORMED).optional() }, MALFORMED),
  async ({ teamId, carried, again }, { actor, now }) => {
    const invitees = carried.map(([address, role, name]) => ({ address, role, name }));
    const sent = await sendInvitations(actor, teamId, { invitees, again: again === "yes" }, now);
    after(() => sent.delivery);
    return peoplePath(teamId, { done: "invited", invited: sent.invited, again: sent.again, left: sent.left });
  },
  { longest: { carried: LIST_MAX_BYTES } },
);

const ofInvitation = z.strictObject({ invitationId: idSchema }, MALFORMED);

export const revokeInvitationAction = defineFormAction(ofInvitation, async ({ invitationId }, { actor, now }) => {
  const { teamId } = await revokeInvitation(actor, invitationId, now);
  return teamId === null ? "/admin/people" : peoplePath(teamId, { done: "revoked" });
});

export const resendInvitationAction = defineFormAction(ofInvitation, async ({ invitationId }, { actor, now }) => {
  const { teamId, delivery } = await resendInvitation(actor, invitationId, now);
  after(() => delivery);
  return teamId === null ? "/admin/people" : peoplePath(teamId, { done: "resent" });
});
