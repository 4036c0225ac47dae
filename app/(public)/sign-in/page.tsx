/** Signing in, with every method that this installation offers. */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { definePage } from "@/app/define-page";
import { signInToDemoAction } from "@/app/demo/actions";
import { AccountPage, OtherWay } from "@/components/account/account-page";
import { PasskeyButton } from "@/components/account/passkey-button";
import { EmailField, PasswordField } from "@/components/account/password-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { DemoSignIns } from "@/components/workspace/demo-sign-ins";
import { firstParam } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { getSignInMethods } from "@/lib/data/account/queries/sign-in";
import { listDemoSignIns } from "@/lib/data/workspace/queries";
import { safePath } from "@/lib/domain/request/safe-path";
import { sendSignInLinkAction, signInAction, signInWithPasskeyAction, startPasskeyAction } from "./actions";
import { HOME } from "./home";

type Parameters = Record<"next" | "sent" | "changed" | "error", string | string[] | undefined>;
type Props = { searchParams: Promise<Parameters> };

export const metadata: Metadata = { title: "Sign in" };

/** Better Auth's error codes of single sign-on, as sentences. */
const PROBLEMS: Record<string, string> = {
  signup_disabled:
    "There is no account for this address yet, and creating one takes an invitation. Ask an admin for one, and follow its link first.",
  email_not_verified: "Your sign-in provider does not say that your e-mail address is confirmed, so Cairn cannot use it.",
  account_not_linked: "There is an account with this address that single sign-on is not connected to. Sign in with your password.",
  email_not_found: "Your sign-in provider did not say your e-mail address, and Cairn needs it.",
  access_denied: "You canceled, so nothing happened.",
  ACCOUNT_DISABLED: "This account is disabled. Nothing in it is lost. Ask an admin of your workspace to enable it.",
  too_many: "That was tried too often in a short time. Please wait a while, then try again.",
};

export default definePage(async function SignInPage({ searchParams }: Props) {
  const parameters = await searchParams;
  const next = safePath(firstParam(parameters.next));
  const actor = await findActor();
  if (actor?.kind === "account") redirect(next ?? HOME);
  const ways = getSignInMethods(actor);
  const demoSignIns = await listDemoSignIns(actor);
  const error = firstParam(parameters.error);
  const query = next === null ? "" : `?next=${encodeURIComponent(next)}`;
  const hidden = next !== null && <input type="hidden" name="next" value={next} />;
  return (
    <AccountPage title="Sign in" lead={actor?.kind === "guest" ? "Your results in this browser move to your account." : undefined}>
      {firstParam(parameters.sent) === "link" && (
        <div className="mb-6">
          <Notice kind="status" title="Check your mail">
            If the address has an account, a link to sign in is on its way. It works once, for 15 minutes.
          </Notice>
        </div>
      )}
      {firstParam(parameters.changed) === "password" && (
        <div className="mb-6">
          <Notice kind="status" title="Your password is changed">
            Every device was signed out. Sign in with the new password.
          </Notice>
        </div>
      )}
      {error && (
        <div className="mb-6">
          <Notice kind="alert" title="That did not work">
            {(Object.hasOwn(PROBLEMS, error) && PROBLEMS[error]) ||
              "Single sign-on did not work this time. Please try again, or sign in another way."}
          </Notice>
        </div>
      )}
      {demoSignIns.length > 0 && (
        <div className="mb-8">
          <DemoSignIns signIns={demoSignIns} action={signInToDemoAction} />
        </div>
      )}
      <Form name="sign-in" action={signInAction} errorTitle="You are not signed in" className="grid gap-5">
        {hidden}
        <EmailField />
        <PasswordField />
        <Button type="submit">Sign in</Button>
        <p>
          <TextLink href="/forgot-password">Forgot your password?</TextLink>
        </p>
      </Form>
      {ways.singleSignOn && (
        <ButtonLink variant="secondary" className="mt-3 w-full" href={`/sign-in/sso${query}`}>
          Continue with single sign-on
        </ButtonLink>
      )}
      <PasskeyButton next={next} start={startPasskeyAction} finish={signInWithPasskeyAction} />
      {ways.mailLink && (
        <OtherWay title="Without a password">
          <Form name="mail-link" action={sendSignInLinkAction} errorTitle="No mail was sent" className="grid gap-5">
            {hidden}
            <EmailField />
            <Button type="submit" variant="secondary">
              Mail me a link
            </Button>
          </Form>
        </OtherWay>
      )}
      <OtherWay title="New here?">
        {ways.openSignUp ? (
          <p>
            <TextLink href={`/sign-up${query}`}>Create an account</TextLink>
          </p>
        ) : (
          <p className="text-ink-2">
            An account takes an invitation: ask your coach or an admin for one. You can{" "}
            <a className="text-link" href="/">
              rate yourself without an account
            </a>{" "}
            at any time.
          </p>
        )}
      </OtherWay>
    </AccountPage>
  );
});
