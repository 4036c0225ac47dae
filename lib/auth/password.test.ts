import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./password";

describe("passwords", () => {
  it("are hashed with argon2id at OWASP’s parameters, each with a salt of its own", async () => {
    const [one, other] = [await hashPassword("correct horse"), await hashPassword("correct horse")];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it("are known again, also where another keyboard writes the same letter", async () => {
    const hash = await hashPassword("caf\u00e9 caf\u00e9");
    expect(await verifyPassword({ hash, password: "cafe\u0301 cafe\u0301" })).toBe(true);
    expect(await verifyPassword({ hash, password: "cafe cafe" })).toBe(false);
  });

  it.each(["", "scrypt:abc", "$argon2id$", "$argon2id$v=19$m=1,t=1,p=1$broken"])(
    "are never known by %j, which is no hash",
    async (hash) => {
      expect(await verifyPassword({ hash, password: "anything" })).toBe(false);
    },
  );
});
