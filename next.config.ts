import type { NextConfig } from "next";

// The security headers are in lib/platform/entrance.ts: Next's own redirects would not have them.
const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["better-sqlite3", "pg", "pino"],
};

export default config;
