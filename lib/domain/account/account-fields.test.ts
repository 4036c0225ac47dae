import { describe, expect, it } from "vitest";
import { emailSchema, newPasswordSchema, personNameSchema } from "./account-fields";

describe("an address", () => {
  it.each([
    ["  Pat@Example.ORG ", "pat@example.org"],
    ["a.b+c@sub.example.org", "a.b+c@sub.example.org"],
  ])("%j is taken as %j", (typed, taken) => {
    expect(emailSchema.parse(typed)).toBe(taken);
  });

  it.each(["", "pat", "pat@", "@example.org", "a@b.org, c@d.org", "a@b.org\nbcc: c@d.org", "a\u0000@b.org", `${"a".repeat(250)}@b.org`])(
    "%j is refused",
    (typed) => {
      expect(emailSchema.safeParse(typed).success).toBe(false);
    },
  );
});

describe("a name", () => {
  it("is one line", () => {
    expect(personNameSchema.parse("  Pat \n Smith ")).toBe("Pat Smith");
    // Neither control characters nor marks that reverse the text after them, also in the subject of a mail.
    expect(personNameSchema.parse("Pat\u0007\u202e\u2066\u2028Smith\u202c")).toBe("Pat Smith");
  });

  it.each(["", " \n ", "\u200b", "\u202e", "a\u0000b", "\ud800", "x".repeat(81)])("%j is refused", (typed) => {
    expect(personNameSchema.safeParse(typed).success).toBe(false);
  });
});

describe("a new password", () => {
  it.each(["1234567890", "ten spaces ", "x".repeat(128), "pässwörter"])("%j may be chosen", (typed) => {
    expect(newPasswordSchema.parse(typed)).toBe(typed);
  });

  it.each(["123456789", "", "x".repeat(129), "with\u0000nullchar"])("%j is refused", (typed) => {
    expect(newPasswordSchema.safeParse(typed).success).toBe(false);
  });
});
