/** Whether a link that confirms an address still works. */
import { browserKey, findPending } from "@/lib/data/account/internal/sign-up";

export type Confirmation = {
  /** Another browser than the one that signed up: whoever opens the mail there says the password as well. */
  asksPassword: boolean;
};

/** What the page behind the link asks for, or null where the link is dead. Looking at it uses nothing up. */
export async function findConfirmation(token: string, browserSecret: string | null, now: Date): Promise<Confirmation | null> {
  const found = await findPending(token, now);
  return found && { asksPassword: browserSecret === null || found.id !== browserKey(browserSecret) };
}
