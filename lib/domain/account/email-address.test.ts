import { expect, it } from "vitest";
import { addressError, normalizeAddress } from "./email-address";

it("is normalized as accounts keep it", () => {
  expect(normalizeAddress(" MailTo:<Ada@Example.ORG> ")).toBe("ada@example.org");
});

it.each([
  "a@example.org",
  "ada.king+team@sub.example.co",
  "o'neil@example.org",
  "r&d@example.org",
  "team#1@example.org",
  "a+x~/@example.org",
  "info@xn--e1afmkfd.xn--p1ai",
])("%s is one", (address) => {
  expect(addressError(address)).toBeNull();
});

it.each(["a@example.org\r\nBcc: b@example.org", "a@example.org\nb", "a\u0000@example.org", "a@example.org,b", "<a@example.org>"])(
  "%j is none",
  (address) => {
    expect(addressError(address)).not.toBeNull();
  },
);

it.each([
  ["max@müller.de", "max@xn--mller-kva.de"],
  ["ada@example.org\u200b", "ada@example.org"],
  ["\ufeff<ada@example.org>", "ada@example.org"],
  ["info@почта.рф", "info@xn--80a1acny.xn--p1ai"],
])("%j is kept as %s, and taken", (typed, kept) => {
  expect(normalizeAddress(typed)).toBe(kept);
  expect(addressError(kept)).toBeNull();
});

it.each([
  ["münchen@example.org", "“ü” before the @"],
  ["a..b@example.org", "before the @ is not written"],
  ["a@example", "no name like example.org"],
  ["a@-example.org", "no name like example.org"],
])("%j is refused with a true reason", (address, reason) => {
  expect(addressError(address)).toContain(reason);
});
