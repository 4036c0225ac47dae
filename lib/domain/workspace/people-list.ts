/** How the list of the workspace's people is ordered, filtered and paged. */

export const PEOPLE_SORTS = ["name", "joined", "seen", "teams"] as const;

export const PEOPLE_SHOWN = ["everybody", "admins", "disabled"] as const;

export const PEOPLE_PER_PAGE = 50;
