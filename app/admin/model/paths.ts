/** The paths of a competency's pages. */
export function competencyPath(competencyId: string, page: "" | "compare" | "publish" | "revisions" | "use" | "import" = ""): string {
  const base = `/admin/model/${encodeURIComponent(competencyId)}`;
  return page === "" ? base : `${base}/${page}`;
}

export function guidancePath(competencyId: string, behaviorId: string): string {
  return `${competencyPath(competencyId)}/guidance/${encodeURIComponent(behaviorId)}`;
}

/** Used instead of the id of the competency to copy: no id has a slash. */
export const FROM_IMPORT = "/import";
