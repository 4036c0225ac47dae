/** One PostgreSQL for the whole run; each test worker makes a database of its own in it. */
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../scripts/postgres-server.mjs";

declare module "vitest" {
  export interface ProvidedContext {
    /** The address of a database whose user may create others. */
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide("postgresUrl", server.url);
  // The next project of this run joins it.
  process.env.DATABASE_URL_TEST = server.url;
  return server.stop;
}
