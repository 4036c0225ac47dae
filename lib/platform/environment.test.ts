import { describe, expect, it } from "vitest";
import { InvalidEnvironment, parseEnvironment } from "./environment";

describe("parseEnvironment", () => {
  it("has a value for everything that is unset or empty", () => {
    expect(parseEnvironment({ PORT: "", APP_URL: "" })).toMatchObject({
      DATABASE_URL: "file:./data/cairn.db",
      PORT: 3000,
      APP_URL: "http://localhost:3000",
      SIGN_UP: "invite",
      MIN_GROUP_SIZE: 5,
      TRUSTED_PROXIES: [],
    });
  });

  it.each(["https://cairn.example.org", "https://cairn.example.org/", "http://localhost:3000"])("takes the address %s", (APP_URL) => {
    expect(parseEnvironment({ APP_URL }).APP_URL).toBe(APP_URL);
  });

  it("reads the trusted proxies as a list", () => {
    expect(parseEnvironment({ TRUSTED_PROXIES: "10.0.0.0/8, 2001:db8::1" }).TRUSTED_PROXIES).toEqual(["10.0.0.0/8", "2001:db8::1"]);
  });

  it.each([
    ["DATABASE_URL", "mysql://secret@host/db"],
    ["PORT", "70000"],
    ["APP_URL", "no-address-at-all"],
    ["APP_URL", "https://secret.example.org/growth"],
    ["APP_URL", "https://secret.example.org/?a=b"],
    ["APP_URL", "https://secret.example.org#top"],
    ["APP_URL", "https://secret.example.org?"],
    ["APP_URL", "https://secret:word@example.org"],
    ["AUTH_SECRET", "secret-too-short"],
    ["SMTP_URL", "https://secret.example.org"],
    ["LOG_LEVEL", "loud-secret"],
    ["SIGN_UP", "secretly"],
    ["MIN_GROUP_SIZE", "2"],
    ["TRUSTED_PROXIES", "10.0.0.1, secret-host"],
    ["OIDC_ISSUER", "https://secret.example.org"],
    ["DEMO", "secret-yes"],
  ])("refuses a wrong %s by name, and never shows its value", (name, value) => {
    const parse = () => parseEnvironment({ [name]: value });
    expect(parse).toThrow(InvalidEnvironment);
    expect(parse).toThrow(new RegExp(`\\b${name}\\b`));
    expect(parse).not.toThrow(value);
  });
});
