import { describe, expect, it, vi } from "vitest";
import { ConcurrencyError, retryOnConflict } from "./locks";

const conflict = new ConcurrencyError("Somebody was first.");
const duplicate = Object.assign(new Error("Unique constraint failed."), { code: "P2002" });

describe("retryOnConflict", () => {
  it("does once what nobody else does", async () => {
    const work = vi.fn<() => Promise<string>>().mockResolvedValue("done");
    expect(await retryOnConflict(work)).toBe("done");
    expect(work).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["wrote between a look and a write", conflict],
    ["wrote the same row", duplicate],
  ])("does it once more where somebody %s", async (_what, error) => {
    const work = vi.fn<() => Promise<string>>().mockRejectedValueOnce(error).mockResolvedValueOnce("done");
    expect(await retryOnConflict(work)).toBe("done");
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("gives up after the last attempt, with what it throws", async () => {
    const work = vi.fn<() => Promise<string>>().mockRejectedValueOnce(duplicate).mockRejectedValue(conflict);
    await expect(retryOnConflict(work)).rejects.toBe(conflict);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("makes as many attempts as it is told", async () => {
    const work = vi.fn<() => Promise<string>>().mockRejectedValue(conflict);
    await expect(retryOnConflict(work, 3)).rejects.toBe(conflict);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it("does not repeat what failed for another reason", async () => {
    const refused = new Error("Refused.");
    const work = vi.fn<() => Promise<string>>().mockRejectedValue(refused);
    await expect(retryOnConflict(work)).rejects.toBe(refused);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
