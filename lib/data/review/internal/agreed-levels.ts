/** Agreed levels: one side proposes, the other agrees. It changes neither's ratings. */
import { getDatabase } from "@/lib/db/client";
import type { AgreedLevel } from "@/lib/domain/review/agreed-level";
import type { ShareId } from "@/lib/domain/sharing/share";

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

type ShownRow = Omit<AgreedLevel, "agreedLevelId" | "coachName" | "isOpen"> & {
  id: string;
  coach: { name: string } | null;
};

export function toAgreedLevel({ id, coach, ...row }: ShownRow, isOpen: boolean): AgreedLevel {
  return { agreedLevelId: id, ...row, coachName: coach?.name ?? null, isOpen };
}

/** For a coach whom the caller has authorized for a live share, so both sides see them. Newest first. */
export async function listAgreedLevelsBetween({ coachId, teamId, assessmentId }: ShareId & { coachId: string }): Promise<AgreedLevel[]> {
  const rows = await getDatabase().agreedLevel.findMany({
    where: { coachId, teamId, assessmentId },
    orderBy: NEWEST_FIRST,
    select: SHOWN,
  });
  return rows.map((row) => toAgreedLevel(row, true));
}
