import { getCompetencySchema } from "@/lib/data/competency/queries/published";

export const dynamic = "force-dynamic";

/** The JSON Schema of a competency, for editors and other programs. */
export function GET(): Response {
  return Response.json(getCompetencySchema(null), { headers: { "content-type": "application/schema+json" } });
}
