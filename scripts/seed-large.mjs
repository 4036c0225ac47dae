/** `npm run seed:large`: fills an empty database with a large organization, to measure with. docs/scale.md says what for. */
import { parseArgs } from "node:util";
import { loadTypescript } from "./load-typescript.mjs";
import { explain, prepare, root, StepFailed } from "./steps.mjs";

// Never the installation's own, unless it is named: its .env file is not read.
process.env.DATABASE_URL ||= "file:./data/large.db";
process.chdir(root);

function readSize() {
  const limits = { people: [10_000, 20, 200_000], teams: [500, 2, 20_000], rounds: [10, 1, 40] };
  let values;
  try {
    const options = Object.fromEntries(Object.entries(limits).map(([name, [usual]]) => [name, { type: "string", default: String(usual) }]));
    values = parseArgs({ options }).values;
  } catch (error) {
    throw new StepFailed(`${error.message} The options are --people, --teams and --rounds.`);
  }
  const size = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
  for (const [name, [, least, most]] of Object.entries(limits)) {
    if (!Number.isInteger(size[name]) || size[name] < least || size[name] > most) {
      throw new StepFailed(`--${name} must be a whole number from ${least} to ${most}.`);
    }
  }
  if (size.people < size.teams * 4) throw new StepFailed("Each team needs at least four people: choose fewer --teams or more --people.");
  return size;
}

/** A bar in a terminal; elsewhere a line for each tenth. */
async function progress() {
  if (!process.stdout.isTTY) {
    let told = -1;
    return {
      show(done, total) {
        const tenth = Math.floor((done / total) * 10);
        if (tenth > told) console.log(`cairn: ${tenth * 10} %`);
        told = Math.max(told, tenth);
      },
      stop() {},
    };
  }
  const { default: cliProgress } = await import("cli-progress");
  const bar = new cliProgress.SingleBar({ format: "cairn: {bar} {percentage} % | {duration_formatted} | {what}", hideCursor: true });
  let isStarted = false;
  return {
    show(done, total, what) {
      if (isStarted) bar.update(done, { what });
      else bar.start(total, done, { what });
      isStarted = true;
    },
    stop: () => isStarted && bar.stop(),
  };
}

/** Without a password in it. */
function named(databaseUrl) {
  return databaseUrl.replace(/:[^:@/]*@/, ":…@");
}

try {
  const size = readSize();
  await prepare();
  const { seedLarge, LargeSeedError } = await loadTypescript("prisma/seed/large/seed.ts");
  const bar = await progress();
  const began = Date.now();
  try {
    const { rows, signIns, largestTeamId, usualTeamId } = await seedLarge(size, bar.show);
    bar.stop();
    const counted = Object.entries(rows).map(([what, count]) => `${count.toLocaleString("en-US")} ${what}`);
    console.log(`cairn: ${counted.join(", ")} in ${Math.round((Date.now() - began) / 1000)} s`);
    for (const { role, email, password } of signIns) console.log(`cairn: sign in as ${role}: ${email}, password ${password}`);
    console.log(`cairn: the largest team is at /teams/${largestTeamId}, a usual one at /teams/${usualTeamId}`);
    console.log(`cairn: to look around, start with DATABASE_URL=${named(process.env.DATABASE_URL)}`);
  } catch (error) {
    bar.stop();
    throw error instanceof LargeSeedError ? new StepFailed(error.message) : error;
  }
} catch (error) {
  explain(error);
}
