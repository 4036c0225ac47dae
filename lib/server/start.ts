/** Starts a server: checks its environment, prepares the database, and starts the jobs. */

import { publishShippedCompetency } from "@/lib/data/competency/internal/revisions";
import { DemoError, prepareDemo } from "@/lib/data/workspace/internal/demo";
import { announceSetup, prepareSetup } from "@/lib/data/workspace/internal/setup";
import { openDatabase } from "@/lib/db/client";
import { MigrationError } from "@/lib/db/migrations";
import { JOBS } from "@/lib/jobs/jobs";
import { startJobs } from "@/lib/jobs/runner";
import { waitForBackgroundTasks } from "@/lib/platform/background";
import { isUnavailable, isWrongAddress } from "@/lib/platform/database-errors";
import { guardEntrance } from "@/lib/platform/entrance";
import { getAuthSecret, getEnvironment, InvalidEnvironment } from "@/lib/platform/environment";
import { getLogger, ignoreBrokenPipe } from "@/lib/platform/logger";
import { processWide } from "@/lib/platform/process-wide";
import { followRequests } from "@/lib/platform/request-context";

const RETRY = 5_000;

async function prepareDatabase(): Promise<void> {
  const applied = await openDatabase(getEnvironment().DATABASE_URL);
  if (applied.length > 0) getLogger().info({ migrations: applied }, "database migrated");
  await publishShippedCompetency();
  await prepareDemo(new Date());
  const setupToken = await prepareSetup(new Date());
  if (setupToken !== null) announceSetup(setupToken);
}

/** A database that is only unreachable may come back. Until then pages say so, and the server is not ready. */
function retryUntilPrepared(): void {
  setTimeout(async () => {
    try {
      await prepareDatabase();
      getLogger().info("the database is back");
      startJobs(JOBS);
    } catch (error) {
      if (error instanceof MigrationError || error instanceof DemoError) stop(error.message);
      getLogger().warn({ err: error }, "the database is still out of reach");
      retryUntilPrepared();
    }
  }, RETRY).unref();
}

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** What the application gives to server.mjs, which Next does not bundle. */
type Application = { answer: ReturnType<typeof followRequests>; waitForBackgroundTasks: () => Promise<void> };

/** Does nothing where Next serves by itself. */
const handOver = processWide<(application: Application) => void>("server", () => () => undefined);

/** Exits with a sentence where starting would be wrong: a bad environment, or a database that does not fit. */
export async function startServer(): Promise<void> {
  ignoreBrokenPipe();
  try {
    getEnvironment();
    getAuthSecret();
  } catch (error) {
    if (error instanceof InvalidEnvironment) stop(error.message);
    stop(`Cairn cannot keep its secret beside the data: ${(error as Error).message}. Make the folder writable, or set AUTH_SECRET.`);
  }
  const { APP_URL } = getEnvironment();
  const isRefused = guardEntrance({
    appUrl: APP_URL,
    onWrongOrigin: (found) =>
      getLogger().warn(
        { ...found, appUrl: APP_URL },
        "a form came from another address than APP_URL and was refused; APP_URL must be the address that people use",
      ),
  });
  const follow = followRequests({
    trustedProxies: getEnvironment().TRUSTED_PROXIES,
    onFinish: (finished) => getLogger().info(finished, "request"),
    onUnnamedProxy: (peer) =>
      getLogger().warn({ peer }, "X-Forwarded-For came from a peer that TRUSTED_PROXIES does not name; limits count all behind it as one"),
  });
  try {
    await prepareDatabase();
    startJobs(JOBS);
  } catch (error) {
    if (error instanceof MigrationError || error instanceof DemoError) stop(error.message);
    if (isWrongAddress(error))
      stop("The database refuses Cairn: check the user, the password and the name of the database in DATABASE_URL.");
    if (!isUnavailable(error)) {
      // Next would only log the error, and serve nothing.
      getLogger().fatal({ err: error }, "the database could not be prepared");
      process.exit(1);
    }
    getLogger().error({ err: error }, "the database is out of reach");
    retryUntilPrepared();
  }
  handOver({
    answer: (request, response, handle) => follow(request, response, (...passed) => isRefused(...passed) || handle(...passed)),
    waitForBackgroundTasks,
  });
}
