/** Better Auth's configuration: sessions, and guests as its anonymous users. */
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { nextCookies } from "better-auth/next-js";
import { anonymous } from "better-auth/plugins/anonymous";
import { type Database, getDatabase, getEngine } from "@/lib/db/client";
import { getAuthSecret, getEnvironment } from "@/lib/platform/environment";

/** How long a guest's work is kept after they last worked on it, and so how long their session lives. In days. */
export const GUEST_DAYS = 30;

const DAY = 24 * 60 * 60;

function createAuth(database: Database) {
  return betterAuth({
    baseURL: getEnvironment().APP_URL,
    secret: getAuthSecret(),
    database: prismaAdapter(database, { provider: getEngine() === "sqlite" ? "sqlite" : "postgresql" }),
    session: { expiresIn: GUEST_DAYS * DAY, updateAge: DAY },
    advanced: { cookiePrefix: "cairn" },
    telemetry: { enabled: false },
    logger: { disabled: true },
    // nextCookies hands the cookies that the others set to Next, so it stands last.
    plugins: [anonymous({ generateName: () => "Guest" }), nextCookies()],
  });
}

let auth: { of: Database; instance: ReturnType<typeof createAuth> } | undefined;

/** @throws DatabaseUnavailable */
export function getAuth(): ReturnType<typeof createAuth> {
  const database = getDatabase();
  if (auth?.of !== database) auth = { of: database, instance: createAuth(database) };
  return auth.instance;
}
