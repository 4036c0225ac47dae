import { randomUUID } from "node:crypto";
import type { ParsedMail } from "mailparser";
import { beforeEach, describe, expect, it } from "vitest";
import type { Account } from "@/lib/access/actor";
import { deliverRoundMails } from "@/lib/data/round/internal/round-mails";
import { closeRound, moveRound, type NewRound, openRound, reopenRound, sendRoundClosing } from "@/lib/data/round/mutations";
import { getDatabase } from "@/lib/db/client";
import { closeMail } from "@/lib/mail/transport";
import { getEnvironment } from "@/lib/platform/environment";
import { actorOf, makeAccount, makeGuest } from "../factories/account";
import { makeStarted, makeSubmitted } from "../factories/assessment";
import { makeTeam } from "../factories/team";
import { HOUR, later, now } from "../factories/time";
import { useDatabase } from "./database";
import { readMails, useMailbox } from "./mailbox";

await useMailbox();
useDatabase();

/** Due fifteen and a half days later, at 22:00 UTC. */
const ASKED = { name: "Q2 check", dueDay: "2026-06-30", timeZone: "Europe/Berlin", blindReviews: true };
const DUE_AT = new Date("2026-06-30T22:00:00Z");
const beforeDue = (hours: number) => new Date(DUE_AT.getTime() - hours * HOUR);

let coach: Account;
let mia: Account;
let teamId: string;

beforeEach(async () => {
  const [cora, first, second] = [
    await makeAccount({ name: "Cora Coach", email: "cora@example.org" }),
    await makeAccount({ name: "Mia", email: "mia@example.org" }),
    await makeAccount({ name: "Ole", email: "ole@example.org" }),
  ];
  teamId = await makeTeam({ name: "Orion", coaches: [cora], members: [first, second] });
  coach = await actorOf(cora.userId);
  mia = await actorOf(first.userId);
});

const open = async (asked: Partial<NewRound> = {}) => (await openRound(coach, teamId, { ...ASKED, ...asked }, now)).roundId;

async function close(roundId: string, at: Date): Promise<void> {
  await closeRound(coach, { teamId, roundId }, at);
  await sendRoundClosing(coach, { teamId, roundId }, at);
}

const receiverOf = (mail: ParsedMail | undefined) => [mail?.to].flat().map((to) => to?.text ?? "")[0] ?? "";

/** All so far as "kind to whom", in the order of the addresses. */
async function sent(): Promise<string[]> {
  const kindOf = ({ subject = "" }: ParsedMail) => {
    if (subject.startsWith("Reminder")) return "reminder";
    if (subject.endsWith("was closed")) return "closed";
    return subject.includes("is now due") ? "moved" : "call";
  };
  return (await readMails()).map((mail) => `${kindOf(mail)} ${receiverOf(mail)}`).toSorted();
}

const calendarOf = (mail: ParsedMail | undefined) =>
  mail?.attachments.map(({ content }) =>
    content
      .toString("utf8")
      .replaceAll(/\r\n[ \t]/g, "")
      .split("\r\n"),
  )[0] ?? [];

const mailTo = async (address: string, index = -1) => (await readMails()).filter((mail) => receiverOf(mail) === address).at(index);

