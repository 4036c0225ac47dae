/** Everybody who could have to do with one shared assessment. */
import type { Account } from "@/lib/access/actor";
import { shareAssessment } from "@/lib/data/sharing/mutations";
import { leaveTeam } from "@/lib/data/team/mutations";
import { actorOf, makeAccount } from "./account";
import { makeSubmitted } from "./assessment";
import { makeTeam } from "./team";

const AROUND = ["owner", "coach", "secondCoach", "member", "otherCoach", "formerCoach", "admin"] as const;

export type PeopleAround = Record<(typeof AROUND)[number], Account>;

/** Everybody who could have to do with what the owner shares, with examples, with a team of two coaches and a fellow member. */
export async function makePeopleAroundShare(at: Date): Promise<{ people: PeopleAround; teamId: string; assessmentId: string }> {
  const made = await Promise.all(AROUND.map((name) => makeAccount({ name: `Person ${name}`, isAdmin: name === "admin" })));
  const of = Object.fromEntries(AROUND.map((name, index) => [name, made[index]])) as PeopleAround;
  const teamId = await makeTeam({ name: "Orion", coaches: [of.coach, of.secondCoach, of.formerCoach], members: [of.owner, of.member] });
  await makeTeam({ name: "Vega", coaches: [of.otherCoach] });
  await leaveTeam(of.formerCoach, teamId, at);
  const people = Object.fromEntries(
    await Promise.all(AROUND.map(async (name) => [name, await actorOf(of[name].userId)] as const)),
  ) as PeopleAround;
  const assessmentId = await makeSubmitted(people.owner, at, "advanced");
  await shareAssessment(people.owner, { assessmentId, teamId }, { withEvidence: true, withPlan: false }, at);
  return { people, teamId, assessmentId };
}
