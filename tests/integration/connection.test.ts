import { describe, expect, it } from "vitest";
import { isReady } from "@/lib/data/workspace/queries";
import { getDatabase, getEngine, openDatabase } from "@/lib/db/client";
import { engine, getDatabaseUrl, useDatabase } from "./database";

useDatabase({ isDurable: true });

/** What must be true for the data layer's connection, by engine. */
const DURABILITY = {
  sqlite: {
    settings: { synchronous: 2, journal_mode: "wal", foreign_keys: 1, timeout: 5_000 },
    ask: (name: string) => `PRAGMA ${name === "timeout" ? "busy_timeout" : name}`,
  },
  postgres: { settings: { synchronous_commit: "on", fsync: "on", full_page_writes: "on" }, ask: (name: string) => `SHOW ${name}` },
};

describe("the connection", () => {
  it(`is ${engine}'s`, () => {
    expect(getEngine()).toBe(engine);
  });

  it("loses nothing that was committed, at a loss of power", async () => {
    const { settings, ask } = DURABILITY[engine];
    for (const [name, expected] of Object.entries(settings)) {
      const [row] = await getDatabase().$queryRawUnsafe<Record<string, unknown>[]>(ask(name));
      const [value] = Object.values(row ?? {});
      expect({ [name]: typeof value === "bigint" ? Number(value) : value }).toEqual({ [name]: expected });
    }
  });

  it("refuses rows that point to nothing", async () => {
    const orphan = { id: "s", token: "t", expiresAt: new Date(), userId: "nobody" };
    await expect(getDatabase().session.create({ data: orphan })).rejects.toMatchObject({ code: "P2003" });
  });

  it("stays the same one when the database is opened again", async () => {
    const before = getDatabase();
    expect(await openDatabase(getDatabaseUrl())).toEqual([]);
    expect(getDatabase()).toBe(before);
    expect(await isReady(null)).toBe(true);
  });
});
