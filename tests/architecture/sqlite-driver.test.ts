/** The compiled SQLite driver fits every Node.js that Cairn runs on. */
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { driver, isDriverUnsafe } from "../../scripts/steps.mjs";

test("the SQLite driver calls nothing of Node.js that aborts while garbage is collected", () => {
  expect(existsSync(driver)).toBe(true);
  expect(isDriverUnsafe()).toBe(false);
});
