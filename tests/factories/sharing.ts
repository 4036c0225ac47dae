/** Many people's self-assessments at once, written as the rows that submitting and sharing leave. */
import { randomUUID } from "node:crypto";
import { getDatabase, type Prisma } from "@/lib/db/client";
import { behaviorIds, findRevisionId } from "./competency";

type Submission = {
  userId: string;
  submittedAt: Date;
  /** Of every behavior alike, or by behavior id, where the others are "no opportunity yet". */
  answers: string | Record<string, string>;
  revisionId?: string;
  evidence?: string;
  priorities?: string[];
};

export type Sharing = Submission & { share?: Partial<Prisma.ShareCreateManyInput> };

/** Returns their ids, in order. Without a revision it is the shipped model's newest. */
export async function makeSubmissions(submissions: readonly Submission[]): Promise<string[]> {
  const database = getDatabase();
  const current = await findRevisionId();
  const rows = submissions.map((submission) => ({ ...submission, id: randomUUID() }));
  await database.assessment.createMany({
    data: rows.map(({ id, userId, submittedAt, revisionId = current, priorities = [] }) => ({
      id,
      ownerId: userId,
      revisionId,
      submittedAt,
      startedAt: submittedAt,
      priorities,
    })),
  });
  await database.rating.createMany({
    data: rows.flatMap(({ id, answers, evidence = "" }) => {
      const ids = [...new Set([...behaviorIds, ...(typeof answers === "string" ? [] : Object.keys(answers))])];
      return ids.map((behaviorId) => ({
        assessmentId: id,
        behaviorId,
        answer: typeof answers === "string" ? answers : (answers[behaviorId] ?? "no-opportunity"),
        answeredAt: 1n,
        evidence,
      }));
    }),
  });
  return rows.map(({ id }) => id);
}

/** The same, each shared with the team when it was submitted, unless `share` says otherwise. */
export async function makeShared(teamId: string, sharings: readonly Sharing[]): Promise<string[]> {
  const ids = await makeSubmissions(sharings);
  const data = sharings.map(({ submittedAt, share }, index) => ({
    assessmentId: ids[index] ?? "",
    teamId,
    sharedAt: submittedAt,
    withEvidence: false,
    ...share,
  }));
  await getDatabase().share.createMany({ data });
  return ids;
}
