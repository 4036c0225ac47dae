/** Programs of the project's packages, started directly: npx may ask the network. */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./steps.mjs";

/** The script behind a package's command. */
export function binary(packageName, name = packageName) {
  const manifest = path.join(root, "node_modules", packageName, "package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return path.join(path.dirname(manifest), typeof bin === "string" ? bin : bin[name]);
}

/**
 * Runs a Node program; its exit code. With `out` what it prints goes there, else to this terminal.
 * @param {{ environment?: Record<string, string>, out?: { write: (text: string) => unknown } }} options
 */
export function runNode(program, args, { environment = {}, out } = {}) {
  const stdio = out ? "pipe" : "inherit";
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment },
    stdio: ["ignore", stdio, stdio],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => out?.write(text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
