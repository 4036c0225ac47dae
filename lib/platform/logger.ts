/** The structured log: one JSON line per event, with the request's id, and never an answer or evidence. */
import pino from "pino";
import { getEnvironment } from "./environment";
import { currentRequestId } from "./request-context";

/**
 * Logs where an error arose, never its content: a driver's detail or a validation's message may quote what a person wrote, so
 * messages and parameters stay out.
 */
export function describeError(error: unknown): object {
  if (typeof error !== "object" || error === null) return { type: typeof error };
  const { name, code, originalCode, kind, message, stack, meta, cause } = error as Record<string, unknown> & {
    meta?: { driverAdapterError?: unknown };
  };
  const deeper = cause ?? meta?.driverAdapterError;
  return {
    type: name,
    code: code ?? originalCode ?? kind,
    // Messages of the language's own errors are about code only.
    message: ["TypeError", "RangeError", "ReferenceError"].includes(String(name)) ? message : undefined,
    at:
      typeof stack === "string"
        ? stack
            .split("\n")
            .map((line) => line.trim())
            .filter((line) => line.startsWith("at "))
        : undefined,
    cause: deeper === undefined ? undefined : describeError(deeper),
  };
}

/**
 * The process that reads the server's output may end first. Writing to the closed pipe is then an error, whose report goes to the
 * same pipe, and so on forever: the server would do nothing else. pino handles this for the log itself.
 */
export function ignoreBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

let logger: pino.Logger | undefined;

export function getLogger(): pino.Logger {
  logger ??= pino({
    level: getEnvironment().LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
    formatters: { level: (label) => ({ level: label }) },
    mixin() {
      const requestId = currentRequestId();
      return requestId ? { requestId } : {};
    },
  });
  return logger;
}
