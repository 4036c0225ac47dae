/** Every competency's newest revision, as 1EdTech CASE serves it. Anybody may read it, as they may read /model. */
import { getDatabase } from "@/lib/db/client";
import { type CasePackage, toCasePackage } from "@/lib/domain/competency/exchange/case";
import { getEnvironment } from "@/lib/platform/environment";
import { nameUuid } from "@/lib/platform/uuid";
import { getCurrentRevision, type PublishedRevision } from "./revisions";

/** Cairn's own, drawn once and never changed: every identifier in every export comes from it. */
const NAMESPACE = "7b1d2a52-6c0e-4f4e-9d53-1f0d7f8a3c11";

export function caseOrigin(): string {
  return getEnvironment().APP_URL.replace(/\/+$/, "");
}

export function casePackageOf({ model, number, publishedAt }: Pick<PublishedRevision, "model" | "number" | "publishedAt">): CasePackage {
  return toCasePackage({ model, number, publishedAt, origin: caseOrigin(), uuid: (name) => nameUuid(NAMESPACE, name) });
}

/** In the order of the competencies' ids, so that a page of them is the same each time. */
export async function listCasePackages(): Promise<CasePackage[]> {
  const competencies = await getDatabase().revision.groupBy({ by: ["competencyId"], orderBy: { competencyId: "asc" } });
  return await Promise.all(competencies.map(async ({ competencyId }) => casePackageOf(await getCurrentRevision(competencyId))));
}
