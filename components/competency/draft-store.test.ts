import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDraftStore, type DraftConflict, type DraftOutbox, type DraftValue, RETRY_PAUSE, TYPING_PAUSE } from "./draft-store";

function outbox(): DraftOutbox & { kept: Map<string, DraftValue> } {
  const kept = new Map<string, DraftValue>();
  return {
    kept,
    read: (path) => kept.get(path) ?? null,
    write: (field) => kept.set(field.path, field),
    remove: (path) => kept.delete(path),
  };
}

/** A server that stores one version per field, like the real one. */
function server(fields: DraftValue[]) {
  const rows = new Map(fields.map((field) => [field.path, { ...field }]));
  const calls: DraftValue[][] = [];
  const state = { isReachable: true, whileSaving: () => undefined as void };
  return {
    rows,
    calls,
    state,
    async save(changes: DraftValue[]) {
      calls.push(changes);
      state.whileSaving();
      await Promise.resolve();
      if (!state.isReachable) throw new Error("no network");
      const saved: { path: string; version: number }[] = [];
      const conflicts: DraftConflict[] = [];
      const errors: { path: string; message: string }[] = [];
      for (const { path, value, version } of changes) {
        const row = rows.get(path) as DraftValue;
        if (value.length > 20) {
          errors.push({ path, message: "This is too long." });
          continue;
        }
        if (row.version === version) {
          rows.set(path, { path, value, version: version + 1 });
          saved.push({ path, version: version + 1 });
        } else conflicts.push({ ...row, editedBy: "Bea" });
      }
      return { ok: true as const, data: { saved, conflicts, errors } };
    },
  };
}

const FIELDS: DraftValue[] = [
  { path: "source.purpose", value: "Old purpose", version: 1 },
  { path: "source.summary", value: "Old summary", version: 1 },
];

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("saves after a pause what was typed, once, and only that", async () => {
  const [kept, there] = [outbox(), server(FIELDS)];
  const store = createDraftStore(FIELDS, kept, there.save);
  for (const value of ["N", "Ne", "New"]) store.type("source.purpose", value);
  expect(store.status().kind).toBe("saving");
  expect(kept.kept.get("source.purpose")).toEqual({ path: "source.purpose", value: "New", version: 1 });
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect(there.calls).toEqual([[{ path: "source.purpose", value: "New", version: 1 }]]);
  expect([store.status().kind, kept.kept.size]).toEqual(["saved", 0]);
});

it("saves with the next what is typed while it saves", async () => {
  const there = server(FIELDS);
  const store = createDraftStore(FIELDS, outbox(), there.save);
  store.type("source.purpose", "One");
  there.state.whileSaving = () => {
    store.type("source.purpose", "Two");
  };
  expect(await store.flush()).toBe(true);
  expect(there.rows.get("source.purpose")).toMatchObject({ value: "Two", version: 3 });
  expect(store.status().kind).toBe("saved");
});

it("keeps what it cannot send, and sends it when it can", async () => {
  const [kept, there] = [outbox(), server(FIELDS)];
  const store = createDraftStore(FIELDS, kept, there.save);
  there.state.isReachable = false;
  store.type("source.purpose", "New");
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect([store.status().kind, kept.kept.size]).toEqual(["offline", 1]);
  there.state.isReachable = true;
  await vi.advanceTimersByTimeAsync(RETRY_PAUSE);
  expect([store.status().kind, kept.kept.size]).toEqual(["saved", 0]);
});

