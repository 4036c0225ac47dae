/** The page of the link that confirms an address: it has a button, since mail scanners open links too. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { AccountPage } from "@/components/account/account-page";
import { DeadLink } from "@/components/account/dead-link";
import { PasswordField } from "@/components/account/password-fields";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { findActor } from "@/lib/auth/actor";
import { findSignUpSecret } from "@/lib/auth/sign-up-cookie";
import { findConfirmation } from "@/lib/data/account/queries/sign-up";
import { setResponseStatus } from "@/lib/platform/request-context";
import { confirmAddressAction } from "../../sign-up/actions";

type Props = { params: Promise<{ token: string }> };

export const metadata: Metadata = { title: "Confirm your address", robots: { index: false } };

export default definePage(async function VerifyEmailPage({ params }: Props) {
  const { token } = await params;
  const confirmation = await findConfirmation(await findActor(), token, await findSignUpSecret(), new Date());
  if (!confirmation) {
    setResponseStatus(404);
    return (
      <DeadLink
        next={[
          { href: "/sign-in", label: "Sign in" },
          { href: "/sign-up", label: "Sign up again" },
        ]}
      >
        It was used already, it is too old, or a newer one was sent. If you confirmed your address before, sign in; otherwise sign up again.
      </DeadLink>
    );
  }
  return (
    <AccountPage
      title="Confirm your address"
      lead={
        confirmation.asksPassword
          ? "This is another browser than the one where you signed up, so please give the password that you chose there."
          : "One press, and your account is ready. Results in this browser move to it."
      }
    >
      <Form name="confirm-address" action={confirmAddressAction} errorTitle="Your address is not confirmed" className="grid gap-5">
        <input type="hidden" name="token" value={token} />
        {confirmation.asksPassword && <PasswordField />}
        <Button type="submit">Confirm my address</Button>
      </Form>
      {confirmation.asksPassword && (
        <p className="mt-6 text-[0.94rem] text-ink-3">You did not sign up? Close this page: without the password, no account is made.</p>
      )}
    </AccountPage>
  );
});
