"use server";

/** Actions on teams: create, manage, invite, leave, and whether one may be proposed for pairings. */
import { after } from "next/server";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { defineFormAction } from "@/lib/actions/define-form-action";
import { idSchema, MALFORMED, nextSchema } from "@/lib/actions/fields";
import { flash } from "@/lib/actions/flash";
import { findActor } from "@/lib/auth/actor";
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

/** The form's name, so that the page shows an error there. */
const form = z.string(MALFORMED).max(100, MALFORMED).optional();

export const createTeamAction = defineFormAction(
  z.strictObject({ name: teamNameSchema, place: z.enum(["coach", "outside"], "Choose one of the two.").default("coach") }, MALFORMED),
  async ({ name, place }) => {
    const actor = await findActor();
    const { teamId } = await createTeam(actor, { name, asCoach: place === "coach" }, new Date());
    await rotateSession();
    return peoplePath(teamId, { done: "created" });
  },
);

export const renameTeamAction = defineFormAction(
  z.strictObject({ form, teamId: idSchema, name: teamNameSchema }, MALFORMED),
  async ({ teamId, name }) => {
    await renameTeam(await findActor(), teamId, name, new Date());
    return peoplePath(teamId, { done: "renamed" });
  },
);

export const deleteTeamAction = defineFormAction(z.strictObject({ form, teamId: idSchema }, MALFORMED), async ({ teamId }) => {
  await deleteTeam(await findActor(), teamId, new Date());
  return "/teams?done=deleted";
});

export const leaveTeamAction = defineFormAction(z.strictObject({ teamId: idSchema }, MALFORMED), async ({ teamId }) => {
  await leaveTeam(await findActor(), teamId, new Date());
  return "/teams?done=left";
});

export const choosePairingAction = defineFormAction(
  z.strictObject({ teamId: idSchema, pairing: z.enum(["yes", "no"], MALFORMED), next: nextSchema }, MALFORMED),
  async ({ teamId, pairing, next }) => {
    await choosePairing(await findActor(), teamId, pairing === "yes");
    // Another query than before: if only the hash differed, a browser with JavaScript would not reload the page.
    const place = next ?? teamPath(teamId);
    return `${place}${place.includes("?") ? "&" : "?"}pairing=${pairing}#pairing`;
  },
);

const ofPerson = { form, teamId: idSchema, userId: idSchema };

export const changeRoleAction = defineFormAction(
  z.strictObject({ ...ofPerson, role: teamRoleSchema }, MALFORMED),
  async ({ teamId, userId, role }) => {
    const actor = await findActor();
    await changeRole(actor, { teamId, userId }, role, new Date());
    if (actor?.userId !== userId) return peoplePath(teamId, { done: "role" });
    await rotateSession();
    // Coaches who made themselves members may not see this page anymore.
    return actor.kind === "account" && actor.isAdmin ? peoplePath(teamId, { done: "role" }) : teamPath(teamId);
  },
);

export const removeFromTeamAction = defineFormAction(z.strictObject(ofPerson, MALFORMED), async ({ teamId, userId }) => {
  const actor = await findActor();
  await removeFromTeam(actor, { teamId, userId }, new Date());
  const isGone = actor?.kind === "account" && actor.userId === userId && !actor.isAdmin;
  return isGone ? "/teams?done=left" : peoplePath(teamId, { done: "removed" });
});

const createLink = defineAction(
  z.strictObject({ form, teamId: idSchema, ...linkFields }, MALFORMED),
  async ({ teamId, role, days, uses }): Promise<LinkFlash> => {
    const { url, expiresAt } = await createInvitationLink(await findActor(), teamId, { role, days, uses }, new Date());
    return { kind: "link", url, expiresAt, role, uses };
  },
);

/** The link is shown only in the response to this request. */
export async function createLinkAction(fields: FormData): Promise<void> {
  const answer = await createLink(fields);
  if (answer.ok) flash(answer.data);
}

export const inviteByEmailAction = defineFormAction(
  z.strictObject(
    { form, teamId: idSchema, email: z.string(MALFORMED).max(1_000, "The address is too long."), role: teamRoleSchema },
    MALFORMED,
  ),
  async ({ teamId, email, role }) => {
    const { delivery, invited, again } = await inviteByEmail(await findActor(), teamId, { email, role }, new Date());
    after(() => delivery);
    return peoplePath(teamId, { done: "invited", invited, again });
  },
);

const preview = defineAction(
  z.strictObject(
    {
      form,
      teamId: idSchema,
      list: z.string(MALFORMED).default(""),
      file: z.instanceof(File, { error: MALFORMED }).optional(),
      role: teamRoleSchema,
    },
    MALFORMED,
  ),
  async ({ teamId, list, file, role }): Promise<PreviewFlash> => {
    if (file && file.size > LIST_MAX_BYTES) throw new ExpectedError("Invalid", tooLargeList(), { list: tooLargeList() });
    const text = file && file.size > 0 ? decodeText(new Uint8Array(await file.arrayBuffer())) : list;
    const report = await previewInvitations(await findActor(), teamId, { text, role }, new Date());
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
);

export async function previewListAction(fields: FormData): Promise<void> {
  const answer = await preview(fields);
  if (answer.ok) flash(answer.data);
}

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
  z.strictObject({ form, teamId: idSchema, carried: carriedSchema, again: z.literal("yes", MALFORMED).optional() }, MALFORMED),
  async ({ teamId, carried, again }) => {
    const invitees = carried.map(([address, role, name]) => ({ address, role, name }));
    const sent = await sendInvitations(await findActor(), teamId, { invitees, again: again === "yes" }, new Date());
    after(() => sent.delivery);
    return peoplePath(teamId, { done: "invited", invited: sent.invited, again: sent.again, left: sent.left });
  },
);

const ofInvitation = z.strictObject({ form, invitationId: idSchema }, MALFORMED);

export const revokeInvitationAction = defineFormAction(ofInvitation, async ({ invitationId }) => {
  const { teamId } = await revokeInvitation(await findActor(), invitationId, new Date());
  return teamId === null ? "/admin/people" : peoplePath(teamId, { done: "revoked" });
});

export const resendInvitationAction = defineFormAction(ofInvitation, async ({ invitationId }) => {
  const { teamId, delivery } = await resendInvitation(await findActor(), invitationId, new Date());
  after(() => delivery);
  return teamId === null ? "/admin/people" : peoplePath(teamId, { done: "resent" });
});
