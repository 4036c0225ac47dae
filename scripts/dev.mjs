/** `npm run dev`: the same preparations as a start, without the build, then a server that follows each change. */
import { serve } from "../server.mjs";
import { explain, prepare } from "./steps.mjs";

try {
  await prepare();
  await serve({ isDevelopment: true });
} catch (error) {
  explain(error);
}
