/** The page of a sign-in link: it has a button, since mail scanners open links too. */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { definePage } from "@/app/define-page";
import { AccountPage } from "@/components/account/account-page";
import { DeadLink } from "@/components/account/dead-link";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { findActionError } from "@/lib/actions/define-action";
import { firstParam } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { hasFollowedSignInLink, isSignInLinkAlive } from "@/lib/data/account/queries/sign-in";
import { safePath } from "@/lib/domain/request/safe-path";
import { setResponseStatus } from "@/lib/platform/request-context";
import { followSignInLinkAction } from "../../actions";
import { HOME } from "../../home";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ next?: string | string[] }> };

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default definePage(async function SignInLinkPage({ params, searchParams }: Props) {
  const { token } = await params;
  const next = safePath(firstParam((await searchParams).next));
  const actor = await findActor();
  if (!(await isSignInLinkAlive(actor, token))) {
    if (await hasFollowedSignInLink(actor, token)) redirect(next ?? HOME);
    // Without JavaScript: the link is used up, and there is no form anymore to say why it let nobody in.
    const refused = findActionError();
    setResponseStatus(404);
    return (
      <DeadLink next={[{ href: "/sign-in", label: "Sign in another way" }]}>
        {refused?.code === "Forbidden"
          ? refused.message
          : "It was used already, or it is too old: it works once, for 15 minutes. Ask for a new one."}
      </DeadLink>
    );
  }
  return (
    <AccountPage title="Sign in" lead="One press, and you are in.">
      <Form name="follow-link" action={followSignInLinkAction} errorTitle="You are not signed in">
        <input type="hidden" name="token" value={token} />
        {next !== null && <input type="hidden" name="next" value={next} />}
        <Button type="submit">Sign in to Cairn</Button>
      </Form>
    </AccountPage>
  );
});
