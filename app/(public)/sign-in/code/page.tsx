/** The second step of signing in, for people with an authenticator app. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { AccountPage } from "@/components/account/account-page";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextLink } from "@/components/ui/text-link";
import { getActionError } from "@/lib/actions/define-action";
import { firstParam } from "@/lib/actions/fields";
import { safePath } from "@/lib/domain/request/safe-path";
import { giveCodeAction } from "../actions";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export const metadata: Metadata = { title: "Enter the code" };

export default definePage(async function CodePage({ searchParams }: Props) {
  const next = safePath(firstParam((await searchParams).next));
  const actionError = getActionError();
  const hidden = next !== null && <input type="hidden" name="next" value={next} />;
  const errorOf = (kind: string) => (actionError?.values.kind === kind ? actionError.fieldErrors.code : undefined);
  return (
    <AccountPage title="Enter the code" lead="Your password was right. Now open your authenticator app." actionError={actionError}>
      <form action={giveCodeAction} className="grid gap-5">
        <input type="hidden" name="kind" value="app" />
        {hidden}
        <Field
          id="code"
          name="code"
          label="Code from the app"
          hint="Six digits, new every 30 seconds."
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          error={errorOf("app")}
        />
        <Button type="submit">Sign in</Button>
      </form>
      <details className="mt-8" open={actionError?.values.kind === "backup"}>
        <summary className="min-h-11 cursor-pointer py-2.5">I don’t have the app at hand</summary>
        <form action={giveCodeAction} className="mt-3 grid gap-5">
          <input type="hidden" name="kind" value="backup" />
          {hidden}
          <Field
            id="backup-code"
            name="code"
            label="Backup code"
            hint="One of those that you kept when you set up the app. Each works once."
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="none"
            required
            error={errorOf("backup")}
          />
          <Button type="submit" variant="secondary">
            Sign in with a backup code
          </Button>
        </form>
      </details>
      <p className="mt-6">
        <TextLink href="/sign-in">Start again</TextLink>
      </p>
    </AccountPage>
  );
});
