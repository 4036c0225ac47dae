/** State that the process has once: Next bundles instrumentation and pages apart, and each bundle has its own copy of a module. */

/** Returns what was made under this name in this process, and makes it the first time. */
export function processWide<State>(name: string, create: () => State): State {
  const key = Symbol.for(`cairn.${name}`);
  const states = globalThis as unknown as Record<symbol, State | undefined>;
  states[key] ??= create();
  return states[key];
}
