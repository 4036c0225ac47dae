/** A published revision as a file: `?competency=…&format=document|json|yaml|csv|case`, and `&revision=…` for an earlier one. */
import { answerFile, defineRoute } from "@/lib/actions/define-route";
import { writeExport } from "@/lib/data/competency/internal/exchange";
import { findRevisionNumbered, getCurrentRevision } from "@/lib/data/competency/internal/revisions";
import { isImportFormat } from "@/lib/domain/competency/exchange/import-report";
import { notFoundError } from "@/lib/domain/request/expected-error";

export const dynamic = "force-dynamic";

export const GET = defineRoute(async (request) => {
  const query = new URL(request.url).searchParams;
  const [competencyId, number, format] = [query.get("competency") ?? undefined, query.get("revision"), query.get("format") ?? "json"];
  const current = await getCurrentRevision(competencyId);
  const revision = number === null ? current : await findRevisionNumbered(current.competency.id, Number(number));
  if (!revision || !isImportFormat(format)) throw notFoundError();
  const file = writeExport(revision, format);
  return answerFile(file.text, file);
});
