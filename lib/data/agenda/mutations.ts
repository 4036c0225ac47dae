/** What a coach changes in an agenda. */

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
import { type AgendaChange, contentOf } from "@/lib/domain/agenda/agenda";
import { ExpectedError, notFoundError } from "@/lib/domain/request/expected-error";
import { isDuplicate } from "@/lib/platform/database-errors";

function changedMeanwhile(): ExpectedError {
  return new ExpectedError(
    "Conflict",
    "This agenda was changed in another tab meanwhile. What you typed is still here: saving it again replaces what was saved there.",
  );
}

/** @throws ExpectedError Conflict where somebody saved since the form was shown, NotFound where the actor no longer coaches the team */
async function saveContent(
  actor: Account,
  { teamId, memberId }: { teamId: string; memberId: string | null },
  { content, version }: Kept,
  now: Date,
): Promise<void> {
  const subject = memberId ?? TEAM;
  const changes = { content, version: version + 1, updatedAt: now };
  const key = { teamId, coachId: actor.userId, subject };
  try {
    await getDatabase().$transaction(async (transaction) => {
      await requireSession(transaction, actor, { teamId, memberId });
      if (version === 0) return transaction.agenda.create({ data: { ...key, memberId, ...changes } });
      const { count } = await transaction.agenda.updateMany({ where: { ...key, version }, data: changes });
      if (count === 0) throw changedMeanwhile();
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

/** @throws ExpectedError Unauthenticated, NotFound, or Conflict: also where nothing is shown to this coach anymore */
export async function saveOneToOneAgenda(
  actor: Actor | null,
  { teamId, userId }: MemberId,
  change: AgendaChange,
  now: Date,
): Promise<void> {
  const account = requireAccount(actor);
  const { memberName } = await getMember(account, { teamId, userId });
  const current = await getShareStatus(account, { teamId, userId });
  if (current.kind !== "shown") {
    throw new ExpectedError(
      "Conflict",
      "There is nothing to prepare from anymore, so this was not saved. What you typed is below, to copy.",
    );
  }
  const { sections } = await buildOneToOne(account, { teamId, userId, memberName }, current.share, now);
  await saveContent(account, { teamId, memberId: userId }, { content: contentOf(change, sections), version: change.version }, now);
}

/** @throws ExpectedError Unauthenticated, NotFound, or Conflict: also where nothing is shown to this coach anymore */
export async function saveWorkshopAgenda(actor: Actor | null, teamId: string, change: AgendaChange, now: Date): Promise<void> {
  const account = requireAccount(actor);
  const built = await buildWorkshop(account, teamId, await getTeamSharing(account, teamId));
  if (!built) {
    throw new ExpectedError(
      "Conflict",
      "There is nothing to prepare from anymore, so this was not saved. What you typed is below, to copy.",
    );
  }
  await saveContent(account, { teamId, memberId: null }, { content: contentOf(change, built.sections), version: change.version }, now);
}
