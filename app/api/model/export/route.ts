/** A published revision as a file: `?competency=…&format=document|json|yaml|csv|case`, and `&revision=…` for an earlier one. */
import { answerFile, defineRoute } from "@/lib/actions/define-route";
import { exportCompetency } from "@/lib/data/competency/queries/published";

export const dynamic = "force-dynamic";

export const GET = defineRoute(async (request) => {
  const query = new URL(request.url).searchParams;
  const [competencyId, number, format] = [query.get("competency") ?? undefined, query.get("revision"), query.get("format") ?? "json"];
  const file = await exportCompetency(null, { competencyId, number: number === null ? null : Number(number), format });
  return answerFile(file.text, file);
});
