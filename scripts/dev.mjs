/** `npm run dev`: the same preparations as a start, without the build, then a server that follows each change. */
import { serve } from "./serve.mjs";
import { explain, prepare } from "./steps.mjs";

try {
  await prepare();
  await serve("dev");
} catch (error) {
  explain(error);
}
