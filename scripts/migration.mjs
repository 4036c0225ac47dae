/** Writes the next migration of each engine from what changed in the models: `npm run migration -- <name>`. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startPostgres } from "./postgres-server.mjs";
import { openSchemaEngine } from "./schema-engine.mjs";
import { root } from "./steps.mjs";

const name = process.argv[2];
if (!name || !/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) {
  console.error("Name the migration in snake_case: npm run migration -- add_goals");
  process.exit(1);
}

const scratch = mkdtempSync(path.join(os.tmpdir(), "cairn-migration-"));
const postgres = await startPostgres();
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
try {
  for (const [engine, url] of [
    ["sqlite", `file:${path.join(scratch, "scratch.db")}`],
    ["postgres", await postgres.createDatabase("scratch")],
  ]) {
    const schemaEngine = await openSchemaEngine(engine, url);
    await schemaEngine.applyHistory();
    const sql = await schemaEngine.diffToModels();
    schemaEngine.close();
    if (sql === null) {
      console.log(`${engine}: the models and the history agree; nothing to write.`);
      continue;
    }
    const folder = path.join(root, "prisma", engine, "migrations", `${stamp}_${name}`);
    mkdirSync(folder);
    writeFileSync(path.join(folder, "migration.sql"), sql);
    console.log(`${engine}: wrote ${path.relative(root, folder)}/migration.sql. Read it before you commit it.`);
  }
} finally {
  await postgres.stop();
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(0);
