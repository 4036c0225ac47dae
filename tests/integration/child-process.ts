/** Builds child.ts into one file that Node runs by itself, and starts it. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { build } from "vite";
import { afterAll, beforeAll } from "vitest";
import type { MigrateTask, SaveTask } from "./child";

const root = path.resolve(import.meta.dirname, "../..");
let folder: string | undefined;

/** For the head of a test file that starts children. */
export function useChildren(): void {
  beforeAll(async () => {
    // Below node_modules, so that the child finds the packages.
    folder = mkdtempSync(path.join(root, "node_modules/.cairn-test-"));
    await build({
      configFile: false,
      logLevel: "error",
      root,
      resolve: { alias: { "@": root } },
      build: {
        ssr: path.join(import.meta.dirname, "child.ts"),
        outDir: folder,
        rollupOptions: { output: { entryFileNames: "child.mjs" } },
      },
    });
  });
  afterAll(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });
}

type Child = ChildProcessByStdio<Writable, Readable, null>;
export type StartedChild = { child: Child; lines: AsyncIterable<string>; ended: Promise<number | NodeJS.Signals | null> };

function start(task: string, input: object): StartedChild {
  if (!folder) throw new Error("Call useChildren at the head of the test file.");
  // The child's errors belong into the test's output: none are expected.
  const child = spawn(process.execPath, [path.join(folder, "child.mjs"), task, JSON.stringify(input)], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once("close", (code, signal) => resolve(signal ?? code));
  });
  return { child, lines: createInterface({ input: child.stdout }), ended };
}

export function startMigrating(task: MigrateTask): StartedChild {
  return start("migrate", task);
}

export function startSaving(task: SaveTask): StartedChild {
  return start("save", task);
}
