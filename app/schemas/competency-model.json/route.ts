import { publishedCompetencySchema } from "@/lib/data/competency/internal/exchange";

export const dynamic = "force-dynamic";

/** The JSON Schema of a competency, for editors and other programs. */
export function GET(): Response {
  return Response.json(publishedCompetencySchema(), { headers: { "content-type": "application/schema+json" } });
}
