/** All of the workspace's teams as admins look after them: who coaches them, how many they are, and which have no coach. */

export const TEAM_SORTS = ["name", "created", "size"] as const;

export const TEAMS_SHOWN = ["all", "without-coach"] as const;
