/** Sign-in with one click, as the demo's people. There is none without DEMO=on, or on a database that no demo filled. */
import { DEMO_ADMIN, DEMO_COACHES, DEMO_TEAMS } from "@/prisma/seed/demo/people";

/** The admin, each coach, and each team's first member. */
export const OFFERED = [
  { person: DEMO_ADMIN, role: "admin" as const },
  ...DEMO_COACHES.map((person) => ({ person, role: "coach" as const })),
  ...DEMO_TEAMS.flatMap(({ members }) => members.slice(0, 1)).map((person) => ({ person, role: "member" as const })),
];
