import { expect, it } from "vitest";
import { nameUuid } from "./uuid";

it("makes the UUID that RFC 9562 gives as its example (A.4)", () => {
  expect(nameUuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe("2ed6657d-e927-568b-95e1-2665a8aea6a2");
});

it("makes one that fits the pattern of CASE, of whatever name", () => {
  for (let number = 0; number < 500; number += 1) {
    expect(nameUuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8", `’${number}`)).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  }
});
