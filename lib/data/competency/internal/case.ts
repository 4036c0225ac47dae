/** Every competency's newest revision, as served by 1EdTech CASE. Anybody may read it, like /model. */

import { type CasePackage, toCasePackage } from "@/lib/domain/competency/exchange/case";
import { getEnvironment } from "@/lib/platform/environment";
import { nameUuid } from "@/lib/platform/uuid";
import type { PublishedRevision } from "./revisions";

/** Cairn's namespace, chosen at random once and never changed: every identifier in every export derives from it. */
const NAMESPACE = "7b1d2a52-6c0e-4f4e-9d53-1f0d7f8a3c11";

export function caseOrigin(): string {
  return new URL(getEnvironment().APP_URL).origin;
}

export function casePackageOf({
  competency,
  number,
  publishedAt,
}: Pick<PublishedRevision, "competency" | "number" | "publishedAt">): CasePackage {
  return toCasePackage({ competency, number, publishedAt, origin: caseOrigin(), uuid: (name) => nameUuid(NAMESPACE, name) });
}
