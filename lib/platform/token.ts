/** Tokens of secret links: the token itself, and the hash that is stored. */
import { createHash, randomBytes } from "node:crypto";

/** SHA-256 in hexadecimal: enough for 256 random bits, which nobody can guess from the hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The token goes into the link and is forgotten; only its hash is stored. */
export function createToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}