describe("when somebody else saved the field first", () => {
  async function conflict() {
    const there = server(FIELDS);
    const store = createDraftStore(FIELDS, outbox(), there.save);
    there.rows.set("source.purpose", { path: "source.purpose", value: "Hers", version: 2 });
    store.type("source.purpose", "Mine");
    store.type("source.summary", "My summary");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    return { there, store };
  }

  it("shows both, overwrites neither, and saves the other fields", async () => {
    const { there, store } = await conflict();
    expect(store.status().kind).toBe("conflict");
    expect(store.find("source.purpose")).toMatchObject({ value: "Mine", conflict: { value: "Hers", editedBy: "Bea" } });
    expect(there.rows.get("source.purpose")?.value).toBe("Hers");
    expect(there.rows.get("source.summary")?.value).toBe("My summary");
    await vi.advanceTimersByTimeAsync(10 * RETRY_PAUSE);
    expect(there.calls).toHaveLength(1);
  });

  it.each([
    ["mine", "Mine"],
    ["theirs", "Hers"],
  ] as const)("keeps %s where that is chosen", async (whose, value) => {
    const { there, store } = await conflict();
    store.choose("source.purpose", whose);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.find("source.purpose")).toMatchObject({ value, conflict: null });
    expect(there.rows.get("source.purpose")?.value).toBe(value);
    expect(store.status().kind).toBe("saved");
  });

  it("asks nothing where both wrote the same", async () => {
    const there = server(FIELDS);
    const store = createDraftStore(FIELDS, outbox(), there.save);
    there.rows.set("source.purpose", { path: "source.purpose", value: "Same", version: 2 });
    store.type("source.purpose", "Same");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect([store.status().kind, store.find("source.purpose")?.conflict]).toEqual(["saved", null]);
  });
});

it("asks, too, about what this device kept from before somebody else's change", async () => {
  const [kept, there] = [outbox(), server([{ path: "source.purpose", value: "Hers", version: 2 }])];
  kept.write({ path: "source.purpose", value: "Mine", version: 1 });
  const store = createDraftStore([{ path: "source.purpose", value: "Hers", version: 2 }], kept, there.save);
  store.recall();
  await vi.advanceTimersByTimeAsync(0);
  expect(store.find("source.purpose")).toMatchObject({ value: "Mine", conflict: { value: "Hers" } });
});

it("takes what the server has for fields that are not being changed, and keeps those that are", () => {
  const store = createDraftStore(FIELDS, outbox(), server(FIELDS).save);
  store.type("source.purpose", "Mine");
  store.receive([
    { path: "source.purpose", value: "Hers", version: 2 },
    { path: "source.summary", value: "Her summary", version: 2 },
    { path: "source.behaviors.new.name", value: "", version: 1 },
  ]);
  expect([store.find("source.purpose")?.value, store.find("source.summary")?.value]).toEqual(["Mine", "Her summary"]);
  expect(store.find("source.behaviors.new.name")?.value).toBe("");
});

it("says which text the server refused, keeps it, saves the others, and tries again once it is mended", async () => {
  const [kept, there] = [outbox(), server(FIELDS)];
  const store = createDraftStore(FIELDS, kept, there.save);
  store.type("source.purpose", "much too long for this field");
  store.type("source.summary", "My summary");
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect(store.status().kind).toBe("refused");
  expect(store.find("source.purpose")?.error).toBe("This is too long.");
  expect(there.rows.get("source.summary")?.value).toBe("My summary");
  expect([...kept.kept.keys()]).toEqual(["source.purpose"]);
  store.type("source.purpose", "Short");
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect([store.status().kind, kept.kept.size]).toEqual(["saved", 0]);
});

it("says that all was refused where the server says so", async () => {
  const store = createDraftStore(FIELDS, outbox(), async () => ({
    ok: false,
    code: "Conflict",
    message: "There is no draft here any more.",
    fieldErrors: {},
    values: {},
    chosen: {},
  }));
  store.type("source.purpose", "New");
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect(store.status()).toEqual({ kind: "refused", message: "There is no draft here any more." });
});

it("shows what a form sent without a script and was not taken: both texts, to choose", () => {
  const refused = { typed: { "source.purpose": "Mine" }, errors: {}, editors: { "source.purpose": "Bea" } };
  const store = createDraftStore(FIELDS, outbox(), server(FIELDS).save, refused);
  expect(store.find("source.purpose")).toMatchObject({
    value: "Mine",
    saved: "Old purpose",
    conflict: { value: "Old purpose", editedBy: "Bea" },
  });
});
