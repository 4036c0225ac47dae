/** Whether a person may be proposed for a pairing in their team's workshop: theirs alone to say. */
import { getDatabase } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import { requireAccount } from "@/lib/data/account/internal/require-account";

/** `team.offerPairing`, as a query says it. */
export function membershipsOf(actor: Pick<Actor, "userId">, teamId: string) {
  return { userId: actor.userId, teamId };
}

export type PairingChoice = { isOpen: boolean };

/** @throws ExpectedError Unauthenticated or NotFound */
export async function getPairingChoice(actor: Actor | null, teamId: string): Promise<PairingChoice> {
  const account = requireAccount(actor);
  if (unstorableReason(teamId) !== null) throw notFoundError();
  const membership = await getDatabase().membership.findFirst({
    where: membershipsOf(account, teamId),
    select: { isOpenToPairing: true },
  });
  if (!membership) throw notFoundError();
  return { isOpen: membership.isOpenToPairing };
}

/** It ends with the membership. @throws ExpectedError Unauthenticated or NotFound */
export async function choosePairing(actor: Actor | null, teamId: string, isOpen: boolean): Promise<void> {
  const account = requireAccount(actor);
  if (unstorableReason(teamId) !== null) throw notFoundError();
  const { count } = await getDatabase().membership.updateMany({
    where: membershipsOf(account, teamId),
    data: { isOpenToPairing: isOpen },
  });
  if (count === 0) throw notFoundError();
}
