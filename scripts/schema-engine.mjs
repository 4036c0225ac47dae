/** Prisma's schema engine as WebAssembly: its binary is not on npm. Used to write migrations and to check for drift. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";
import { root } from "./steps.mjs";

const filters = { externalTables: [], externalEnums: [] };

const CHAR = 18;
const TEXT = 25;

/**
 * PostgreSQL's catalog, which the engine reads, is full of the internal type "char", which the adapter rejects: it is read as
 * text and then passed on with its own type. The engine sends one query at a time. A script goes to the server whole: the adapter
 * would cut it at every semicolon, also at those inside a function.
 */
function connectToCatalog(connectionString) {
  let charColumns = [];
  class CatalogPool extends pg.Pool {
    async query(...parameters) {
      const result = await super.query(...parameters);
      // Several statements return several results, none of which is read.
      if (Array.isArray(result)) return result;
      charColumns = result.fields.filter((field) => field.dataTypeID === CHAR).map((field) => field.name);
      for (const field of result.fields) {
        if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
      }
      return result;
    }
  }
  const pool = new CatalogPool({ connectionString });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      for (const name of charColumns) {
        result.columnTypes[result.columnNames.indexOf(name)] = ColumnTypeEnum.Character;
      }
      return result;
    };
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  };
  return factory;
}

let instantiated;
function instantiate() {
  instantiated ??= (async () => {
    const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
    const code = readFileSync(path.join(folder, "schema_engine_bg.wasm"));
    const { instance } = await WebAssembly.instantiate(code, { "./schema_engine_bg.js": bindings });
    globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => console.error(message) };
    bindings.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
  })();
  return instantiated;
}

function readModels(engine) {
  return ["models.prisma", `${engine}/engine.prisma`].map((name) => {
    const file = path.join(root, "prisma", name);
    return { path: file, content: readFileSync(file, "utf8") };
  });
}

function readHistory(engine) {
  const baseDir = path.join(root, "prisma", engine, "migrations");
  const names = readdirSync(baseDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: readFileSync(path.join(baseDir, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: names
      .map(({ name }) => name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok", value: readFileSync(path.join(baseDir, name, "migration.sql"), "utf8") },
        },
      })),
  };
}

/**
 * Connects the engine to a database.
 * @param {"sqlite" | "postgres"} engine
 * @param {string} databaseUrl `file:…` or `postgres://…`
 */
export async function openSchemaEngine(engine, databaseUrl) {
  await instantiate();
  const models = readModels(engine);
  const adapter = engine === "sqlite" ? new PrismaBetterSqlite3({ url: databaseUrl }) : connectToCatalog(databaseUrl);
  const schemaEngine = await bindings.SchemaEngine.new(
    { datamodels: models.map(({ path: name, content }) => [name, content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  const where = { files: models, configDir: root };
  return {
    /** Applies the history, and returns the names of the migrations that were missing. */
    async applyHistory() {
      const { appliedMigrationNames } = await schemaEngine.applyMigrations({ migrationsList: readHistory(engine), filters });
      return appliedMigrationNames;
    },
    /** The SQL that would bring the database to the models, or null where nothing differs. */
    async diffToModels() {
      const { exitCode, stdout } = await schemaEngine.diff({
        from: { tag: "schemaDatasource", ...where },
        to: { tag: "schemaDatamodel", ...where },
        script: true,
        exitCode: true,
        filters,
      });
      return exitCode === 0 ? null : stdout;
    },
    close: () => schemaEngine.free(),
  };
}
