/** State that exists once in a process: Next bundles instrumentation and pages separately, each with its own copy of a module. */

/** Returns what was created under this name in this process, and creates it the first time. */
export function processWide<State>(name: string, create: () => State): State {
  const key = Symbol.for(`cairn.${name}`);
  const states = globalThis as unknown as Record<symbol, State | undefined>;
  states[key] ??= create();
  return states[key];
}
