/** After signing up: what to do now, the same for every address. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { AccountPage } from "@/components/account/account-page";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { Notice } from "@/components/ui/notice";
import { firstParam } from "@/lib/actions/fields";
import { isMailConfigured } from "@/lib/platform/environment";
import { resendConfirmationAction } from "../actions";

type Props = { searchParams: Promise<{ again?: string | string[] }> };

export const metadata: Metadata = { title: "Check your mail" };

export default definePage(async function SentPage({ searchParams }: Props) {
  const again = firstParam((await searchParams).again) === "yes";
  return (
    <AccountPage
      title="Check your mail"
      lead="We sent you a link. Open it in this browser: then your account is ready, and your results here move to it."
    >
      {again && (
        <div className="mb-6">
          <Notice kind="status" title="Sent again">
            Only the newest link works.
          </Notice>
        </div>
      )}
      {!isMailConfigured() && (
        <div className="mb-6">
          <Notice kind="status" title="This Cairn sends no mail yet">
            The person who runs it finds the link in the server’s log, and can give it to you.
          </Notice>
        </div>
      )}
      <p className="text-ink-2">Nothing there after a few minutes? Look in your spam folder, or have it sent again.</p>
      <Form name="resend-confirmation" action={resendConfirmationAction} errorTitle="It was not sent again" className="mt-5">
        <Button type="submit" variant="secondary">
          Send it again
        </Button>
      </Form>
    </AccountPage>
  );
});
