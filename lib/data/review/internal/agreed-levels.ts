/** Agreed levels: one side proposes, the other agrees. It changes neither's ratings. */
import type { Actor } from "@/lib/access/actor";
import { getDatabase } from "@/lib/db/client";
import type { AgreedLevel, AgreedLevelSide } from "@/lib/domain/review/agreed-level";

/** `agreement.record` for the member, as a query says it; for the coach it is what they may review. */
export function agreedLevelsOf(actor: Pick<Actor, "userId">) {
  return { assessment: { ownerId: actor.userId } };
}

export const SHOWN = {
  id: true,
  behaviorId: true,
  levelId: true,
  why: true,
  proposedBy: true,
  proposedAt: true,
  agreedAt: true,
  coach: { select: { name: true } },
} as const;

export const NEWEST_FIRST = [{ proposedAt: "desc" as const }, { id: "desc" as const }];

type ShownRow = Omit<AgreedLevel, "agreedLevelId" | "coachName" | "proposedBy" | "isOpen"> & {
  id: string;
  proposedBy: string;
  coach: { name: string } | null;
};

export function toAgreedLevel({ id, coach, proposedBy, ...row }: ShownRow, isOpen: boolean): AgreedLevel {
  return { agreedLevelId: id, ...row, coachName: coach?.name ?? null, proposedBy: proposedBy as AgreedLevelSide, isOpen };
}

/** For a coach whom the caller has authorized for a live share, so both sides see them. Newest first. */
export async function findAgreedLevelsBetween(coachId: string, teamId: string, assessmentId: string): Promise<AgreedLevel[]> {
  const rows = await getDatabase().agreedLevel.findMany({
    where: { coachId, teamId, assessmentId },
    orderBy: NEWEST_FIRST,
    select: SHOWN,
  });
  return rows.map((row) => toAgreedLevel(row, true));
}
