import { describe, expect, it } from "vitest";
import { InvalidEnvironment, parseEnvironment } from "./environment";

describe("parseEnvironment", () => {
  it("has a value for everything that is unset or empty", () => {
    expect(parseEnvironment({ PORT: "", APP_URL: "" })).toMatchObject({
      DATABASE_URL: "file:./data/cairn.db",
      PORT: 3000,
      APP_URL: "http://localhost:3000",
    });
  });

  it.each([
    ["DATABASE_URL", "mysql://secret@host/db"],
    ["PORT", "70000"],
    ["APP_URL", "no-address-at-all"],
    ["AUTH_SECRET", "secret-too-short"],
    ["SMTP_URL", "https://secret.example.org"],
    ["LOG_LEVEL", "loud-secret"],
  ])("refuses a wrong %s by name, and never shows its value", (name, value) => {
    const parse = () => parseEnvironment({ [name]: value });
    expect(parse).toThrow(InvalidEnvironment);
    expect(parse).toThrow(new RegExp(`\\b${name}\\b`));
    expect(parse).not.toThrow(value);
  });
});
