/** The structured log: one JSON line an event, with the request's id, and never an answer or evidence. */
import pino from "pino";
import { getEnvironment } from "./environment";
import { currentRequestId } from "./request-context";

let logger: pino.Logger | undefined;

export function getLogger(): pino.Logger {
  logger ??= pino({
    level: getEnvironment().LOG_LEVEL,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin() {
      const requestId = currentRequestId();
      return requestId ? { requestId } : {};
    },
  });
  return logger;
}
