/** Teams and who is in them. Each function authorizes the actor in its own query. */

/** How many people or invitations a page lists. */
export const PEOPLE_PAGE_SIZE = 100;

export const INVITATIONS_PAGE_SIZE = 50;
