/** The second step of signing in, for people with an authenticator app. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { AccountPage } from "@/components/account/account-page";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { TextLink } from "@/components/ui/text-link";
import { firstParam } from "@/lib/actions/fields";
import { safePath } from "@/lib/domain/request/safe-path";
import { giveCodeAction } from "../actions";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export const metadata: Metadata = { title: "Enter the code" };

export default definePage(async function CodePage({ searchParams }: Props) {
  const next = safePath(firstParam((await searchParams).next));
  const hidden = next !== null && <input type="hidden" name="next" value={next} />;
  return (
    <AccountPage title="Enter the code" lead="Your password was right. Now open your authenticator app.">
      <Form name="code" action={giveCodeAction} errorTitle="You are not signed in" className="grid gap-5">
        <input type="hidden" name="kind" value="app" />
        {hidden}
        <Field
          name="code"
          label="Code from the app"
          hint="Six digits, new every 30 seconds."
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <Button type="submit">Sign in</Button>
      </Form>
      <Form name="backup-code" action={giveCodeAction} errorTitle="You are not signed in" className="mt-8">
        <input type="hidden" name="kind" value="backup" />
        {hidden}
        <ConfirmDialog label="I don’t have the app at hand">
          <div className="grid gap-5">
            <Field
              name="code"
              label="Backup code"
              hint="One of those that you kept when you set up the app. Each works once."
              autoComplete="one-time-code"
              spellCheck={false}
              autoCapitalize="none"
            />
            <Button type="submit" variant="secondary">
              Sign in with a backup code
            </Button>
          </div>
        </ConfirmDialog>
      </Form>
      <p className="mt-6">
        <TextLink href="/sign-in">Start again</TextLink>
      </p>
    </AccountPage>
  );
});
