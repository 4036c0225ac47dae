/** How lists of teams, and of who is in one, are ordered, filtered and paged. */

export const TEAM_SORTS = ["name", "created", "size"] as const;

export const TEAMS_SHOWN = ["all", "without-coach"] as const;

/** As many as a page lists of teams. */
export const TEAMS_PER_PAGE = 50;

/** As many as a page lists of people or of invitations. */
export const PEOPLE_PAGE_SIZE = 100;

export const INVITATIONS_PAGE_SIZE = 50;
