/** All of the workspace's teams for admins: their coaches, how many people they have, and which have no coach. */

export const TEAM_SORTS = ["name", "created", "size"] as const;

export const TEAMS_SHOWN = ["all", "without-coach"] as const;
