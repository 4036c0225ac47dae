/** One person as an admin sees them: role, state and teams, and what an admin can change. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { AdminFrame } from "@/components/workspace/admin-frame";
import { PersonView } from "@/components/workspace/person-view";
import { getPerson } from "@/lib/data/workspace/queries";
import { type SearchParams, textParam } from "@/lib/domain/request/list-query";
import { changePersonAction } from "../actions";

export const metadata: Metadata = { title: "Person" };

type Props = { params: Promise<{ userId: string }>; searchParams: Promise<SearchParams> };

function describeDone(done: string, name: string): string | undefined {
  if (done === "makeAdmin") return `${name} is an admin now, and has to sign in again.`;
  if (done === "removeAdmin") return `${name} is not an admin anymore, and has to sign in again.`;
  if (done === "disable") return `The account of ${name} is disabled.`;
  if (done === "enable") return `The account of ${name} is enabled.`;
  return undefined;
}

export default definePage(async function PersonPage({ params, searchParams }: Props) {
  const actor = await getAccountOrSignIn("/admin/people");
  const person = await getPerson(actor, (await params).userId);
  return (
    <AdminFrame title={person.name} current="People" done={describeDone(textParam(await searchParams, "done"), person.name)}>
      <PersonView person={person} changeAction={changePersonAction} />
    </AdminFrame>
  );
});
