/** The authors of a competency's texts, by the stored reference. */
import type { Account } from "@/lib/access/actor";
import { type DatabaseTransaction, getDatabase } from "@/lib/db/client";

export type Author = { name: string; isSelf: boolean };

const LEFT = "Somebody who has left";

/** Returns a lookup for these references. */
export async function getAuthors(
  account: Pick<Account, "auditRef">,
  refs: readonly string[],
  database: DatabaseTransaction = getDatabase(),
): Promise<(ref: string) => Author> {
  const rows = await database.user.findMany({ where: { auditRef: { in: [...new Set(refs)] } }, select: { auditRef: true, name: true } });
  const names = new Map(rows.map(({ auditRef, name }) => [auditRef, name]));
  return (ref) => ({ name: names.get(ref) ?? LEFT, isSelf: ref === account.auditRef });
}
