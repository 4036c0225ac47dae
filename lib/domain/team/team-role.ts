/** What a person is in a team. */

export type TeamRole = "member" | "coach";
