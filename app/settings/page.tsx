/** The person's own account and data; for a guest, only their data. */
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { setThemeAction } from "@/app/actions";
import { definePage } from "@/app/define-page";
import { AddPasskey } from "@/components/account/add-passkey";
import { DeleteEverything } from "@/components/account/delete-everything";
import { PasskeyList } from "@/components/account/passkey-list";
import { EmailField, NewPasswordField, PasswordField } from "@/components/account/password-fields";
import { SessionList } from "@/components/account/session-list";
import { SettingsForm } from "@/components/account/settings-form";
import { SettingsSection } from "@/components/account/settings-section";
import { ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { formatDay } from "@/components/ui/format-day";
import { TextLink } from "@/components/ui/text-link";
import { ThemeSwitch } from "@/components/ui/theme-switch";
import type { Account, Guest } from "@/lib/access/actor";
import { findActor } from "@/lib/auth/actor";
import { findDeletionProof } from "@/lib/data/account/queries/personal-data";
import { getAccountSecurity, listOwnTeams } from "@/lib/data/account/queries/security";
import {
  addPasskeyAction,
  beginAuthenticatorAction,
  changeEmailAction,
  changePasswordAction,
  deleteAccountAction,
  endOtherSessionsAction,
  endSessionAction,
  removeAuthenticatorAction,
  removePasskeyAction,
  renamePasskeyAction,
  renamePersonAction,
  startPasskeyAction,
} from "./actions";

type Props = { searchParams: Promise<{ done?: string | string[] }> };

export const metadata: Metadata = { title: "Settings" };

/** The result of the last action, by section. */
const DONE: Record<string, { section: string; sentence: string }> = {
  name: { section: "profile", sentence: "Your name is kept." },
  email: { section: "profile", sentence: "We have sent a link to the new address. Open it here to use the address." },
  "email-confirmed": { section: "profile", sentence: "Your address is changed." },
  password: { section: "password", sentence: "Your password is changed, and you are signed out everywhere else." },
  "passkey-added": { section: "passkeys", sentence: "The passkey is added. Next time, it signs you in." },
  "passkey-renamed": { section: "passkeys", sentence: "The name is kept." },
  "passkey-removed": { section: "passkeys", sentence: "The passkey is removed." },
  authenticator: { section: "authenticator", sentence: "It is on. From now on, signing in takes a code as well." },
  "authenticator-removed": { section: "authenticator", sentence: "It is removed. Your password alone signs you in." },
  session: { section: "sessions", sentence: "That device is signed out." },
  sessions: { section: "sessions", sentence: "You are signed out everywhere else." },
};

async function ThemeSection() {
  const theme = (await cookies()).get("theme")?.value;
  return (
    <SettingsSection id="theme" title="Theme" lead="On this device.">
      <div className="justify-self-start">
        <ThemeSwitch current={theme === "light" || theme === "dark" ? theme : "system"} action={setThemeAction} name="theme-here" />
      </div>
    </SettingsSection>
  );
}

function ExportSection() {
  return (
    <SettingsSection
      id="export"
      title="All of your data"
      lead="One JSON file with everything that the database has about you: self-assessments in the words of their time, plans, what you shared, and who did what to your account. Only secrets, such as your password, are not in it."
    >
      <p>
        <ButtonLink href="/api/me/export" variant="secondary" download>
          Export all of my data
        </ButtonLink>
      </p>
    </SettingsSection>
  );
}

type OwnProps = { doneIn: (section: string) => string | null; proof: "password" | "word" };

async function GuestSettings({ guest, proof }: OwnProps & { guest: Guest }) {
  return (
    <>
      <p className="mt-4 mb-10 max-w-[40rem] text-lead text-ink-2">
        You work without an account. What you answer is kept for this browser until {formatDay(guest.keptUntil)}, and longer whenever you
        come back.
      </p>
      <p className="mb-10">
        <ButtonLink href="/sign-up">Keep my results in an account</ButtonLink>
      </p>
      <ThemeSection />
      <ExportSection />
      <SettingsSection id="delete" title="Delete my data" lead="Everything that you answered and wrote here, at once.">
        <DeleteEverything
          label="Delete my data"
          proof={proof}
          consequences={[
            "Your self-assessments, examples and plans are deleted from every table.",
            "This cannot be undone. Export your data first if you may want it.",
          ]}
          action={deleteAccountAction}
        />
      </SettingsSection>
    </>
  );
}

async function AccountSettings({ account, doneIn, proof }: OwnProps & { account: Account }) {
  const [security, teams] = await Promise.all([getAccountSecurity(account, new Date()), listOwnTeams(account)]);
  const { hasPassword } = security;
  return (
    <div className="mt-8">
      <SettingsSection id="profile" title="Profile" done={doneIn("profile")}>
        <SettingsForm name="name" action={renamePersonAction} button="Keep this name">
          <Field name="name" label="Name" hint="As your teams see it." autoComplete="name" defaultValue={security.name} />
        </SettingsForm>
        <SettingsForm name="email" action={changeEmailAction} button="Mail me a link">
          <div>
            <p className="font-semibold">E-mail address</p>
            <p className="wrap-anywhere text-ink-2">
              {security.email}
              {security.pendingEmail && ` · a link to ${security.pendingEmail} waits to be opened`}
            </p>
          </div>
          <EmailField label="New address" hint="We mail a link there. Until you open it, nothing changes." autoComplete="email" />
          {hasPassword && <PasswordField label="Your password" />}
        </SettingsForm>
      </SettingsSection>

      <ThemeSection />

      <SettingsSection
        id="password"
        title="Password"
        lead={
          hasPassword ? "Changing it signs you out everywhere else." : "You have none: you sign in another way. You can choose one as well."
        }
        done={doneIn("password")}
      >
        <SettingsForm name="password" action={changePasswordAction} button={hasPassword ? "Change my password" : "Choose a password"}>
          {hasPassword && <PasswordField label="The one you have" />}
          <NewPasswordField name="newPassword" label="The new one" />
        </SettingsForm>
      </SettingsSection>

      <SettingsSection
        id="passkeys"
        title="Passkeys"
        lead="Sign in with your fingerprint, your face or your device’s PIN instead of a password."
        done={doneIn("passkeys")}
      >
        <PasskeyList passkeys={security.passkeys} rename={renamePasskeyAction} remove={removePasskeyAction} />
        <AddPasskey start={startPasskeyAction} add={addPasskeyAction} donePath="/settings?done=passkey-added#passkeys" />
      </SettingsSection>

      <SettingsSection
        id="authenticator"
        title="Authenticator app"
        lead={
          security.authenticator === "on"
            ? "On. Signing in with your password or a link by mail takes a code from the app as well. Lost your backup codes? Remove the app and set it up again."
            : "A code from an app on your phone, besides your password: whoever learns the password still cannot sign in."
        }
        done={doneIn("authenticator")}
      >
        {security.authenticator === "on" ? (
          <SettingsForm name="remove-authenticator" action={removeAuthenticatorAction} button="Remove the app">
            {hasPassword && <PasswordField label="Your password" />}
          </SettingsForm>
        ) : (
          <SettingsForm name="authenticator" action={beginAuthenticatorAction} button="Set up an app">
            {hasPassword && <PasswordField label="Your password" />}
          </SettingsForm>
        )}
      </SettingsSection>

      <SettingsSection id="sessions" title="Where you are signed in" done={doneIn("sessions")}>
        <SessionList sessions={security.sessions} end={endSessionAction} endOthers={endOtherSessionsAction} />
      </SettingsSection>

      <SettingsSection id="teams" title="My teams">
        {teams.length === 0 ? (
          <p className="text-ink-2">You are in none. When somebody invites you to one, it shows here.</p>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {teams.map(({ teamId, name, role }) => (
              <li key={teamId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
                <p className="wrap-anywhere">
                  <span dir="auto" className="font-semibold">
                    {name}
                  </span>{" "}
                  <span className="text-ink-2">· {role === "coach" ? "coach" : "member"}</span>
                </p>
                <TextLink href={`/teams/${encodeURIComponent(teamId)}`}>
                  See or leave it<span className="sr-only">: {name}</span>
                </TextLink>
              </li>
            ))}
          </ul>
        )}
      </SettingsSection>

      <ExportSection />

      <SettingsSection id="delete" title="Delete my account" lead="Your account, and everything of yours in it.">
        <DeleteEverything
          label="Delete my account"
          proof={proof}
          consequences={[
            "Your self-assessments, examples and plans are deleted from every table, and your coaches no longer see what you shared.",
            "Team summaries that count your answers are no longer shown.",
            "Invitations that you made stop working. A team that you alone coach is left without a coach; the admins see that.",
            "You are signed out everywhere at once. This cannot be undone: export your data first if you may want it.",
          ]}
          action={deleteAccountAction}
        />
      </SettingsSection>
    </div>
  );
}

export default definePage(async function SettingsPage({ searchParams }: Props) {
  const actor = await findActor();
  if (!actor) redirect("/sign-in?next=%2Fsettings");
  const { done } = await searchParams;
  const justDone = typeof done === "string" && Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  const own = {
    doneIn: (section: string) => (justDone?.section === section ? justDone.sentence : null),
    proof: await findDeletionProof(actor),
  };
  return (
    <div className="mx-auto max-w-[52rem] px-5 pt-8">
      <h1 className="text-title">Settings</h1>
      {actor.kind === "guest" ? <GuestSettings guest={actor} {...own} /> : <AccountSettings account={actor} {...own} />}
    </div>
  );
});
