import { expect, it } from "vitest";
import { inviteByEmail } from "@/lib/data/invitation/mutations";
import { actorOf, makeAccount } from "../factories/account";
import { makeTeam } from "../factories/team";
import { now } from "../factories/time";
import { useDatabase } from "./database";
import { readMails, useMailbox } from "./mailbox";

await useMailbox();
useDatabase();

it("is sent with its link in both parts, and says who invites to what", async () => {
  const { userId } = await makeAccount({ name: "Cora <b>Coach</b>" });
  const teamId = await makeTeam({ name: "Orion & Co", coaches: [await actorOf(userId)] });
  await (await inviteByEmail(await actorOf(userId), teamId, { email: "anna@example.org", role: "coach" }, now)).delivery;
  const [mail, ...more] = await readMails();
  expect(more).toEqual([]);
  expect(mail?.subject).toBe("Cora <b>Coach</b> invites you to Orion & Co on Cairn");
  const link = /https?:\/\/\S+\/join\/[\w-]{43}/.exec(mail?.text ?? "")?.[0] ?? "no link";
  expect(mail?.html).toContain(`href="${link}"`);
  expect(mail?.html).not.toContain("<b>Coach");
  expect(mail?.text).toContain("as a coach");
});

it("holds no header but ours, whatever a team and a person are called", async () => {
  const { userId } = await makeAccount({ name: "Cora\r\nBcc: other@example.org" });
  const teamId = await makeTeam({ name: "Orion\nTo: other@example.org\r\n\r\nA body", coaches: [await actorOf(userId)] });
  await (await inviteByEmail(await actorOf(userId), teamId, { email: "anna@example.org", role: "member" }, now)).delivery;
  const [mail, ...more] = await readMails();
  expect(more).toEqual([]);
  expect([mail?.to].flat().map((to) => to?.text)).toEqual(["anna@example.org"]);
  expect(mail?.bcc).toBeUndefined();
  expect(mail?.headers.has("bcc")).toBe(false);
  expect(mail?.subject).toMatch(/^Cora Bcc: other@example\.org invites you to Orion To: other@example\.org A body on Cairn$/);
});

it.each(["anna@example.org\r\nBcc: other@example.org", "anna@example.org, other@example.org", "<anna@example.org> other@example.org"])(
  "goes to no address that is more than one: %j",
  async (email) => {
    const { userId } = await makeAccount();
    const teamId = await makeTeam({ coaches: [await actorOf(userId)] });
    await expect(inviteByEmail(await actorOf(userId), teamId, { email, role: "member" }, now)).rejects.toMatchObject({ code: "Invalid" });
    expect(await readMails()).toEqual([]);
  },
);
