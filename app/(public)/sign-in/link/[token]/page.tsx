/** The page of a sign-in link: it has a button, since mail scanners open links too. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { AccountPage } from "@/components/account/account-page";
import { DeadLink } from "@/components/account/dead-link";
import { Button } from "@/components/ui/button";
import { getActionError } from "@/lib/actions/define-action";
import { firstParam } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { isSignInLinkAlive } from "@/lib/data/account/queries/sign-in";
import { safePath } from "@/lib/domain/request/safe-path";
import { setResponseStatus } from "@/lib/platform/request-context";
import { followSignInLinkAction } from "../../actions";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ next?: string | string[] }> };

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

export default definePage(async function SignInLinkPage({ params, searchParams }: Props) {
  const { token } = await params;
  const next = safePath(firstParam((await searchParams).next));
  const actionError = getActionError();
  if (!(await isSignInLinkAlive(await findActor(), token))) {
    setResponseStatus(404);
    return (
      <DeadLink next={[{ href: "/sign-in", label: "Sign in another way" }]}>
        {actionError?.code === "Forbidden"
          ? actionError.message
          : "It was used already, or it is too old: it works once, for 15 minutes. Ask for a new one."}
      </DeadLink>
    );
  }
  return (
    <AccountPage title="Sign in" lead="One press, and you are in." actionError={actionError}>
      <form action={followSignInLinkAction}>
        <input type="hidden" name="token" value={token} />
        {next !== null && <input type="hidden" name="next" value={next} />}
        <Button type="submit">Sign in to Cairn</Button>
      </form>
    </AccountPage>
  );
});
