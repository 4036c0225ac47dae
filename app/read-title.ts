/** Returns the title of a page that names its subject. */
import type { Metadata } from "next";

/** `read` shares its statements with the page, which explains what fails and sends to the sign-in page: then the title is `otherwise`. */
export async function readTitle(otherwise: string, read: () => Promise<string>): Promise<Metadata> {
  return { title: await read().catch(() => otherwise) };
}
