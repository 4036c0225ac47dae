import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { acknowledge, enqueue, pendingChanges } from "./outbox";

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
  acknowledge("a", pendingChanges("a", IDS));
  vi.unstubAllGlobals();
});

describe("kept changes", () => {
  it("keeps answer and evidence of each behavior together", () => {
    enqueue("a", { behaviorId: "market-awareness", answer: "guide", answeredAt: 1 });
    enqueue("a", { behaviorId: "market-awareness", evidence: "I asked.", evidenceAt: 2 });
    expect(pendingChanges("a", IDS)).toEqual([
      { behaviorId: "market-awareness", answer: "guide", answeredAt: 1, evidence: "I asked.", evidenceAt: 2 },
    ]);
    expect(pendingChanges("b", IDS)).toEqual([]);
  });

  it("loses no answer to a tab that wrote an example before it saw the answer", () => {
    enqueue("a", { behaviorId: "market-awareness", answer: "guide", answeredAt: 1 });
    const seen = new Map(stored);
    stored.clear();
    enqueue("a", { behaviorId: "market-awareness", evidence: "I asked.", evidenceAt: 2 });
    // The storage has both tabs' writes; for one key the later.
    for (const [key, text] of seen) if (!stored.has(key)) stored.set(key, text);
    expect(pendingChanges("a", IDS)).toMatchObject([{ answer: "guide", evidence: "I asked." }]);
  });

  it("lets go of what was saved, and not of what was given meanwhile", () => {
    enqueue("a", { behaviorId: "market-awareness", answer: "guide", answeredAt: 1, evidence: "I asked.", evidenceAt: 1 });
    const sent = pendingChanges("a", IDS);
    enqueue("a", { behaviorId: "market-awareness", answer: "beginner", answeredAt: 2 });
    acknowledge("a", sent);
    expect(pendingChanges("a", IDS)).toEqual([{ behaviorId: "market-awareness", answer: "beginner", answeredAt: 2 }]);
    acknowledge("a", pendingChanges("a", IDS));
    expect(pendingChanges("a", IDS)).toEqual([]);
  });

  it("keeps the newest answer also where the device has no room for it", () => {
    enqueue("a", { behaviorId: "value-management", answer: "beginner", answeredAt: 1 });
    isFull = true;
    enqueue("a", { behaviorId: "value-management", answer: "guide", answeredAt: 2 });
    expect(pendingChanges("a", IDS)).toEqual([{ behaviorId: "value-management", answer: "guide", answeredAt: 2 }]);
  });
});
