/** Ready: the database is reachable and migrated. */
import { isReady } from "@/lib/data/workspace/queries";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const ready = await isReady(null);
  return Response.json({ status: ready ? "ready" : "unavailable" }, { status: ready ? 200 : 503 });
}
