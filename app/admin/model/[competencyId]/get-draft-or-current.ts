/** Reads a competency for its admins: the draft if there is one, and the published revision if there is one. */
import type { Metadata } from "next";
import { cache } from "react";
import { getAccountOrSignIn } from "@/app/account";
import { readTitle } from "@/app/read-title";
import type { Actor } from "@/lib/access/actor";
import { findDraft } from "@/lib/data/competency/queries/drafts";
import { findCurrentRevision } from "@/lib/data/competency/queries/published";
import { notFoundError } from "@/lib/domain/request/expected-error";

/**
 * Redirects people without an account to sign in and back. Read once for a page and its title. @throws ExpectedError NotFound where
 * there is neither, or for anybody but admins
 */
export const getDraftOrCurrent = cache(async (competencyId: string, path: string) => {
  const actor: Actor = await getAccountOrSignIn(path);
  const [draft, current] = await Promise.all([findDraft(actor, competencyId), findCurrentRevision(actor, competencyId)]);
  if (!draft && !current) throw notFoundError();
  const name = current?.competency.source.name ?? (draft?.fields.name?.trim() || "A competency without a name");
  return { actor, draft, current, name };
});

/** A page's title with the competency's name: "Product Management · Publish". */
export function readCompetencyTitle(page: string, competencyId: string, path: string): Promise<Metadata> {
  return readTitle(page, async () => `${(await getDraftOrCurrent(competencyId, path)).name} · ${page}`);
}
