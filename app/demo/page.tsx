/** In the demo, the people to sign in as. Elsewhere this page is not found. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { DemoSignIns } from "@/components/workspace/demo-sign-ins";
import { findActor } from "@/lib/auth/actor";
import { listDemoSignIns } from "@/lib/data/workspace/queries";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { signInToDemoAction } from "./actions";

export const metadata: Metadata = { title: "Demo" };

export default definePage(async function DemoPage() {
  const signIns = await listDemoSignIns(await findActor());
  if (signIns.length === 0) throw notFoundError();
  return (
    <div className="mx-auto max-w-reading px-5 pt-8">
      <h1 className="text-title">The demo workspace</h1>
      <p className="mt-4 mb-8 text-lead text-ink-2">An admin, two coaches and three teams, nine months after they began.</p>
      <DemoSignIns signIns={signIns} action={signInToDemoAction} />
    </div>
  );
});
