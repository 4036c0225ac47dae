/** The page of the link that was mailed to a new address: it has a button, so that mail scanners do not use the link up. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { findEmailChange } from "@/lib/data/account/queries/security";
import { setResponseStatus } from "@/lib/platform/request-context";
import { confirmEmailAction } from "../../actions";

type Props = { params: Promise<{ token: string }> };

export const metadata: Metadata = { title: "Your new address", referrer: "same-origin" };

export default definePage(async function NewAddressPage({ params }: Props) {
  const { token } = await params;
  const account = await getAccountOrSignIn(`/settings/email/${encodeURIComponent(token)}`);
  const email = await findEmailChange(account, token, new Date());
  if (email === null) {
    setResponseStatus(404);
    return (
      <div className="mx-auto max-w-reading px-5 pt-10">
        <h1 className="text-title">This link no longer works</h1>
        <p className="mt-5 text-lead text-ink-2">
          It was used already, it is too old, or it is for another account than the one that you are signed in with. Your address is{" "}
          <span className="wrap-anywhere">{account.email}</span>.
        </p>
        <p className="mt-8">
          <ButtonLink href="/settings#profile">Ask for a new link</ButtonLink>
        </p>
      </div>
    );
  }
  return (
    <div className="mx-auto max-w-reading px-5 pt-10">
      <h1 className="text-title">Use this address?</h1>
      <p className="mt-5 text-lead wrap-anywhere text-ink-2">
        From now on you sign in with <strong className="text-ink">{email}</strong>, and mails go there, no longer to {account.email}.
      </p>
      <Form name="confirm-email" action={confirmEmailAction} errorTitle="Your address was not changed" className="mt-8">
        <input type="hidden" name="token" value={token} />
        <Button type="submit">Use this address</Button>
      </Form>
    </div>
  );
});
