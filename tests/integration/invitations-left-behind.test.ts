/** The risk: somebody whose role was taken comes back by an invitation that they made while they had it. */
import { beforeEach, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { acceptInvitation, createInvitationLink, sendInvitations } from "@/lib/data/invitation/mutations";
import { getInvitation } from "@/lib/data/invitation/queries";
import { changeRole, leaveTeam, removeFromTeam } from "@/lib/data/team/mutations";
import { disablePerson, removeAdmin } from "@/lib/data/workspace/mutations/people";
import { getDatabase } from "@/lib/db/client";
import { actorOf, makeAccount } from "../factories/account";
import { makeTeam } from "../factories/team";
import { now } from "../factories/time";
import { useDatabase } from "./database";

useDatabase();

const link = { role: "coach" as const, days: 7, uses: 3 };

let admin: Account;
let leaving: Account;
let teamId: string;
let otherTeamId: string;

const tokenOf = (url: string) => url.slice(url.lastIndexOf("/") + 1);

async function makeLink(of: string | null, by = leaving): Promise<string> {
  return tokenOf((await createInvitationLink(await actorOf(by.userId), of, link, now)).url);
}

const stateOf = async (token: string) => (await getInvitation(null, token, now)).state;

beforeEach(async () => {
  admin = await makeAccount({ isAdmin: true });
  leaving = await makeAccount({ name: "Fred" });
  const staying = await makeAccount({ name: "Cora" });
  teamId = await makeTeam({ coaches: [leaving, staying] });
  otherTeamId = await makeTeam({ name: "Vega", coaches: [leaving] });
});

const WAYS: Record<string, () => Promise<void>> = {
  "was removed": () => removeFromTeam(admin, { teamId, userId: leaving.userId }, now),
  left: async () => leaveTeam(await actorOf(leaving.userId), teamId, now),
  "was made a member": () => changeRole(admin, { teamId, userId: leaving.userId }, "member", now),
};

it.each(Object.keys(WAYS))("a coach who %s does not come back by a link of their own", async (way) => {
  const [token, elsewhere] = [await makeLink(teamId), await makeLink(otherTeamId)];
  await WAYS[way]?.();
  const former = await makeAccount({ name: "The same person, by another account" });
  await expect(acceptInvitation(former, token, now)).rejects.toThrow("withdrawn");
  expect(await stateOf(token)).toBe("revoked");
  // What they may still invite to stays open.
  expect(await stateOf(elsewhere)).toBe("open");
  expect(await getDatabase().auditEntry.findMany({ where: { action: "invitation.revoked" }, select: { detail: true } })).toEqual([
    { detail: { count: 1 } },
  ]);
});

it("leaves members who were invited by mail their way in, and takes it from coaches", async () => {
  const invitees = (["member", "coach"] as const).map((role) => ({ address: `${role}@example.org`, name: "", role }));
  await (await sendInvitations(await actorOf(leaving.userId), teamId, { invitees, again: false }, now)).delivery;
  await removeFromTeam(admin, { teamId, userId: leaving.userId }, now);
  const rows = await getDatabase().invitation.findMany({ select: { email: true, revokedAt: true }, orderBy: { email: "asc" } });
  expect(rows).toEqual([
    { email: "coach@example.org", revokedAt: now },
    { email: "member@example.org", revokedAt: null },
  ]);
});

it("leaves nothing open of somebody disabled", async () => {
  const tokens = [await makeLink(teamId), await makeLink(otherTeamId)];
  await disablePerson(admin, leaving.userId, now);
  expect(await Promise.all(tokens.map(stateOf))).toEqual(["revoked", "revoked"]);
});

it("leaves an admin who is none any more the teams that they coach", async () => {
  const other = await makeAccount({ isAdmin: true });
  const ownTeamId = await makeTeam({ name: "Lyra", coaches: [other] });
  const [toTeam, toWorkspace, toOwn] = [await makeLink(teamId, other), await makeLink(null, other), await makeLink(ownTeamId, other)];
  await removeAdmin(admin, other.userId, now);
  expect(await Promise.all([toTeam, toWorkspace, toOwn].map(stateOf))).toEqual(["revoked", "revoked", "open"]);
});
