/** Addresses of this Cairn, as links in mails need them. */
import { getEnvironment } from "./environment";

/** Returns the absolute address of a path. Whatever stands in the path must be encoded already. */
export function appUrl(path: string): string {
  return new URL(path, getEnvironment().APP_URL).href;
}
