/** The first admin's account. The page is not found once there is an admin. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { AccountPage } from "@/components/account/account-page";
import { EmailField, NameField, NewPasswordField } from "@/components/account/password-fields";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { findActor } from "@/lib/auth/actor";
import { isSetupOpen } from "@/lib/data/workspace/queries";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { completeSetupAction } from "./actions";

export const metadata: Metadata = { title: "Set up Cairn", robots: { index: false } };

export default definePage(async function SetupPage() {
  if (!(await isSetupOpen(await findActor()))) throw notFoundError();
  return (
    <AccountPage
      title="Set up Cairn"
      lead="This creates the first account, an admin. It works once, for the person who can read what the server printed when it started."
    >
      <Form name="setup" action={completeSetupAction} errorTitle="No account was created" className="grid gap-5">
        <Field
          name="token"
          label="One-time token"
          hint="In the terminal or the container’s output, in the line that begins “cairn: there is no admin yet”."
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
        />
        <NameField />
        <EmailField />
        <NewPasswordField />
        <Button type="submit">Create the admin’s account</Button>
      </Form>
    </AccountPage>
  );
});
