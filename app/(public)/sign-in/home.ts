/** Where a person goes after signing in without a page to return to. */
export const HOME = "/growth";
