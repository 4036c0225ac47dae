import { expect, it } from "vitest";
import { nameKey } from "./name-key";

it("takes accents and capitals away, also where a letter has no parts", () => {
  expect(["Ásta", "ástráður", "Özil", "Ærø", "STRAẞE", "Łódź", "İnci", "Ёлка", "Σίσυφος"].map(nameKey)).toEqual([
    "asta",
    "astradur",
    "ozil",
    "aero",
    "strasse",
    "lodz",
    "inci",
    "елка",
    "σισυφοσ",
  ]);
});

it("is the same however a letter was typed", () => {
  expect(nameKey("Zoe\u0308")).toBe(nameKey("Zo\u00eb"));
  expect(nameKey("ＡＢＣ")).toBe("abc");
});

it("leaves letters of other scripts as they are", () => {
  expect(["李", "がく", "हिन्दी", "서울"].map(nameKey)).toEqual(["李", "がく", "हिन्दी", "서울"]);
});
