/** Measures the data of pages on a database that `npm run seed:large` has filled. docs/scale.md has the figures. */
import { loadTypescript } from "./load-typescript.mjs";
import { explain, prepare, root } from "./steps.mjs";

process.env.DATABASE_URL ||= "file:./data/large.db";
process.chdir(root);

const inMilliseconds = (time) => time.toFixed(1).padStart(9);

try {
  await prepare();
  const { measureLarge } = await loadTypescript("prisma/seed/large/measure.ts");
  console.log(`${"".padEnd(36)}    first   median  longest    stall   (ms)`);
  await measureLarge(({ name, first, median, longest, stall }) => {
    console.log(`${name.padEnd(36)}${[first, median, longest, stall].map(inMilliseconds).join("")}`);
  });
} catch (error) {
  explain(error);
}
