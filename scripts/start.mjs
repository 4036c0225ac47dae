/** `npm start`: does what is missing and no more, then serves. */
import { serve } from "../server.mjs";
import { explain, prepareBuild } from "./steps.mjs";

try {
  await prepareBuild();
  await serve();
} catch (error) {
  explain(error);
}
