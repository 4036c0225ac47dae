/** What a coach changes in an agenda. */

import { isDeepStrictEqual } from "node:util";
import type { Account, Actor } from "@/lib/access/actor";
import { teamsWhere } from "@/lib/access/where";
import { requireAccount } from "@/lib/data/account/internal/require-account";
import {
  buildOneToOne,
  buildWorkshop,
  getMember,
  getShareStatus,
  type Kept,
  type MemberId,
  TEAM,
} from "@/lib/data/agenda/internal/agendas";
import { getTeamSharing } from "@/lib/data/overview/internal/shared-answers";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";
import { type AgendaChange, contentOf, readContent } from "@/lib/domain/agenda/agenda";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { isDuplicate } from "@/lib/platform/database-errors";

function changedMeanwhile(): ExpectedError {
  return new ExpectedError(
    "Conflict",
    "You saved this agenda in another tab or on another device meanwhile. What you typed is still here: saving it again replaces what was saved there.",
  );
}

/**
 * Returns the new version. The same form sent twice changes nothing.
 * @throws ExpectedError Conflict where this coach saved since the form was shown, NotFound where they no longer coach the team
 */
async function saveContent(
  actor: Account,
  { teamId, memberId }: { teamId: string; memberId: string | null },
  { content, version }: Kept,
  now: Date,
): Promise<number> {
  const subject = memberId ?? TEAM;
  const changes = { content, version: version + 1, updatedAt: now };
  const key = { teamId, coachId: actor.userId, subject };
  try {
    return await getDatabase().$transaction(async (transaction) => {
      await requireSession(transaction, actor, { teamId, memberId });
      const saved = await transaction.agenda.findUnique({
        where: { teamId_coachId_subject: key },
        select: { content: true, version: true },
      });
      if (saved && saved.version !== version && isDeepStrictEqual(readContent(saved.content), content)) return saved.version;
      if (!saved && version === 0) await transaction.agenda.create({ data: { ...key, memberId, ...changes } });
      else if ((await transaction.agenda.updateMany({ where: { ...key, version }, data: changes })).count === 0) throw changedMeanwhile();
      return changes.version;
    });
  } catch (error) {
    throw isDuplicate(error) ? changedMeanwhile() : error;
  }
}

async function requireSession(
  transaction: DatabaseTransaction,
  actor: Account,
  { teamId, memberId }: { teamId: string; memberId: string | null },
): Promise<void> {
  const members = memberId === null ? {} : { AND: { memberships: { some: { userId: memberId } } } };
  const team = await transaction.team.findFirst({
    where: { id: teamId, ...teamsWhere(actor, "agenda.prepare"), ...members },
    select: { id: true },
  });
  if (!team) throw notFoundError();
}

/** Returns the new version. @throws ExpectedError Unauthenticated, NotFound, or Conflict: also where nothing is shown to this coach anymore */
export async function saveOneToOneAgenda(
  actor: Actor | null,
  { teamId, userId }: MemberId,
  change: AgendaChange,
  now: Date,
): Promise<number> {
  const account = requireAccount(actor);
  const { memberName } = await getMember(account, { teamId, userId });
  const current = await getShareStatus(account, { teamId, userId });
  if (current.kind !== "shown") {
    throw new ExpectedError(
      "Conflict",
      "There is nothing to prepare from anymore, so this was not saved. What you typed is here, to copy.",
    );
  }
  const { sections } = await buildOneToOne(account, { teamId, userId, memberName }, current.share, now);
  return saveContent(account, { teamId, memberId: userId }, { content: contentOf(change, sections), version: change.version }, now);
}

/** Returns the new version. @throws ExpectedError Unauthenticated, NotFound, or Conflict: also where nothing is shown to this coach anymore */
export async function saveWorkshopAgenda(actor: Actor | null, teamId: string, change: AgendaChange, now: Date): Promise<number> {
  const account = requireAccount(actor);
  const built = await buildWorkshop(account, teamId, await getTeamSharing(account, teamId));
  if (!built) {
    throw new ExpectedError(
      "Conflict",
      "There is nothing to prepare from anymore, so this was not saved. What you typed is here, to copy.",
    );
  }
  return saveContent(account, { teamId, memberId: null }, { content: contentOf(change, built.sections), version: change.version }, now);
}
