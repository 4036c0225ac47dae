import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findPending } from "@/components/ui/outbox";
import type { ActionError } from "@/lib/domain/request/action-result";
import { createDraftStore, type DraftConflict, type DraftFieldError, type DraftValue, RETRY_PAUSE, TYPING_PAUSE } from "./draft-store";

const keyOf = (path: string) => `draft:ada:product-management:${path}`;

/** What this device has of a text. */
const pending = (path: string) => findPending<{ value: string; version: number; draftId: string }>(keyOf(path));

type Options = Parameters<typeof createDraftStore>[0];

const open = (there: { save: Options["save"] }, more: Partial<Options> = {}) =>
  createDraftStore({ draftId: "first", fields: FIELDS, keyOf, save: (changes) => there.save(changes), ...more });

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
      const errors: DraftFieldError[] = [];
      for (const { path, value, version } of changes) {
        const row = rows.get(path) as DraftValue;
        if (value.length > 20) {
          errors.push({ path, message: "This is too long.", reason: null });
          continue;
        }
        if (row.version === version) {
          rows.set(path, { path, value, version: version + 1 });
          saved.push({ path, version: version + 1 });
        } else conflicts.push({ ...row, message: "Bea saved this meanwhile" });
      }
      return { ok: true as const, data: { saved, conflicts, errors } };
    },
  };
}

const FIELDS: DraftValue[] = [
  { path: "source.purpose", value: "Old purpose", version: 1 },
  { path: "source.summary", value: "Old summary", version: 1 },
];

/** A device that stores; without it everything is held in memory. */
function storage() {
  const rows = new Map<string, string>();
  return {
    rows,
    getItem: (key: string) => rows.get(key) ?? null,
    setItem: (key: string, text: string) => void rows.set(key, text),
    removeItem: (key: string) => void rows.delete(key),
  };
}

let device = storage();

