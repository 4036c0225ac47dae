/** Setting up an authenticator app: scan, keep the backup codes, confirm with a first code. */
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { QrCode } from "@/components/account/qr-code";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { findAuthenticatorSetup } from "@/lib/data/account/queries/security";
import { confirmAuthenticatorAction } from "../actions";

export const metadata: Metadata = { title: "Authenticator app" };

/** In groups of four, to be readable. */
function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(" ") ?? "";
}

export default definePage(async function AuthenticatorPage() {
  const account = await getAccountOrSignIn("/settings/authenticator");
  const setup = await findAuthenticatorSetup(account);
  if (!setup) redirect("/settings#authenticator");
  return (
    <div className="mx-auto max-w-[52rem] px-5 pt-8">
      <p>
        <a href="/settings#authenticator" className="text-link">
          Settings
        </a>
      </p>
      <h1 className="mt-2 text-title">Set up your authenticator app</h1>
      <ol className="mt-10 grid gap-12">
        <li>
          <h2 className="text-subpart">1. Scan this with the app</h2>
          <div className="mt-4 grid gap-6 sm:grid-cols-[16rem_1fr]">
            <QrCode text={setup.uri} label="QR code to scan with your authenticator app" />
            <div>
              <p className="text-ink-2">
                Any app for one-time codes will do. If it cannot scan, type this key instead, with {account.email} as the account:
              </p>
              <p className="mt-3 font-semibold wrap-anywhere">
                <code data-testid="secret">{grouped(setup.secret)}</code>
              </p>
            </div>
          </div>
        </li>
        <li>
          <h2 className="text-subpart">2. Keep these backup codes</h2>
          <p className="mt-2 text-ink-2">
            Each signs you in once if you lose the app. They are shown here now and never again: print them, or put them where you keep your
            passwords.
          </p>
          <ul className="mt-4 grid grid-cols-2 gap-x-6 gap-y-1 rounded-card bg-sunk p-5 sm:max-w-md" aria-label="Backup codes">
            {setup.backupCodes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </li>
        <li>
          <h2 className="text-subpart">3. Enter the code that the app shows</h2>
          <Form
            name="authenticator"
            action={confirmAuthenticatorAction}
            errorTitle="The app is not turned on"
            className="mt-4 grid max-w-md gap-5"
          >
            <Field name="code" label="Six digits" inputMode="numeric" autoComplete="one-time-code" />
            <div className="flex flex-wrap gap-3">
              <Button type="submit">Turn it on</Button>
              <ButtonLink href="/settings#authenticator" variant="quiet">
                Not now
              </ButtonLink>
            </div>
          </Form>
        </li>
      </ol>
    </div>
  );
});
