/** Where a competency's pages are. */
export function competencyPath(competencyId: string, page: "" | "compare" | "publish" | "revisions" | "use" | "import" = ""): string {
  const base = `/admin/model/${encodeURIComponent(competencyId)}`;
  return page === "" ? base : `${base}/${page}`;
}

export function guidancePath(competencyId: string, behaviorId: string): string {
  return `${competencyPath(competencyId)}/guidance/${encodeURIComponent(behaviorId)}`;
}

/** Instead of the competency that a new one is a copy of: no id has a slash. */
export const FROM_IMPORT = "/import";
