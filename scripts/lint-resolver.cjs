/** Tells eslint-plugin-boundaries where an import leads: `@/…` from the root, the rest as written, with TypeScript's extensions. */
const fs = require("node:fs");
const { isBuiltin } = require("node:module");
const path = require("node:path");

const root = path.dirname(__dirname);
const endings = ["", ".ts", ".tsx", ".mjs", ".cjs", ".js", ".json", ".css", "/index.ts", "/index.tsx"];

exports.interfaceVersion = 2;

exports.resolve = (source, importer) => {
  if (isBuiltin(source)) {
    return { found: true, path: null };
  }
  const local = source.startsWith("@/") || source.startsWith(".");
  if (!local) {
    // A package is known by its name; its path doesn't matter to the import table.
    return { found: true, path: path.join(root, "node_modules", source) };
  }
  const base = source.startsWith("@/") ? path.join(root, source.slice(2)) : path.resolve(path.dirname(importer), source);
  const file = endings.map((ending) => base + ending).find((name) => fs.statSync(name, { throwIfNoEntry: false })?.isFile());
  // Files that don't exist yet (generated clients) are judged by their folder.
  return { found: true, path: file ?? `${base}.ts` };
};