describe("the call", () => {
  it("goes to each member once, and says who asks, by when, and what a coach will see", async () => {
    await open();
    expect(await deliverRoundMails(now)).toBe(2);
    expect(await deliverRoundMails(now)).toBe(0);
    expect(await sent()).toEqual(["call mia@example.org", "call ole@example.org"]);
    const mail = await mailTo("mia@example.org");
    expect(mail?.subject).toBe("Cora Coach asks for your self-assessment by June 30, 2026");
    for (const part of [mail?.text, String(mail?.html)]) {
      expect(part).toContain("Cora Coach asks the people of the team Orion");
      expect(part).toContain("by the end of June 30, 2026 (Europe/Berlin time)");
      expect(part).toContain("The coaches of Orion see whether you have begun and submitted");
      expect(part).toContain("blind reviews");
      expect(part).toContain(getEnvironment().APP_URL);
    }
  });

  it("says nothing of blind reviews where none are asked for", async () => {
    await open({ blindReviews: false });
    await deliverRoundMails(now);
    expect((await mailTo("mia@example.org"))?.text).not.toContain("blind");
  });

  it("holds a calendar file for the round, of the time at which it is due", async () => {
    const roundId = await open();
    await deliverRoundMails(now);
    const mail = await mailTo("mia@example.org");
    expect(mail?.attachments.map(({ contentType }) => contentType)).toEqual(["text/calendar"]);
    expect(calendarOf(mail)).toEqual(
      expect.arrayContaining([
        "METHOD:PUBLISH",
        `ORGANIZER;CN="Cairn":mailto:no-reply@${new URL(getEnvironment().APP_URL).hostname}`,
        `UID:round-${roundId}@cairn`,
        "SEQUENCE:0",
        "DTEND:20260630T220000Z",
        "SUMMARY:Q2 check: self-assessment due",
        `URL;VALUE=URI:${getEnvironment().APP_URL}`,
      ]),
    );
  });

  it("goes to who joins while it is open, and to nobody disabled, no guest, no coach and no other team", async () => {
    await open();
    await deliverRoundMails(now);
    const [late, disabled, guest, elsewhere] = [
      await makeAccount({ name: "Late", email: "late@example.org" }),
      await makeAccount({ name: "Gone", email: "gone@example.org" }),
      await makeGuest(),
      await makeAccount({ email: "elsewhere@example.org" }),
    ];
    await makeTeam({ name: "Vega", members: [elsewhere] });
    const rows = [late, disabled, guest].map(({ userId }) => ({ teamId, userId, role: "member" as const, joinedAt: later(1) }));
    await getDatabase().membership.createMany({ data: rows });
    await getDatabase().user.update({ where: { id: disabled.userId }, data: { disabledAt: later(1) } });
    expect(await deliverRoundMails(later(1))).toBe(1);
    expect(await sent()).toEqual(["call late@example.org", "call mia@example.org", "call ole@example.org"]);
  });

  it("of one round is not that of another", async () => {
    await open();
    const otherId = await makeTeam({ name: "Vega", coaches: [coach], members: [mia] });
    const other = await openRound(await actorOf(coach.userId), otherId, ASKED, now);
    expect(await deliverRoundMails(now, other.roundId)).toBe(1);
    expect((await mailTo("mia@example.org"))?.text).toContain("the team Vega");
    expect(await deliverRoundMails(now)).toBe(2);
  });

  it("still goes out where its coach is gone, in the team's name", async () => {
    await open();
    await getDatabase().user.delete({ where: { id: coach.userId } });
    await deliverRoundMails(now);
    expect((await mailTo("mia@example.org"))?.subject).toBe("A coach of Orion asks for your self-assessment by June 30, 2026");
  });

  it("holds no header and no property but ours, whatever people, teams and rounds are called", async () => {
    const injected = "X\r\nBcc: eve@example.org\r\n\r\nBEGIN:VEVENT <b>";
    await getDatabase().user.updateMany({ data: { name: injected } });
    await getDatabase().team.updateMany({ data: { name: injected } });
    const roundId = await open();
    await getDatabase().round.update({ where: { id: roundId }, data: { name: injected } });
    await deliverRoundMails(now);
    await moveRound(coach, { teamId, roundId }, "2026-07-05", later(1));
    await deliverRoundMails(later(1));
    const mails = await readMails();
    expect(mails).toHaveLength(4);
    for (const mail of mails) {
      expect(receiverOf(mail)).toMatch(/^(mia|ole)@example\.org$/);
      expect(mail.bcc).toBeUndefined();
      expect(mail.headers.has("bcc")).toBe(false);
      expect(String(mail.html)).not.toContain("<b>");
      expect(calendarOf(mail).filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1);
    }
  });
});

