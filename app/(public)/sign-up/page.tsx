/** Creating an account: open to all, or with an invitation, by the installation's setting. */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { definePage } from "@/app/define-page";
import { AccountPage, OtherWay } from "@/components/account/account-page";
import { EmailField, NameField, NewPasswordField } from "@/components/account/password-fields";
import { Button, ButtonLink } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { TextLink } from "@/components/ui/text-link";
import { firstParam } from "@/lib/actions/fields";
import { findActor } from "@/lib/auth/actor";
import { getSignInMethods } from "@/lib/data/account/queries/sign-in";
import { canSignUp } from "@/lib/data/account/queries/sign-up";
import { safePath } from "@/lib/domain/request/safe-path";
import { HOME } from "../sign-in/home";
import { signUpAction } from "./actions";

type Props = { searchParams: Promise<Record<"next" | "invitation", string | string[] | undefined>> };

export const metadata: Metadata = { title: "Create an account" };

export default definePage(async function SignUpPage({ searchParams }: Props) {
  const parameters = await searchParams;
  const next = safePath(firstParam(parameters.next));
  const invitation = firstParam(parameters.invitation) ?? null;
  const actor = await findActor();
  if (actor?.kind === "account") redirect(next ?? HOME);
  const signInHref = next === null ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
  if (!(await canSignUp(actor, invitation, new Date()))) {
    return (
      <AccountPage
        title="An account takes an invitation"
        lead={
          invitation === null
            ? "Ask your coach or an admin for one, and open its link. Rating yourself takes no account: your results stay in this browser for 30 days after you last worked on them."
            : "This invitation is used up, withdrawn or too old. Ask whoever invited you for a new one. What is in this browser stays where it is."
        }
      >
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={signInHref}>Sign in</ButtonLink>
          <ButtonLink href="/growth" variant="secondary">
            My growth
          </ButtonLink>
        </div>
      </AccountPage>
    );
  }
  const query = new URLSearchParams({ ...(next === null ? {} : { next }), ...(invitation === null ? {} : { invitation }) });
  return (
    <AccountPage
      title="Create an account"
      lead={
        actor?.kind === "guest"
          ? "Your results in this browser move to your account, and stay yours alone until you share them."
          : "Your results are yours alone until you share them."
      }
    >
      <Form name="sign-up" action={signUpAction} errorTitle="No account was created" className="grid gap-5">
        {next !== null && <input type="hidden" name="next" value={next} />}
        {invitation !== null && <input type="hidden" name="invitation" value={invitation} />}
        <NameField />
        <EmailField />
        <NewPasswordField />
        <Button type="submit">Create my account</Button>
      </Form>
      {getSignInMethods(actor).singleSignOn && (
        <ButtonLink variant="secondary" className="mt-4 w-full" href={`/sign-in/sso?${query}`}>
          Continue with single sign-on
        </ButtonLink>
      )}
      <OtherWay title="Already have an account?">
        <TextLink href={signInHref}>Sign in</TextLink>
      </OtherWay>
    </AccountPage>
  );
});
