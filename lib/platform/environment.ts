/** The environment, parsed once: the only reader of process.env. */
import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const portSchema = z.coerce.number("is not a port number").int().min(1, "is not a port number").max(65535, "is not a port number");

/** Cairn answers at the root of its host. */
function isOrigin(text: string): boolean {
  const { pathname, search, hash, username, password } = new URL(text);
  return pathname === "/" && search + hash + username + password === "" && !/[?#]$/.test(text);
}

const variablesSchema = z.object({
  /** `file:…` for SQLite, `postgres://…` for PostgreSQL. */
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, "must begin with file: or postgres://")
    .default("file:./data/cairn.db"),
  PORT: portSchema.default(3000),
  APP_URL: z
    .url({ protocol: /^https?$/, error: "must be a web address such as https://cairn.example.org", abort: true })
    .refine(isOrigin, "must be an address alone, such as https://cairn.example.org, without a path, a query or a user")
    .optional(),
  AUTH_SECRET: z.string().min(32, "must be at least 32 characters").optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must begin with smtp:// or smtps://" }).optional(),
  /** Who may create an account after the first admin: anybody, or people with an invitation. */
  SIGN_UP: z.enum(["open", "invite"], "must be open or invite").default("invite"),
  /** Aggregates of fewer people than this are not shown. Below three, a person could subtract themselves and read the other's answer. */
  MIN_GROUP_SIZE: z.coerce.number("must be a whole number").int("must be a whole number").min(3, "must be at least 3").default(5),
  /** The proxies whose X-Forwarded-For is trusted: addresses or subnets, separated by commas. */
  TRUSTED_PROXIES: z
    .string()
    .transform((list) =>
      list
        .split(",")
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], "must hold addresses or subnets with commas between them")))
    .default([]),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "must be a web address such as https://login.example.org" }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** Set only by `npm run demo`: fills an empty database with the demo workspace and offers its sign-ins. */
  DEMO: z.enum(["on"], "must be on, or unset").optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], "must be one of trace, debug, info, warn, error, silent")
    .default("info"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

const environmentSchema = variablesSchema.refine(
  ({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }) =>
    new Set([OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET].map(Boolean)).size === 1,
  { path: ["OIDC_ISSUER"], error: "needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET as well: set all three, or none" },
);

export type Environment = Omit<z.output<typeof environmentSchema>, "APP_URL"> & { APP_URL: string };

/** The message names each invalid variable and never shows a value, which may be a password. */
export class InvalidEnvironment extends Error {}

/** An empty variable counts as unset, as compose files and shells write it. @throws InvalidEnvironment */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`);
    throw new InvalidEnvironment(`Cairn cannot start with this environment. ${errors.join(" ")}`);
  }
  return { ...parsed.data, APP_URL: parsed.data.APP_URL ?? `http://localhost:${parsed.data.PORT}` };
}

let parsed: Environment | undefined;

export function getEnvironment(): Environment {
  parsed ??= parseEnvironment(process.env);
  return parsed;
}

/** Returns the path of the SQLite file, or null on PostgreSQL. */
export function sqliteFile(databaseUrl: string): string | null {
  return databaseUrl.startsWith("file:")
    ? path.resolve(/* turbopackIgnore: true */ databaseUrl.slice("file:".length).replace(/^\/\//, ""))
    : null;
}

/** A secret that was cut short would make sessions easy to forge, so the server does not start with it. */
const SECRET_LENGTH = 32;

/**
 * Returns AUTH_SECRET, or else a secret that is generated once and stored beside the data, so that sessions outlive a restart.
 * The file is linked into place whole: two servers that start together read the same secret, and a killed one leaves all of it or
 * nothing. @throws where it cannot be stored, or the stored one is too short
 */
export function getAuthSecret(): string {
  const { AUTH_SECRET, DATABASE_URL } = getEnvironment();
  if (AUTH_SECRET) return AUTH_SECRET;
  const folder = path.dirname(sqliteFile(DATABASE_URL) ?? path.resolve(/* turbopackIgnore: true */ "data/auth-secret"));
  const file = path.join(/* turbopackIgnore: true */ folder, "auth-secret");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const draft = `${file}-${process.pid}`;
    writeFileSync(draft, randomBytes(SECRET_LENGTH).toString("base64url"), { mode: 0o600, flush: true });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(draft);
    }
  }
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < SECRET_LENGTH) throw new Error(`${file} is damaged: delete it, and a new one is made`);
  return secret;
}

/** Without a mail server each mail is written to the log. */
export function isMailConfigured(): boolean {
  return getEnvironment().SMTP_URL !== undefined;
}
