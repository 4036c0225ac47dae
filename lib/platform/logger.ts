/** The structured log: one JSON line an event, with the request's id, and never an answer or evidence. */
import pino from "pino";
import { getEnvironment } from "./environment";
import { currentRequestId } from "./request-context";

/**
 * Where an error arose, never what it was about: a driver's detail or a validation's message may quote what a person
 * wrote, so messages and parameters stay out.
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
    // Those that the language itself words speak of the code alone.
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
 * Whoever reads what the server prints may end before it does. Writing to a closed pipe is then an error, whose report is
 * written to that pipe as well, and so on without end: the server would be busy with nothing else. The log itself, which
 * pino writes, minds this on its own.
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
