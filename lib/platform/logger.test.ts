import { describe, expect, it } from "vitest";
import { describeError } from "./logger";

const CANARY = "what a person wrote";

describe("describeError", () => {
  it("says what kind of error arose, and where, but quotes nothing of it or its causes", () => {
    const driver = { name: "DriverAdapterError", cause: { originalCode: "23514", originalMessage: CANARY, detail: CANARY } };
    const error = Object.assign(new Error(CANARY), {
      name: "PrismaClientKnownRequestError",
      code: "P2010",
      meta: { driverAdapterError: driver },
    });
    const described = describeError(error);
    expect(JSON.stringify(described)).not.toContain(CANARY);
    expect(described).toMatchObject({
      type: "PrismaClientKnownRequestError",
      code: "P2010",
      at: expect.arrayContaining([expect.stringContaining("logger.test.ts")]),
      cause: { type: "DriverAdapterError", cause: { code: "23514" } },
    });
  });

  it("keeps the words of the language's own errors", () => {
    expect(describeError(new TypeError("x is not a function"))).toMatchObject({ message: "x is not a function" });
  });
});
