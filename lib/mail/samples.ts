/** Each mail with invented facts, for the preview and the tests. */
import { accountExistsMail } from "./account-exists";
import { addressChangedMail } from "./address-changed";
import { addressTakenMail } from "./address-taken";
import { confirmAddressMail } from "./confirm-address";
import { confirmNewAddressMail } from "./confirm-new-address";
import { invitationMail } from "./invitation";
import { passwordChangedMail } from "./password-changed";
import { passwordResetDoneMail } from "./password-reset-done";
import { resetPasswordMail } from "./reset-password";
import { reviewReleasedMail } from "./review-released";
import { roundCallMail } from "./round-call";
import { roundClosedMail } from "./round-closed";
import { roundReminderMail } from "./round-reminder";
import { signInLinkMail } from "./sign-in-link";
import type { Mail } from "./transport";

export type MailSample = {
  /** How it differs from the mail's other samples; empty if there is only one. */
  variant: string;
  facts: Readonly<Record<string, unknown>>;
  /** Returns the mail for these facts, with some of them replaced. */
  compose: (changed?: Readonly<Record<string, unknown>>) => Mail;
};

function sampleOf<Facts extends Record<string, unknown>>(mail: (facts: Facts) => Mail, facts: Facts, variant = ""): MailSample {
  return { variant, facts, compose: (changed) => mail({ ...facts, ...changed }) };
}

const APP = "https://cairn.example.org";
const TOKEN = "Zk3vT0pQ8bW1sYx5uN7cRj2LhG4mEa6dFi9oXqKtVwA";

const to = "mia@example.org";
const person = { name: "Mia Okafor" };
const team = { teamName: "Orion", competencyName: "Product Management" };
const round = {
  name: "Fall check",
  dueAt: new Date("2026-11-30T23:00:00Z"),
  timeZone: "Europe/Berlin",
  blindReviews: true,
  url: APP,
};
const entry = {
  name: round.name,
  dueAt: round.dueAt,
  timeZone: round.timeZone,
  url: APP,
  ...team,
  to,
  personName: person.name,
  roundId: "6f1d2c3b",
  sequence: 0,
  stampedAt: new Date("2026-11-09T08:00:00Z"),
  sender: "no-reply@cairn.example.org",
};
const call = { ...entry, blindReviews: true, coachName: "Cora Lindqvist", isMoved: false };
const invited = { to, inviterName: "Cora Lindqvist", url: `${APP}/join/${TOKEN}`, expiresAt: new Date("2026-11-23T08:00:00Z") };

/** By the name of the mail's file. */
export const MAIL_SAMPLES = {
  "confirm-address": [sampleOf(confirmAddressMail, { to, ...person, url: `${APP}/verify-email/${TOKEN}`, hours: 24 })],
  "account-exists": [sampleOf(accountExistsMail, { to, url: `${APP}/sign-in` })],
  "sign-in-link": [sampleOf(signInLinkMail, { to, url: `${APP}/sign-in/link/${TOKEN}?next=%2Fgrowth`, minutes: 15 })],
  "reset-password": [sampleOf(resetPasswordMail, { to, url: `${APP}/reset-password/${TOKEN}`, minutes: 60 })],
  "password-reset-done": [sampleOf(passwordResetDoneMail, { to, url: `${APP}/sign-in` })],
  "password-changed": [sampleOf(passwordChangedMail, { to })],
  "confirm-new-address": [sampleOf(confirmNewAddressMail, { to, url: `${APP}/settings/email/${TOKEN}`, hours: 24 })],
  "address-taken": [sampleOf(addressTakenMail, { to })],
  "address-changed": [sampleOf(addressChangedMail, { to })],
  invitation: [
    sampleOf(invitationMail, { ...invited, ...person, teamName: "Orion", role: "member" }, "to a team, as a member"),
    sampleOf(invitationMail, { ...invited, name: "", teamName: "Orion", role: "coach" }, "to a team, as a coach, without a name"),
    sampleOf(invitationMail, { ...invited, name: "", teamName: null, role: "member" }, "to the workspace"),
  ],
  "round-call": [
    sampleOf(roundCallMail, call, "with blind reviews"),
    sampleOf(roundCallMail, { ...call, blindReviews: false, coachName: null }, "without blind reviews, its coach gone"),
    sampleOf(roundCallMail, { ...call, isMoved: true, sequence: 1 }, "again, since the day moved"),
  ],
  "round-closed": [sampleOf(roundClosedMail, { ...entry, sequence: 1 })],
  "round-reminder": [sampleOf(roundReminderMail, { ...round, ...team, to, personName: person.name })],
  "review-released": [
    sampleOf(reviewReleasedMail, { to, ...person, coachName: "Cora Lindqvist", teamName: "Orion", url: `${APP}/results/6f1d2c3b#coach` }),
  ],
} satisfies Record<string, readonly [MailSample, ...MailSample[]]>;
