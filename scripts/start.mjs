/** `npm start`: does what is missing and no more, then serves. */
import { serve } from "./serve.mjs";
import { explain, prepareBuild } from "./steps.mjs";

try {
  await prepareBuild();
  await serve("start");
} catch (error) {
  explain(error);
}
