/** Starts a server: checks its environment, prepares the database, and runs the jobs while it serves. */

import { deleteExpiredGuests } from "@/lib/data/account/internal/guests";
import { deleteExpiredLimits } from "@/lib/data/account/internal/rate-limits";
import { deleteExpiredSecrets } from "@/lib/data/account/internal/sign-up";
import { publishDueCohorts } from "@/lib/data/cohort/internal/team-cohorts";
import { publishShippedCompetency } from "@/lib/data/competency/internal/revisions";
import { deliverRoundMails } from "@/lib/data/round/internal/round-mails";
import { DemoError, prepareDemo } from "@/lib/data/workspace/internal/demo";
import { announceSetup, prepareSetup } from "@/lib/data/workspace/internal/setup";
import { openDatabase } from "@/lib/db/client";
import { MigrationError } from "@/lib/db/migrations";
import { inBackground } from "@/lib/platform/background";
import { isUnavailable, isWrongAddress } from "@/lib/platform/database-errors";
import { getAuthSecret, getEnvironment, InvalidEnvironment } from "@/lib/platform/environment";
import { getLogger, outliveItsReader } from "@/lib/platform/logger";
import { followRequests } from "@/lib/platform/request-context";

const HOUR = 60 * 60 * 1000;
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

async function tidyUp(): Promise<void> {
  try {
    const now = new Date();
    await deleteExpiredLimits(now);
    await deleteExpiredSecrets(now);
    const count = await deleteExpiredGuests(now);
    if (count > 0) getLogger().info({ count }, "expired guests deleted");
  } catch (error) {
    getLogger().warn({ err: error }, "what has expired could not be deleted");
  }
  try {
    const count = await publishDueCohorts(new Date());
    if (count > 0) getLogger().info({ count }, "cohorts of teams drawn");
  } catch (error) {
    getLogger().warn({ err: error }, "cohorts of teams could not be drawn");
  }
  // A mail server that does not respond must not delay the start.
  inBackground("mails about rounds", async () => {
    const count = await deliverRoundMails(new Date());
    if (count > 0) getLogger().info({ count }, "mails about rounds sent");
  });
}

/** Exits with a sentence where starting would be wrong: a bad environment, or a database that does not fit. */
export async function startServer(): Promise<void> {
  outliveItsReader();
  try {
    getEnvironment();
    getAuthSecret();
  } catch (error) {
    if (error instanceof InvalidEnvironment) stop(error.message);
    stop(`Cairn cannot keep its secret beside the data: ${(error as Error).message}. Make the folder writable, or set AUTH_SECRET.`);
  }
  // Next finishes the open requests and then exits with 143. A requested stop that went well is not a failure.
  process.once("SIGTERM", () =>
    process.once("exit", () => {
      process.exitCode = 0;
    }),
  );
  followRequests({
    trustedProxies: getEnvironment().TRUSTED_PROXIES,
    onFinish: (finished) => getLogger().info(finished, "request"),
    onUnnamedProxy: (peer) =>
      getLogger().warn({ peer }, "X-Forwarded-For came from a peer that TRUSTED_PROXIES does not name; limits count all behind it as one"),
  });
  try {
    await prepareDatabase();
  } catch (error) {
    if (error instanceof MigrationError || error instanceof DemoError) stop(error.message);
    if (isWrongAddress(error))
      stop("The database refuses Cairn: check the user, the password and the name of the database in DATABASE_URL.");
    if (!isUnavailable(error)) throw error;
    getLogger().error({ err: error }, "the database is out of reach");
    retryUntilPrepared();
  }
  await tidyUp();
  setInterval(tidyUp, HOUR).unref();
}
