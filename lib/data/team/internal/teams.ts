/** Teams and who is in them. Each function authorizes the actor in its own query. */

/** As many as a page lists of people or of invitations. */
export const PEOPLE_PAGE_SIZE = 100;

export const INVITATIONS_PAGE_SIZE = 50;
