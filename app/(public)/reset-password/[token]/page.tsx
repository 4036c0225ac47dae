/** The page of the link for a forgotten password: choose a new one. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { AccountPage } from "@/components/account/account-page";
import { DeadLink } from "@/components/account/dead-link";
import { NewPasswordField } from "@/components/account/password-fields";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { findActor } from "@/lib/auth/actor";
import { isResetLinkAlive } from "@/lib/data/account/queries/password-reset";
import { setResponseStatus } from "@/lib/platform/request-context";
import { resetPasswordAction } from "../../forgot-password/actions";

type Props = { params: Promise<{ token: string }> };

export const metadata: Metadata = { title: "Choose a new password", robots: { index: false } };

export default definePage(async function ResetPasswordPage({ params }: Props) {
  const { token } = await params;
  if (!(await isResetLinkAlive(await findActor(), token, new Date()))) {
    setResponseStatus(404);
    return (
      <DeadLink
        next={[
          { href: "/forgot-password", label: "Ask for a new link" },
          { href: "/sign-in", label: "Sign in" },
        ]}
      >
        It was used already, or it is too old: it works once, for an hour. Your password is as it was last set.
      </DeadLink>
    );
  }
  return (
    <AccountPage title="Choose a new password" lead="Every device is signed out then, this one as well.">
      <Form name="reset-password" action={resetPasswordAction} errorTitle="Your password was not changed" className="grid gap-5">
        <input type="hidden" name="token" value={token} />
        <NewPasswordField />
        <Button type="submit">Change my password</Button>
      </Form>
    </AccountPage>
  );
});
