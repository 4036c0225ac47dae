/** Sends the mails about rounds: the call, again when the day moves, one reminder, and that it was closed. None goes out twice. */

import { setImmediate as nextTurn } from "node:timers/promises";
import { getDatabase, type Prisma } from "@/lib/db/client";
import { isOpenAt, type Round, remindFrom } from "@/lib/domain/round/round";
import { roundCallMail } from "@/lib/mail/round-call";
import { roundClosedMail } from "@/lib/mail/round-closed";
import { roundReminderMail } from "@/lib/mail/round-reminder";
import { type Mail, MailFailed, senderAddress, sendMail } from "@/lib/mail/transport";
import { getEnvironment } from "@/lib/platform/environment";
import { competencyNamesFor, getSubmissions, roundsOpenAt } from "./round-progress";
import { ROUND } from "./rounds";

/** How many are sent at a time. */
const MAILS_AT_ONCE = 3;

type Kind = "call" | "reminder";

type MailedRound = Round & { sequence: number; teamId: string; teamName: string; coachName: string | null; competencyName: string };

type Person = { userId: string; name: string; email: string };

type Due = { kind: Kind; round: MailedRound; person: Person; isMoved: boolean };

async function listRounds(where: Prisma.RoundWhereInput): Promise<MailedRound[]> {
  const rows = await getDatabase().round.findMany({
    where,
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    select: { ...ROUND, sequence: true, team: { select: { id: true, name: true } }, openedBy: { select: { name: true } } },
  });
  const nameOf = await competencyNamesFor(rows);
  return rows.map(({ id, team, openedBy, ...round }) => ({
    ...round,
    roundId: id,
    teamId: team.id,
    teamName: team.name,
    coachName: openedBy?.name ?? null,
    competencyName: nameOf(round.competencyId),
  }));
}

/** Returns who has submitted while the round was open. */
async function findDone(round: MailedRound): Promise<(userId: string) => boolean> {
  const submissionsOf = await getSubmissions(round.teamId, [round]);
  return (userId) => submissionsOf(userId, round.competencyId).some(({ submittedAt }) => submittedAt && isOpenAt(round, submittedAt));
}

/**
 * Which mail each person gets: a call if they were not called since the day last moved, a reminder if they were and less than
 * half of their time is left.
 */
async function listDue(round: MailedRound, now: Date): Promise<Due[]> {
  const { teamId, roundId, sequence } = round;
  const memberships = await getDatabase().membership.findMany({
    where: { teamId, role: "member", user: { disabledAt: null, isAnonymous: false } },
    orderBy: [{ joinedAt: "asc" }, { userId: "asc" }],
    select: {
      userId: true,
      user: {
        select: { name: true, email: true, roundMails: { where: { roundId }, select: { kind: true, sequence: true, sentAt: true } } },
      },
    },
  });
  const isDone = await findDone(round);
  return memberships.flatMap(({ userId, user: { roundMails, ...user } }): Due[] => {
    if (isDone(userId)) return [];
    const person = { userId, ...user };
    const sent = (kind: Kind) => roundMails.find((mail) => mail.kind === kind && mail.sequence === sequence);
    const call = sent("call");
    if (!call) return [{ kind: "call", round, person, isMoved: roundMails.some(({ kind }) => kind === "call") }];
    const isTime = now >= remindFrom(round, call.sentAt);
    return isTime && !sent("reminder") ? [{ kind: "reminder", round, person, isMoved: false }] : [];
  });
}

/**
 * Records that this mail goes out, only if it is still right: the round is open with this day, and the person is in the team.
 * Returns false if that is no longer so, or another server was first.
 */
async function claim({ kind, round, person }: Due, now: Date): Promise<boolean> {
  const written = await getDatabase().$executeRaw`
    INSERT INTO "RoundMail" ("roundId", "userId", "kind", "sequence", "sentAt")
    SELECT r."id", m."userId", ${kind}, r."sequence", ${now}
    FROM "Round" r
    JOIN "Membership" m ON m."teamId" = r."teamId" AND m."userId" = ${person.userId} AND m."role" = 'member'
    JOIN "User" u ON u."id" = m."userId" AND u."disabledAt" IS NULL
    WHERE r."id" = ${round.roundId} AND r."sequence" = ${round.sequence} AND r."dueAt" > ${now} AND r."closedAt" IS NULL
    ON CONFLICT ("roundId", "userId", "kind", "sequence") DO NOTHING`;
  return written > 0;
}

async function giveBack({ kind, round, person }: Due): Promise<void> {
  const { roundId, sequence } = round;
  await getDatabase().roundMail.deleteMany({ where: { roundId, userId: person.userId, kind, sequence } });
}

function factsOf(round: MailedRound, person: Pick<Person, "name" | "email">, now: Date) {
  const { APP_URL: url, SMTP_URL } = getEnvironment();
  return { ...round, to: person.email, personName: person.name, url, sender: senderAddress(SMTP_URL, url), stampedAt: now };
}

function compose({ kind, round, person, isMoved }: Due, now: Date): Mail {
  const facts = factsOf(round, person, now);
  return kind === "call" ? roundCallMail({ ...facts, isMoved }) : roundReminderMail(facts);
}

/** Returns whether it went out. If the mail server did not accept it, its record is removed, and the next run tries again. */
async function deliver(due: Due, now: Date): Promise<boolean> {
  if (!(await claim(due, now))) return false;
  try {
    await sendMail(compose(due, now));
    return true;
  } catch (error) {
    await giveBack(due);
    if (error instanceof MailFailed) return false;
    throw error;
  }
}

/** A few at a time. */
async function forEach<Item>(items: readonly Item[], send: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const sendNext = async () => {
    for (const item of waiting) await send(item);
  };
  await Promise.all(Array.from({ length: MAILS_AT_ONCE }, sendNext));
}

/**
 * Sends what is due now of this round, or of all: after one was opened or moved, and every hour. Returns how many went out. A
 * mail is recorded before it is sent: it is lost if the server dies in between, and never comes twice.
 */
export async function deliverRoundMails(now: Date, roundId?: string): Promise<number> {
  let count = 0;
  for (const round of await listRounds({ ...roundsOpenAt(now), ...(roundId === undefined ? {} : { id: roundId }) })) {
    await forEach(await listDue(round, now), async (due) => {
      if (await deliver(due, now)) count += 1;
    });
    // SQLite's statements are synchronous: between two rounds other requests get their turn.
    await nextTurn();
  }
  return count;
}

/**
 * Tells those who were called to a round that was just closed, are still in the team and have not submitted. Called once, by who
 * closed it: what the mail server does not take is not sent again.
 */
export async function deliverRoundClosing(now: Date, roundId: string): Promise<void> {
  const [round] = await listRounds({ id: roundId, closedAt: now });
  if (!round) return;
  const memberships = await getDatabase().membership.findMany({
    where: {
      teamId: round.teamId,
      role: "member",
      user: { disabledAt: null, isAnonymous: false, roundMails: { some: { roundId, kind: "call" } } },
    },
    select: { userId: true, user: { select: { name: true, email: true } } },
  });
  const isDone = await findDone(round);
  await forEach(
    memberships.filter(({ userId }) => !isDone(userId)),
    async ({ user }) => {
      try {
        await sendMail(roundClosedMail(factsOf(round, user, now)));
      } catch (error) {
        if (!(error instanceof MailFailed)) throw error;
      }
    },
  );
}
