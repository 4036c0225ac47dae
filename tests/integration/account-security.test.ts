/** The risk: an id that no database can store causes a server error; or a person who reads a mailbox that was given up still gets in. */
import { describe, expect, it } from "vitest";
import { confirmEmailChange, endSession, removePasskey, renamePasskey } from "@/lib/data/account/mutations/security";
import { getDatabase } from "@/lib/db/client";
import { createToken } from "@/lib/platform/token";
import { actorOf, makeAccount } from "../factories/account";
import { NOW, now } from "../factories/time";
import { useDatabase } from "./database";

useDatabase();

describe.each(["none", "a\u0000b", "\ud800"])("%j", (id) => {
  it("is no passkey and no session", async () => {
    const account = await makeAccount();
    for (const call of [
      () => renamePasskey(account, id, "Mine"),
      () => removePasskey(account, id, now),
      () => endSession(account, id, now),
    ])
      await expect(call()).rejects.toMatchObject({ code: "NotFound" });
  });
});

it("a new address ends the links that went to the old one, and nobody else's", async () => {
  const [account, other] = [await makeAccount(), await makeAccount()];
  const { token, tokenHash } = createToken();
  const expiresAt = new Date(NOW + 60_000);
  const value = JSON.stringify({ userId: account.userId, email: "new@example.org", tokenHash });
  await getDatabase().verification.createMany({
    data: [
      { id: tokenHash, identifier: `change-email-${account.userId}`, value, expiresAt },
      { id: "old", identifier: "a link to choose a password", value: account.userId, expiresAt },
      { id: "other", identifier: "somebody else's", value: other.userId, expiresAt },
    ],
  });
  await confirmEmailChange(account, token, now);
  expect((await actorOf(account.userId)).email).toBe("new@example.org");
  expect(await getDatabase().verification.findMany({ select: { id: true } })).toEqual([{ id: "other" }]);
});
