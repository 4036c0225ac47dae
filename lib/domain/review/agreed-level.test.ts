import { expect, it } from "vitest";
import { standingAgreement } from "./agreed-level";

it("of those on one behavior the newest that was agreed on stands, whatever waits or is about another", () => {
  const on = (agreementId: string, behaviorId: string, agreedAt: Date | null) => ({ agreementId, behaviorId, agreedAt });
  const all = [on("waits", "a", null), on("earlier", "a", new Date(1)), on("later", "a", new Date(2)), on("other", "b", new Date(3))];
  expect(standingAgreement(all, "a")?.agreementId).toBe("later");
  expect(standingAgreement(all, "c")).toBeUndefined();
  expect(standingAgreement([on("waits", "a", null)], "a")).toBeUndefined();
});
