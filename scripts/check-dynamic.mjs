/** Every page of the build is dynamic: a page rendered at build time has no nonce for its scripts, and may show outdated data. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./steps.mjs";

/** Assets, and Next's own page for an error in the root layout, which it always prerenders. */
const allowed = /^\/(_global-error|favicon\.ico|robots\.txt|manifest\.webmanifest|(icon|apple-icon|opengraph-image)[^/]*)$/;

const { routes, dynamicRoutes } = JSON.parse(readFileSync(path.join(root, ".next/prerender-manifest.json"), "utf8"));
const frozen = [...Object.keys(routes), ...Object.keys(dynamicRoutes)].filter((route) => !allowed.test(route));
const pages = Object.keys(JSON.parse(readFileSync(path.join(root, ".next/server/app-paths-manifest.json"), "utf8")));

if (pages.length === 0) {
  console.error("The build has no pages at all.");
  process.exitCode = 1;
}
for (const route of frozen) console.error(`${route} was prerendered. Await connection() or read the request in it.`);
if (frozen.length > 0) process.exitCode = 1;
else console.log(`${pages.length} routes, none of them a frozen page`);