beforeEach(() => {
  vi.useFakeTimers();
  device = storage();
  vi.stubGlobal("localStorage", device);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("saves after a pause what was typed, once, and only that", async () => {
  const there = server(FIELDS);
  const store = open(there);
  for (const value of ["N", "Ne", "New"]) store.type("source.purpose", value);
  expect(store.status().kind).toBe("saving");
  expect(pending("source.purpose")).toEqual({ value: "New", version: 1, draftId: "first" });
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect(there.calls).toEqual([[{ path: "source.purpose", value: "New", version: 1 }]]);
  expect([store.status().kind, device.rows.size]).toEqual(["saved", 0]);
});

it("saves with the next what is typed while it saves", async () => {
  const there = server(FIELDS);
  const store = open(there);
  store.type("source.purpose", "One");
  there.state.whileSaving = () => {
    store.type("source.purpose", "Two");
  };
  await store.flush();
  expect(store.hasOpen()).toBe(false);
  expect(there.rows.get("source.purpose")).toMatchObject({ value: "Two", version: 3 });
  expect([store.status().kind, device.rows.size]).toEqual(["saved", 0]);
});

it("keeps what it cannot send, and sends it when it can", async () => {
  const there = server(FIELDS);
  const store = open(there);
  there.state.isReachable = false;
  store.type("source.purpose", "New");
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect([store.status().kind, device.rows.size]).toEqual(["offline", 1]);
  there.state.isReachable = true;
  await vi.advanceTimersByTimeAsync(RETRY_PAUSE);
  expect([store.status().kind, device.rows.size]).toEqual(["saved", 0]);
});

/** As the page does it when it is opened. */
function reopen(there: ReturnType<typeof server>, draftId = "first") {
  const fields = [...there.rows.values()];
  const store = open(there, { fields, draftId });
  store.receive(fields);
  store.recall();
  return store;
}

describe("after the tab was closed", () => {
  it("has again, and saves, what was typed offline", async () => {
    const there = server(FIELDS);
    there.state.isReachable = false;
    open(there).type("source.purpose", "Written on a train");
    there.state.isReachable = true;
    const store = reopen(there);
    expect(store.find("source.purpose")?.value).toBe("Written on a train");
    await vi.advanceTimersByTimeAsync(0);
    expect(there.rows.get("source.purpose")?.value).toBe("Written on a train");
    expect(device.rows.size).toBe(0);
  });

  it("asks again about two texts that nobody chose between, and overwrites neither", async () => {
    const there = server(FIELDS);
    const first = open(there);
    there.rows.set("source.purpose", { path: "source.purpose", value: "Hers", version: 2 });
    first.type("source.purpose", "Mine");
    await first.flush();
    first.type("source.purpose", "Mine, and longer");
    const store = reopen(there);
    await vi.advanceTimersByTimeAsync(0);
    expect(store.find("source.purpose")).toMatchObject({ value: "Mine, and longer", conflict: { value: "Hers" } });
    expect(there.rows.get("source.purpose")?.value).toBe("Hers");
  });

  it("offers to the next draft what was typed into one that is gone", async () => {
    const gone = server(FIELDS);
    gone.state.isReachable = false;
    open(gone).type("source.purpose", "Mine");
    const next = server(FIELDS.map(({ path }) => ({ path, value: "As published", version: 1 })));
    const store = reopen(next, "second");
    await vi.advanceTimersByTimeAsync(0);
    expect(store.find("source.purpose")).toMatchObject({ value: "Mine", conflict: { value: "As published" } });
    expect(next.rows.get("source.purpose")?.value).toBe("As published");
  });

  it("says nothing of what the server has by now", async () => {
    const there = server(FIELDS);
    open(there).type("source.purpose", "New");
    there.rows.set("source.purpose", { path: "source.purpose", value: "New", version: 2 });
    const store = reopen(there);
    await vi.advanceTimersByTimeAsync(0);
    expect([store.find("source.purpose")?.value, there.calls.length, device.rows.size]).toEqual(["New", 0, 0]);
  });
});

describe("when somebody else saved the field first", () => {
  async function conflict() {
    const there = server(FIELDS);
    const store = open(there);
    there.rows.set("source.purpose", { path: "source.purpose", value: "Hers", version: 2 });
    store.type("source.purpose", "Mine");
    store.type("source.summary", "My summary");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    return { there, store };
  }

  it("shows both, overwrites neither, and saves the other fields", async () => {
    const { there, store } = await conflict();
    expect(store.status().kind).toBe("conflict");
    expect(store.find("source.purpose")).toMatchObject({ value: "Mine", conflict: { value: "Hers", message: "Bea saved this meanwhile" } });
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
    const store = open(there);
    there.rows.set("source.purpose", { path: "source.purpose", value: "Same", version: 2 });
    store.type("source.purpose", "Same");
    await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
    expect([store.status().kind, store.find("source.purpose")?.conflict]).toEqual(["saved", null]);
  });
});

it("takes what the server has for fields that are not being changed, and keeps those that are", () => {
  const store = open(server(FIELDS));
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
  const there = server(FIELDS);
  const store = open(there);
  store.type("source.purpose", "much too long for this field");
  store.type("source.summary", "My summary");
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect(store.status().kind).toBe("incomplete");
  expect(store.find("source.purpose")?.error?.message).toBe("This is too long.");
  expect(there.rows.get("source.summary")?.value).toBe("My summary");
  expect([pending("source.purpose")?.value, device.rows.size]).toEqual(["much too long for this field", 1]);
  store.type("source.purpose", "Short");
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect([store.status().kind, device.rows.size]).toEqual(["saved", 0]);
});

it("tries again when the page is drawn anew, where somebody had retired what the text belongs to", async () => {
  const there = server(FIELDS);
  const errors = [{ path: "source.purpose", message: "Somebody retired this behavior.", reason: "behaviorRetired" }];
  const store = open({ save: async () => ({ ok: true, data: { saved: [], conflicts: [], errors } }) });
  store.type("source.purpose", "Mine");
  await store.flush();
  expect([store.find("source.purpose")?.error?.reason, store.hasOpen()]).toEqual(["behaviorRetired", false]);
  store.receive([...there.rows.values()]);
  expect([store.find("source.purpose")?.value, store.hasOpen()]).toEqual(["Mine", true]);
});

it("says that a text waits whose behavior the page no longer shows, and saves it once that is back", async () => {
  const there = server(FIELDS);
  const store = open(there);
  store.recall();
  there.state.isReachable = false;
  store.type("source.purpose", "Mine");
  await store.flush();
  const [purpose, summary] = [...there.rows.values()];
  store.receive(summary ? [summary] : []);
  expect([store.status().kind, pending("source.purpose")?.value]).toEqual(["retired", "Mine"]);
  there.state.isReachable = true;
  store.receive([purpose, summary].filter((field) => field !== undefined));
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect([there.rows.get("source.purpose")?.value, store.status().kind]).toEqual(["Mine", "saved"]);
});

const failed = (code: "Conflict" | "Unauthenticated", message: string): ActionError => ({
  ok: false,
  code,
  reason: null,
  message,
  fieldErrors: {},
  typed: {},
  form: null,
});

it.each([
  ["that all was refused", failed("Conflict", "There is no draft here."), { kind: "refused", message: "There is no draft here." }],
  ["that the session has ended", failed("Unauthenticated", "Please sign in first."), { kind: "signedOut" }],
])("says %s where the server says so, and keeps the text", async (_, result, status) => {
  const store = open({ save: async () => result });
  store.type("source.purpose", "New");
  await vi.advanceTimersByTimeAsync(TYPING_PAUSE);
  expect(store.status()).toEqual(status);
  expect(pending("source.purpose")?.value).toBe("New");
});

describe("what a form sent without a script and was not taken", () => {
  const sent = (version: string) => ({
    "value:source.purpose": ["Mine\r\nand more"],
    "was:source.purpose": ["Older"],
    "version:source.purpose": [version],
    "value:source.summary": ["Older summary"],
    "was:source.summary": ["Older summary"],
    "version:source.summary": ["0"],
  });

  it("shows both texts to choose from where somebody else was first, and nothing of what was not touched", () => {
    const error = failed("Conflict", "Please choose.");
    const store = open(server(FIELDS), {
      refused: { ...error, typed: sent("0"), fieldErrors: { "value:source.purpose": "Bea saved this meanwhile" } },
    });
    expect(store.find("source.purpose")).toMatchObject({
      value: "Mine\nand more",
      conflict: { value: "Old purpose", version: 1, message: "Bea saved this meanwhile" },
    });
    expect(store.find("source.summary")).toMatchObject({ value: "Old summary", conflict: null });
    expect(store.status().kind).toBe("conflict");
  });

  it("shows a text that is not valid beside its reason, and one that was not looked at as it was typed", () => {
    const error = { ...failed("Conflict", "Not saved."), typed: sent("1") };
    const invalid = open(server(FIELDS), { refused: { ...error, fieldErrors: { "value:source.purpose": "Too long." } } });
    expect(invalid.find("source.purpose")).toMatchObject({ value: "Mine\nand more", error: { message: "Too long." } });
    expect(open(server(FIELDS), { refused: error }).find("source.purpose")).toMatchObject({
      value: "Mine\nand more",
      error: null,
      version: 1,
    });
  });
});
