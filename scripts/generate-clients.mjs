/** Generates a Prisma client for each engine from the one set of models. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./steps.mjs";

const generated = path.join(root, "lib/db/generated");

const engines = /** @type {const} */ (["sqlite", "postgres"]);

/** Prisma reads a folder, so the shared models are copied beside each engine's own part. */
export function generateClients() {
  rmSync(generated, { recursive: true, force: true });
  for (const engine of engines) {
    const folder = path.join(generated, `schema-${engine}`);
    mkdirSync(folder, { recursive: true });
    copyFileSync(path.join(root, "prisma/models.prisma"), path.join(folder, "models.prisma"));
    const own = readFileSync(path.join(root, "prisma", engine, "engine.prisma"), "utf8");
    writeFileSync(path.join(folder, "engine.prisma"), own.replace("../../lib/db/generated/", "../"));
    execFileSync(process.execPath, [path.join(root, "node_modules/prisma/build/index.js"), "generate", "--schema", folder, "--no-hints"], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      // `generate` never runs the schema engine, but looks for its binary, which is not on npm: any file satisfies it.
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1", ...process.env },
    });
  }
}
