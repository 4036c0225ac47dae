/** Whether a link that confirms an address still works. */
import { browserKey, findPending } from "@/lib/data/account/internal/sign-up";

export type Confirmation = {
  /** Whether this is another browser than the one that signed up: then the password is needed as well. */
  asksPassword: boolean;
};

/** Returns what the link's page asks for, or null where the link is dead. Checking does not use it up. */
export async function findConfirmation(token: string, browserSecret: string | null, now: Date): Promise<Confirmation | null> {
  const found = await findPending(token, now);
  return found && { asksPassword: browserSecret === null || found.id !== browserKey(browserSecret) };
}
