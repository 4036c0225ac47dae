/** How passwords are hashed. */
import { hash as argon2Hash, verify as argon2Verify } from "@node-rs/argon2";

/** OWASP's parameters for argon2id, which is the library's default variant: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Two keyboards may encode the same é differently (NIST SP 800-63B asks for NFKC). */
function normalize(password: string): string {
  return password.normalize("NFKC");
}

export function hashPassword(password: string): Promise<string> {
  return argon2Hash(normalize(password), PARAMETERS);
}

/** Also false for hashes of other algorithms. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  if (!hash.startsWith("$argon2id$")) return false;
  return argon2Verify(hash, normalize(password)).catch(() => false);
}
