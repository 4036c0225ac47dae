import { describe, expect, it } from "vitest";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { checkForm, checkObject, TEXT_MAX_LENGTH } from "./bounds";

function formOf(fields: readonly (readonly [string, string | File])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

const many = (count: number) => Array.from({ length: count }, (_, index) => [`f${index}`, ""] as const);

function errorOf(check: () => void): ExpectedError {
  try {
    check();
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
  throw new Error("It was let through.");
}

describe("checkForm", () => {
  it("lets through as much as any form has", () => {
    expect(() => checkForm(formOf([...many(1_999), ["text", "x".repeat(TEXT_MAX_LENGTH)]]), {})).not.toThrow();
  });

  it.each([
    ["too many fields", formOf(many(2_001))],
    ["the same field too often", formOf(Array.from({ length: 2_001 }, () => ["a", ""] as const))],
    ["a long name", formOf([["x".repeat(321), ""]])],
  ])("refuses %s as what no form sends", (_, form) => {
    expect(errorOf(() => checkForm(form, {}))).toMatchObject({ code: "Invalid", fieldErrors: {} });
  });

  it("refuses a long text at its field, with both lengths", () => {
    const error = errorOf(() => checkForm(formOf([["text", "x".repeat(TEXT_MAX_LENGTH + 1)]]), {}));
    expect(error).toMatchObject({ code: "Invalid", reason: "tooLong" });
    expect(error.fieldErrors.text).toBe("This is too long: 20,001 characters, where 20,000 fit.");
  });

  it("knows the fields that may be longer, and a file by its bytes", () => {
    const file = new File(["ü".repeat(20)], "a.txt");
    checkForm(formOf([["list", "x".repeat(30_000)]]), { list: 30_000 });
    checkForm(formOf([["file", file]]), { file: 40 });
    expect(errorOf(() => checkForm(formOf([["file", file]]), { file: 39 })).reason).toBe("tooLong");
  });

  it.each(["constructor", "__proto__", "toString"])("gives %s no bound of its own", (name) => {
    expect(errorOf(() => checkForm(formOf([[name, "x".repeat(TEXT_MAX_LENGTH + 1)]]), {})).reason).toBe("tooLong");
  });
});

describe("checkObject", () => {
  const nested = (depth: number): unknown => (depth === 0 ? "" : { inner: nested(depth - 1) });

  it("lets through what scripts send, at any depth", () => {
    const sent = [{ id: "a", changes: Array.from({ length: 400 }, () => ({ path: "a", value: "b" })) }, nested(1_000), "", null, 1];
    for (const input of sent) expect(() => checkObject(input, {})).not.toThrow();
  });

  it.each([
    ["too many entries", Array.from({ length: 1_000_000 }, () => "")],
    ["too many keys", Object.fromEntries(many(2_001))],
    ["too many in all", Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => ""))],
    ["a long name", { ["x".repeat(321)]: "" }],
  ])("refuses %s", (_, input) => {
    expect(errorOf(() => checkObject(input, {})).code).toBe("Invalid");
  });

  it("refuses a long text wherever it stands, and knows the longer ones by name", () => {
    const input = { a: [{ text: "x".repeat(TEXT_MAX_LENGTH + 1) }] };
    expect(errorOf(() => checkObject(input, {}))).toMatchObject({ reason: "tooLong" });
    checkObject(input, { text: TEXT_MAX_LENGTH + 1 });
  });

  it("ends for what holds itself", () => {
    const ring: Record<string, unknown> = {};
    ring.ring = ring;
    expect(errorOf(() => checkObject(ring, {})).code).toBe("Invalid");
  });
});
