/** Secret links: what is handed out, and what of it is kept. */
import { createHash, randomBytes } from "node:crypto";

/** SHA-256 in hexadecimal: enough for a secret of 256 random bits, which nobody can guess from its hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The token goes into the link and is forgotten; only its hash is stored. */
export function createToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}
