/** A person's role in a team. */

export type TeamRole = "member" | "coach";
