/** `npm run build`: everything that a start does before it serves. */
import { explain, prepareBuild } from "./steps.mjs";

await prepareBuild().catch(explain);
