/** An invitation's life: how it can end, and what a form may ask of a new one. */
import { z } from "zod";

/** For how long a link may work, in days. */
export const LIFETIMES = [1, 7, 14, 30] as const;

export const DEFAULT_LIFETIME = 14;

export const MOST_USES = 500;

export type InvitationState = "open" | "revoked" | "declined" | "expired" | "used up";

type InvitationDates = { revokedAt: Date | null; declinedAt: Date | null; expiresAt: Date; uses: number; maxUses: number };

/** Where several are true, a person's decision comes before the date. */
export function invitationState({ revokedAt, declinedAt, expiresAt, uses, maxUses }: InvitationDates, now: Date): InvitationState {
  if (revokedAt) return "revoked";
  if (declinedAt) return "declined";
  if (uses >= maxUses) return "used up";
  return expiresAt <= now ? "expired" : "open";
}

const MALFORMED = "This could not be read as an invitation. Please reload the page and try again.";

export const teamRoleSchema = z.enum(["member", "coach"], "Choose member or coach.");

const lifetimeSchema = z
  .string(MALFORMED)
  .transform(Number)
  .pipe(z.literal([...LIFETIMES], "Choose one of the lifetimes."));

const usesSchema = z
  .string(MALFORMED)
  .regex(/^\s*\d{1,6}\s*$/, `Say for how many people: a whole number from 1 to ${MOST_USES}.`)
  .transform(Number)
  .refine((uses) => uses >= 1 && uses <= MOST_USES, `Say for how many people: a whole number from 1 to ${MOST_USES}.`);

/** As a form sends them. */
export const linkFields = { role: teamRoleSchema, days: lifetimeSchema, uses: usesSchema };
