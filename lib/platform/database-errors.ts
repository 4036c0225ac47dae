/** Which errors mean that the database is unavailable, whatever the statement. */

/** The database cannot be reached, or cannot write. Nothing is half written: every write is one statement or transaction. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super("The database is unavailable.", { cause });
  }
}

/** SQLite's and Node's codes for a full disk, a locked, lost, damaged or read-only file, and an unreachable server. */
const UNAVAILABLE =
  /SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|CORRUPT|NOTADB)|database or disk is full|disk I\/O error|readonly database|unable to open database|database is locked|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|ENOSPC|Connection terminated|server closed the connection|timeout exceeded when trying to connect|DatabaseNotReachable|SocketTimeout|ConnectionClosed|TooManyConnections/;

/** PostgreSQL's classes for connection, resource, operator and system errors, its read-only code, and Prisma's own numbers. */
const UNAVAILABLE_CODE = /^(08\d{3}|53\d{3}|57P\d{2}|58\d{3}|25006|P1001|P1002|P1008|P1017|P2024)$/;

function* chain(error: unknown): Generator<Record<string, unknown>> {
  let current = error;
  for (let depth = 0; depth < 6 && typeof current === "object" && current !== null; depth += 1) {
    yield current as Record<string, unknown>;
    const { meta } = current as { meta?: { driverAdapterError?: unknown } };
    current = (current as { cause?: unknown }).cause ?? meta?.driverAdapterError;
  }
}

export function isUnavailable(error: unknown): boolean {
  for (const link of chain(error)) {
    if (link instanceof DatabaseUnavailable) return true;
    if ([link.code, link.originalCode].some((code) => typeof code === "string" && UNAVAILABLE_CODE.test(code))) return true;
    const told = [link.code, link.originalCode, link.kind, link.message, link.originalMessage].filter((word) => typeof word === "string");
    if (UNAVAILABLE.test(told.join(" "))) return true;
  }
  return false;
}

/** Whether a unique constraint failed: another request was first. */
export function isDuplicate(error: unknown): boolean {
  return (error as { code?: unknown }).code === "P2002";
}

/** PostgreSQL does not know this user, password or database: waiting would not help. */
export function isWrongAddress(error: unknown): boolean {
  return ["28P01", "28000", "3D000"].includes(String((error as { code?: unknown }).code));
}
