import { expect, it } from "vitest";
import { currentAgreedLevel } from "./agreed-level";

it("of those on one behavior the newest that was agreed on stands, whatever waits or is about another", () => {
  const on = (agreedLevelId: string, behaviorId: string, agreedAt: Date | null) => ({ agreedLevelId, behaviorId, agreedAt });
  const all = [on("waits", "a", null), on("earlier", "a", new Date(1)), on("later", "a", new Date(2)), on("other", "b", new Date(3))];
  expect(currentAgreedLevel(all, "a")?.agreedLevelId).toBe("later");
  expect(currentAgreedLevel(all, "c")).toBeUndefined();
  expect(currentAgreedLevel([on("waits", "a", null)], "a")).toBeUndefined();
});
