import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { acknowledgeRatings, enqueueRating, pendingChanges } from "./outbox";

const IDS = ["market-awareness", "value-management"];
const stored = new Map<string, string>();
let isFull = false;

beforeEach(() => {
  stored.clear();
  isFull = false;
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (isFull) throw new DOMException("full", "QuotaExceededError");
      stored.set(key, text);
    },
    removeItem: (key: string) => stored.delete(key),
  });
});
afterEach(() => {
  acknowledgeRatings("a", pendingChanges("a", IDS));
  vi.unstubAllGlobals();
});

describe("kept changes", () => {
  it("keeps answer and evidence of each behavior together", () => {
    enqueueRating("a", { behaviorId: "market-awareness", answer: "guide", answeredAt: 1 });
    enqueueRating("a", { behaviorId: "market-awareness", evidence: "I asked.", evidenceAt: 2 });
    expect(pendingChanges("a", IDS)).toEqual([
      { behaviorId: "market-awareness", answer: "guide", answeredAt: 1, evidence: "I asked.", evidenceAt: 2 },
    ]);
    expect(pendingChanges("b", IDS)).toEqual([]);
  });

  it("loses no answer to a tab that wrote an example before it saw the answer", () => {
    enqueueRating("a", { behaviorId: "market-awareness", answer: "guide", answeredAt: 1 });
    const seen = new Map(stored);
    stored.clear();
    enqueueRating("a", { behaviorId: "market-awareness", evidence: "I asked.", evidenceAt: 2 });
    // The storage has both tabs' writes; for one key the later.
    for (const [key, text] of seen) if (!stored.has(key)) stored.set(key, text);
    expect(pendingChanges("a", IDS)).toMatchObject([{ answer: "guide", evidence: "I asked." }]);
  });

  it("lets go of what was saved, and not of what was given meanwhile", () => {
    enqueueRating("a", { behaviorId: "market-awareness", answer: "guide", answeredAt: 1, evidence: "I asked.", evidenceAt: 1 });
    const sent = pendingChanges("a", IDS);
    enqueueRating("a", { behaviorId: "market-awareness", answer: "beginner", answeredAt: 2 });
    acknowledgeRatings("a", sent);
    expect(pendingChanges("a", IDS)).toEqual([{ behaviorId: "market-awareness", answer: "beginner", answeredAt: 2 }]);
    acknowledgeRatings("a", pendingChanges("a", IDS));
    expect(pendingChanges("a", IDS)).toEqual([]);
  });

  it("keeps the newest answer also where the device has no room for it", () => {
    enqueueRating("a", { behaviorId: "value-management", answer: "beginner", answeredAt: 1 });
    isFull = true;
    enqueueRating("a", { behaviorId: "value-management", answer: "guide", answeredAt: 2 });
    expect(pendingChanges("a", IDS)).toEqual([{ behaviorId: "value-management", answer: "guide", answeredAt: 2 }]);
  });
});
