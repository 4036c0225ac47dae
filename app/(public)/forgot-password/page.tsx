/** Asks for a link by mail to choose a new password. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { AccountPage } from "@/components/account/account-page";
import { EmailField } from "@/components/account/password-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { firstParam } from "@/lib/actions/fields";
import { isMailConfigured } from "@/lib/platform/environment";
import { requestPasswordResetAction } from "./actions";

type Props = { searchParams: Promise<{ sent?: string | string[] }> };

export const metadata: Metadata = { title: "Forgot your password?" };

export default definePage(async function ForgotPasswordPage({ searchParams }: Props) {
  if (firstParam((await searchParams).sent) === "yes") {
    return (
      <AccountPage
        title="Check your mail"
        lead="If the address has an account, a link to choose a new password is on its way. It works once, for an hour."
      >
        {!isMailConfigured() && (
          <div className="mb-6">
            <Notice kind="status" title="This Cairn sends no mail yet">
              The person who runs it finds the link in the server’s log, and can give it to you.
            </Notice>
          </div>
        )}
        <ButtonLink href="/sign-in" variant="secondary">
          Back to sign in
        </ButtonLink>
      </AccountPage>
    );
  }
  return (
    <AccountPage title="Forgot your password?" lead="Enter your address, and we mail you a link to choose a new password.">
      <Form name="forgot-password" action={requestPasswordResetAction} errorTitle="No mail was sent" className="grid gap-5">
        <EmailField />
        <Button type="submit">Mail me a link</Button>
      </Form>
    </AccountPage>
  );
});
