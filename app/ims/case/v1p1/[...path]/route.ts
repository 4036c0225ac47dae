import { getCaseCatalog } from "@/lib/data/competency/queries/published";
import { documentAlone, findCaseResource } from "@/lib/domain/competency/exchange/case";
import { CaseError, selectDocuments, statusInfo } from "@/lib/domain/competency/exchange/case-query";
import { getLogger } from "@/lib/platform/logger";

export const dynamic = "force-dynamic";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

async function answer(path: readonly string[], query: URLSearchParams): Promise<Response> {
  const [resource = "", sourcedId, ...more] = path;
  const { origin, packages } = await getCaseCatalog(null);
  if (resource === "CFDocuments" && sourcedId === undefined) {
    const { body, headers } = selectDocuments(packages.map(documentAlone), query, origin);
    return Response.json(body, { headers });
  }
  if (sourcedId === undefined || more.length > 0)
    throw new CaseError(404, "unknownobject", "Unknown Object: there is nothing at this address.");
  // In capitals it is the same identifier (RFC 9562).
  const id = sourcedId.toLowerCase();
  if (!UUID.test(id)) throw new CaseError(404, "invalid_uuid", "Invalid UUID: the identifier is none.");
  const found = findCaseResource(packages, resource, id);
  if (!found) throw new CaseError(404, "unknownobject", "Unknown Object: nothing here has this identifier.");
  return Response.json(found);
}

/** 1EdTech CASE 1.1, read only. Every error is an imsx_StatusInfo, also for parts of the standard that Cairn does not have. */
export async function GET(request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  try {
    return await answer((await params).path, new URL(request.url).searchParams);
  } catch (error) {
    if (error instanceof CaseError) return Response.json(statusInfo(error.codeMinor, error.message), { status: error.status });
    getLogger().error({ err: error }, "a CASE request failed");
    return Response.json(statusInfo("internal_server_error", "Cairn could not answer this. Please try again in a moment."), {
      status: 500,
    });
  }
}