describe("a day that moves", () => {
  it("is told to those who have not submitted, with the same entry of a higher sequence", async () => {
    const roundId = await open();
    await deliverRoundMails(now);
    await makeSubmitted(mia, later(1));
    await moveRound(coach, { teamId, roundId }, "2026-07-05", later(2));
    expect(await deliverRoundMails(later(2), roundId)).toBe(1);
    expect(await deliverRoundMails(later(2))).toBe(0);
    expect(await sent()).toEqual(["call mia@example.org", "call ole@example.org", "moved ole@example.org"]);
    const mail = await mailTo("ole@example.org");
    expect(mail?.subject).toBe("“Q2 check” is now due by July 5, 2026");
    expect(calendarOf(mail)).toEqual(expect.arrayContaining([`UID:round-${roundId}@cairn`, "SEQUENCE:1", "DTEND:20260705T220000Z"]));
  });

  it("is told when the round is opened again too, and reminds anew", async () => {
    const roundId = await open();
    await deliverRoundMails(now);
    await deliverRoundMails(beforeDue(40));
    await close(roundId, beforeDue(30));
    await reopenRound(coach, { teamId, roundId }, "2026-07-31", later(20));
    await makeSubmitted(mia, later(20));
    await deliverRoundMails(later(20));
    await deliverRoundMails(new Date("2026-07-30T22:00:00Z"));
    expect((await sent()).filter((line) => line.endsWith("ole@example.org"))).toEqual([
      "call ole@example.org",
      "closed ole@example.org",
      "moved ole@example.org",
      "reminder ole@example.org",
      "reminder ole@example.org",
    ]);
    expect((await sent()).filter((line) => line.endsWith("mia@example.org"))).toEqual([
      "call mia@example.org",
      "closed mia@example.org",
      "reminder mia@example.org",
    ]);
  });

  it("is a call like any other to who joined since", async () => {
    const roundId = await open();
    await deliverRoundMails(now);
    await moveRound(coach, { teamId, roundId }, "2026-07-05", later(1));
    const late = await makeAccount({ name: "Late", email: "late@example.org" });
    await getDatabase().membership.create({ data: { teamId, userId: late.userId, role: "member" as const, joinedAt: later(1) } });
    await deliverRoundMails(later(1));
    expect(await sent()).toContain("call late@example.org");
  });
});

describe("the reminder", () => {
  it("goes out once in the last two days, to who has not submitted", async () => {
    await open();
    await deliverRoundMails(now);
    await makeSubmitted(mia, later(3));
    expect(await deliverRoundMails(beforeDue(48.1))).toBe(0);
    expect(await deliverRoundMails(beforeDue(48))).toBe(1);
    expect(await deliverRoundMails(beforeDue(1))).toBe(0);
    expect(await sent()).toEqual(["call mia@example.org", "call ole@example.org", "reminder ole@example.org"]);
    const mail = await mailTo("ole@example.org");
    expect(mail?.subject).toBe("Reminder: “Q2 check” is due by June 30, 2026");
    expect(mail?.text).toContain("you have not submitted yet");
    expect(mail?.attachments).toEqual([]);
  });

  it("goes to who is in progress, and to who submitted on an earlier day than the round's", async () => {
    await makeSubmitted(mia, later(-1));
    await open();
    await makeStarted(mia);
    await deliverRoundMails(now);
    await deliverRoundMails(beforeDue(10));
    expect(await sent()).toContain("reminder mia@example.org");
  });

  it("of a short round comes in its second half, never with the call", async () => {
    await open({ dueDay: "2026-06-16" });
    expect(await deliverRoundMails(now)).toBe(2);
    // 34 hours are left from the call on.
    expect(await deliverRoundMails(later(16.9 / 24))).toBe(0);
    expect(await deliverRoundMails(later(17 / 24))).toBe(2);
  });

  it("waits for half of their time of who joins late", async () => {
    await open();
    await deliverRoundMails(now);
    const late = await makeAccount({ name: "Late", email: "late@example.org" });
    await getDatabase().membership.create({ data: { teamId, userId: late.userId, role: "member" as const, joinedAt: beforeDue(10) } });
    await deliverRoundMails(beforeDue(10));
    await deliverRoundMails(beforeDue(6));
    expect(await sent()).not.toContain("reminder late@example.org");
    await deliverRoundMails(beforeDue(5));
    expect(await sent()).toContain("reminder late@example.org");
  });
});

describe("nothing goes out", () => {
  it("once the round has ended, also not what was still to be sent", async () => {
    await open();
    expect(await deliverRoundMails(DUE_AT)).toBe(0);
    expect(await readMails()).toEqual([]);
  });

  it("once it was closed before the reminder", async () => {
    const roundId = await open();
    await deliverRoundMails(now);
    await close(roundId, later(5));
    expect(await deliverRoundMails(beforeDue(10))).toBe(0);
    expect(await sent()).toEqual(["call mia@example.org", "call ole@example.org", "closed mia@example.org", "closed ole@example.org"]);
  });

  it("to who left the team", async () => {
    await open();
    await getDatabase().membership.deleteMany({ where: { userId: mia.userId } });
    expect(await deliverRoundMails(now)).toBe(1);
    expect(await sent()).toEqual(["call ole@example.org"]);
  });
});

