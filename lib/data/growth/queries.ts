/** A person's history over time. */
import type { Actor } from "@/lib/access/actor";
import { assessmentsWhere } from "@/lib/access/where";
import { toRating } from "@/lib/data/assessment/internal/assessments";
import { getRevisions } from "@/lib/data/competency/internal/revisions";
import { SHOWN } from "@/lib/data/review/internal/agreed-levels";
import { getDatabase } from "@/lib/db/client";
import { summarizeLevels } from "@/lib/domain/assessment/level-summary";
import type { AgreedLine, SubmittedAssessment } from "@/lib/domain/growth/history";
import { behaviorName, levelName } from "@/lib/domain/text/wording";

/** Newest first. */
export async function listSubmittedAssessments(actor: Actor | null): Promise<SubmittedAssessment[]> {
  if (!actor) return [];
  const rows = await getDatabase().assessment.findMany({
    where: assessmentsWhere(actor, "assessment.plan"),
    orderBy: [{ submittedAt: "desc" }, { id: "desc" }],
    include: { ratings: true },
  });
  const revisions = await getRevisions(rows);
  return rows.flatMap((row) => {
    const competency = revisions.get(row.revisionId)?.competency;
    if (!competency || !row.submittedAt) return [];
    const { id: competencyId, source } = competency;
    const { overall, rated } = summarizeLevels(source, row.ratings.map(toRating));
    return {
      assessmentId: row.id,
      competencyId,
      competencyName: source.name,
      submittedAt: row.submittedAt,
      workingAt: overall.kind === "level" ? levelName(source, overall.levelId) : null,
      ratedCount: rated.length,
      isCorrection: row.correctsId !== null,
    };
  });
}

/** The agreed levels of all the actor's own assessments, newest first. */
export async function listAgreedLines(actor: Actor | null): Promise<AgreedLine[]> {
  if (!actor) return [];
  const rows = await getDatabase().agreedLevel.findMany({
    where: { assessment: assessmentsWhere(actor, "agreedLevel.record"), agreedAt: { not: null } },
    orderBy: [{ agreedAt: "desc" }, { id: "desc" }],
    select: {
      ...SHOWN,
      assessmentId: true,
      assessment: { select: { revisionId: true } },
    },
  });
  const revisions = await getRevisions(rows.map(({ assessment }) => assessment));
  return rows.flatMap(({ id, assessmentId, assessment, behaviorId, levelId, why, agreedAt, coach }) => {
    const source = revisions.get(assessment.revisionId)?.competency.source;
    if (!source || !agreedAt) return [];
    return {
      agreedLevelId: id,
      assessmentId,
      behaviorName: behaviorName(source, behaviorId),
      levelName: levelName(source, levelId),
      why,
      agreedAt,
      coachName: coach?.name ?? null,
    };
  });
}
