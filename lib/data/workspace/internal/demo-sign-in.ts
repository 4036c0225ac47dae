/** Sign-in with one click, as the demo's people. In a run without DEMO=on, or on a database that no demo filled, there is none. */
import { getAuth } from "@/lib/auth/auth";
import { getDatabase } from "@/lib/db/client";
import type { Actor } from "@/lib/access/actor";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { isDemoWorkspace } from "./demo";
import { DEMO_ADMIN, DEMO_COACHES, DEMO_TEAMS, type DemoPerson } from "@/prisma/seed/demo/people";
import { demoUserId } from "@/prisma/seed/demo/when-and-who";

export type DemoSignIn = { key: string; name: string; role: "admin" | "coach" | "member"; teams: string[] };

function teamsOf({ key }: DemoPerson): string[] {
  return DEMO_TEAMS.filter(({ coaches, members }) => coaches.includes(key) || members.some((member) => member.key === key)).map(
    ({ name }) => name,
  );
}

/** The admin, each coach, and each team's first member. */
const OFFERED = [
  { person: DEMO_ADMIN, role: "admin" as const },
  ...DEMO_COACHES.map((person) => ({ person, role: "coach" as const })),
  ...DEMO_TEAMS.flatMap(({ members }) => members.slice(0, 1)).map((person) => ({ person, role: "member" as const })),
];

/** Those who are still there: whoever looks around may disable or delete them. */
export async function listDemoSignIns(_actor: Actor | null): Promise<DemoSignIn[]> {
  if (!(await isDemoWorkspace())) return [];
  const found = await getDatabase().user.findMany({
    where: { id: { in: OFFERED.map(({ person }) => demoUserId(person)) }, disabledAt: null },
    select: { id: true },
  });
  const ids = new Set(found.map(({ id }) => id));
  return OFFERED.filter(({ person }) => ids.has(demoUserId(person))).map(({ person, role }) => ({
    key: person.key,
    name: person.name,
    role,
    teams: teamsOf(person),
  }));
}

/** `headers` are the request's: what a guest did in this browser moves along. @throws ExpectedError NotFound */
export async function signInToDemo(actor: Actor | null, key: string, headers: Headers): Promise<void> {
  const offered = await listDemoSignIns(actor);
  const chosen = OFFERED.find(({ person }) => person.key === key);
  if (!chosen || !offered.some((one) => one.key === key)) throw notFoundError();
  await getAuth().api.startSession({ body: { userId: demoUserId(chosen.person), way: "demo" }, headers });
}