describe("a round that is closed", () => {
  it("is taken out of the calendars of those who were called and have not submitted", async () => {
    const roundId = await open();
    await deliverRoundMails(now);
    await makeSubmitted(mia, later(1));
    const late = await makeAccount({ name: "Late", email: "late@example.org" });
    await getDatabase().membership.create({ data: { teamId, userId: late.userId, role: "member", joinedAt: later(2) } });
    await close(roundId, later(3));
    // By whoever came second: another moment closed it.
    await sendRoundClosing(coach, { teamId, roundId }, later(4));
    expect(await sent()).toEqual(["call mia@example.org", "call ole@example.org", "closed ole@example.org"]);
    const mail = await mailTo("ole@example.org");
    expect(mail?.subject).toBe("“Q2 check” was closed");
    expect(calendarOf(mail)).toEqual(
      expect.arrayContaining(["METHOD:CANCEL", "STATUS:CANCELLED", `UID:round-${roundId}@cairn`, "SEQUENCE:1", "DTEND:20260630T220000Z"]),
    );
    expect(mail?.attachments[0]?.headers.get("content-type")).toMatchObject({ params: { method: "CANCEL" } });
  });

  it("comes back into them with a later file once it is opened again", async () => {
    const roundId = await open();
    await deliverRoundMails(now);
    await close(roundId, later(3));
    await reopenRound(coach, { teamId, roundId }, "2026-07-31", later(4));
    await deliverRoundMails(later(4));
    expect(calendarOf(await mailTo("ole@example.org"))).toEqual(
      expect.arrayContaining(["METHOD:PUBLISH", `UID:round-${roundId}@cairn`, "SEQUENCE:2"]),
    );
  });

  it("tells nobody who left the team or was disabled", async () => {
    const roundId = await open();
    await deliverRoundMails(now);
    await getDatabase().membership.deleteMany({ where: { userId: mia.userId } });
    await getDatabase().user.updateMany({ where: { name: "Ole" }, data: { disabledAt: later(1) } });
    await close(roundId, later(3));
    expect(await sent()).toEqual(["call mia@example.org", "call ole@example.org"]);
  });
});

describe("more than one server", () => {
  it("sends each mail once, however many do it at the same moment", async () => {
    await open();
    const counts = await Promise.all(Array.from({ length: 4 }, () => deliverRoundMails(now)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(await sent()).toEqual(["call mia@example.org", "call ole@example.org"]);
  });

  it("stops where the round is closed while mails are going out", async () => {
    const userIds = Array.from({ length: 30 }, () => randomUUID());
    await getDatabase().user.createMany({ data: userIds.map((id) => ({ id, name: "N", email: `${id}@example.org` })) });
    await getDatabase().membership.createMany({
      data: userIds.map((userId) => ({ teamId, userId, role: "member" as const, joinedAt: now })),
    });
    const roundId = await open();
    const delivering = deliverRoundMails(now);
    await closeRound(coach, { teamId, roundId }, now);
    const claimed = await getDatabase().roundMail.count();
    expect(await delivering).toBe(claimed);
    expect((await sent()).filter((line) => line.startsWith("call"))).toHaveLength(claimed);
    expect(claimed).toBeLessThan(32);
  });
});

describe("a mail server that fails", () => {
  it("keeps no claim, and what it did not take is sent by the next run", async () => {
    await open();
    const working = getEnvironment().SMTP_URL;
    closeMail();
    getEnvironment().SMTP_URL = "smtp://127.0.0.1:9";
    try {
      expect(await deliverRoundMails(now)).toBe(0);
      expect(await getDatabase().roundMail.count()).toBe(0);
    } finally {
      closeMail();
      getEnvironment().SMTP_URL = working;
    }
    expect(await deliverRoundMails(later(1 / 24))).toBe(2);
    expect(await sent()).toEqual(["call mia@example.org", "call ole@example.org"]);
    expect(await getDatabase().roundMail.findMany({ distinct: ["kind", "sequence"], select: { kind: true, sequence: true } })).toEqual([
      { kind: "call", sequence: 0 },
    ]);
  });

  it("to one person keeps nobody else's mail back", async () => {
    await getDatabase().user.update({ where: { id: mia.userId }, data: { email: "no address" } });
    await open();
    expect(await deliverRoundMails(now)).toBe(1);
    expect(await sent()).toEqual(["call ole@example.org"]);
    await getDatabase().user.update({ where: { id: mia.userId }, data: { email: "mia@example.org" } });
    expect(await deliverRoundMails(later(1 / 24))).toBe(1);
  });
});
