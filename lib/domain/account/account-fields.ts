/** What a name, an address and a password must be like, with the sentences that people read when they are not. */
import { z } from "zod";
import { illFormedReason } from "@/lib/domain/text/well-formed-text";
import { addressError, normalizeAddress } from "./email-address";

/** Length is what counts (OWASP ASVS 5.0, 6.2): no rule asks for digits or signs. The bound keeps nonsense small. */
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

const NAME_MAX_LENGTH = 80;

/** The longest that mail servers take (RFC 5321), in UTF-16 code units. */
const EMAIL_MAX_LENGTH = 254;

/**
 * In lower case: the same address in other letters is the same person. Better Auth signs in no address with some of the signs that
 * mail allows (z.email), so no account begins with one.
 */
export const emailSchema = z
  .string("Enter your e-mail address.")
  .max(4 * EMAIL_MAX_LENGTH, "This address is too long. Please check it.")
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

/** One line, without characters that reverse or hide the text around them: the name also appears in subjects of mails. */
export const personNameSchema = z
  .string("Enter your name.")
  .overwrite((text) =>
    text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, (found) => (found.includes("\u0000") ? found : " ")).trim(),
  )
  .superRefine((text, context) => {
    const reason = illFormedReason(text);
    if (reason !== null) context.addIssue({ code: "custom", message: reason });
    else if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(text)) {
      context.addIssue({ code: "custom", message: "Enter your name, as your team knows you." });
    } else if (text.length > NAME_MAX_LENGTH) {
      context.addIssue({ code: "custom", message: `Please keep your name to ${NAME_MAX_LENGTH} characters or fewer.` });
    }
  });

/** For choosing one. Every character counts, spaces too. */
export const newPasswordSchema = z
  .string("Choose a password.")
  .min(PASSWORD_LENGTH.min, `Choose a password of at least ${PASSWORD_LENGTH.min} characters. A few words in a row are easy to remember.`)
  .max(PASSWORD_LENGTH.max, `Please keep the password to ${PASSWORD_LENGTH.max} characters or fewer.`)
  .refine((password) => illFormedReason(password) === null, "This holds a character that cannot be used. Please type the password again.");

/** For entering an existing password: it is compared with the account's, and no other rule applies. */
export const passwordSchema = z
  .string("Enter your password.")
  .min(1, "Enter your password.")
  .max(PASSWORD_LENGTH.max, "That is longer than a password can be. Please check it.");
