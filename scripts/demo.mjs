/** `npm run demo`: what `npm start` does, on a separate database filled with invented people. */
import { serve } from "../server.mjs";
import { explain, prepareBuild } from "./steps.mjs";

// Separate from the installation in this folder: never its database, and never the outside services in its .env file.
process.env.DATABASE_URL = "file:./data/demo.db";
process.env.DEMO = "on";
for (const name of ["APP_URL", "SMTP_URL", "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]) process.env[name] ??= "";

try {
  await prepareBuild();
  await serve();
} catch (error) {
  explain(error);
}
