/** The owner's list of who was shown what they share, and when. */
import { getDatabase } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import { unstorableReason } from "@/lib/domain/text/well-formed-text";
import type { Look } from "@/lib/domain/sharing/share-view";

/** As many as are shown before somebody asks for all. */
const FIRST_LOOKS = 20;

/** `review.receive`, as a query says it. */
export function looksSeenBy(actor: Pick<Actor, "userId">) {
  return { assessment: { ownerId: actor.userId } };
}

/** Newest first. Of one's own assessment; of anything else there are none. */
export async function listLooks(
  actor: Actor | null,
  assessmentId: string,
  { all }: { all: boolean },
): Promise<{ looks: Look[]; total: number }> {
  if (!actor || unstorableReason(assessmentId) !== null) return { looks: [], total: 0 };
  const where = { assessmentId, ...looksSeenBy(actor) };
  const rows = await getDatabase().look.findMany({
    where,
    orderBy: [{ at: "desc" }, { viewerId: "asc" }, { place: "asc" }, { teamId: "asc" }],
    select: { at: true, place: true, viewer: { select: { name: true } }, team: { select: { name: true } } },
    ...(all ? {} : { take: FIRST_LOOKS }),
  });
  const looks = rows.map(({ at, place, viewer, team }) => ({ at, place, viewerName: viewer.name, teamName: team.name }));
  return { looks, total: all ? looks.length : await getDatabase().look.count({ where }) };
}
