import { publishedModelSchema } from "@/lib/data/competency/internal/exchange";

export const dynamic = "force-dynamic";

/** The JSON Schema of a model, for editors and other programs. */
export function GET(): Response {
  return Response.json(publishedModelSchema(), { headers: { "content-type": "application/schema+json" } });
}
