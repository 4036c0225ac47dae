/** Next calls this once, when a server starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("./lib/server/start");
    await startServer();
  }
}

/** What failed outside a page's or an action's own frame. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { getLogger } = await import("./lib/platform/logger");
    getLogger().error({ err: error }, "a request failed");
  }
}
