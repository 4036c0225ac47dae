/** What a name, an address and a password must be like, with the sentences that people read when they are not. */
import { z } from "zod";
import { nameSchema } from "@/lib/domain/team/team-name";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { ADDRESS_MAX_LENGTH, addressError, normalizeAddress } from "./email-address";

/** Length is what counts (OWASP ASVS 5.0, 6.2): no rule asks for digits or signs. The bound keeps nonsense small. */
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

/**
 * In lower case: the same address in other letters is the same person. Better Auth signs in no address with some of the signs that
 * mail allows (z.email), so no account begins with one.
 */
export const emailSchema = z
  .string("Enter your e-mail address.")
  .max(4 * ADDRESS_MAX_LENGTH, { abort: true, error: "This address is too long. Please check it." })
  .overwrite(normalizeAddress)
  .superRefine((address, context) => {
    if (addressError(address) !== null) {
      context.addIssue({ code: "custom", message: "Enter an e-mail address such as name@example.org." });
    } else if (!z.email().safeParse(address).success) {
      context.addIssue({
        code: "custom",
        message: "Cairn cannot sign in an address with a sign like & or # before the @. Please use another address.",
      });
    }
  });

export const personNameSchema = nameSchema("Enter your name.", "Enter your name, as your team knows you.", "your name", "it");

/** For choosing one. Every character counts, spaces too. */
export const newPasswordSchema = z
  .string("Choose a password.")
  .min(PASSWORD_LENGTH.min, `Choose a password of at least ${PASSWORD_LENGTH.min} characters. A few words in a row are easy to remember.`)
  .max(PASSWORD_LENGTH.max, { abort: true, error: `Please keep the password to ${PASSWORD_LENGTH.max} characters or fewer.` })
  .refine((password) => illFormedReason(password) === null, "This holds a character that cannot be used. Please type the password again.");

/** For entering an existing password: it is compared with the account's, and no other rule applies. */
export const passwordSchema = z
  .string("Enter your password.")
  .min(1, "Enter your password.")
  .max(PASSWORD_LENGTH.max, "That is longer than a password can be. Please check it.");
