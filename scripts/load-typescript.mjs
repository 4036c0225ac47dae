/** Loads a TypeScript module of lib/ into a script: bundled with its imports into one file that Node can run. */
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./steps.mjs";

/** `file`: from the repository's root. Needs what prepare() prepares. */
export async function loadTypescript(file) {
  const { build } = await import("vite");
  // Below node_modules, so that it finds the packages.
  const folder = mkdtempSync(path.join(root, "node_modules/.cairn-script-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: "error",
    root,
    resolve: { alias: { "@": root } },
    build: { ssr: path.join(root, file), outDir: folder, rollupOptions: { output: { entryFileNames: "loaded.mjs" } } },
  });
  return import(pathToFileURL(path.join(folder, "loaded.mjs")).href);
}
