/** Redirects to the OpenID Connect provider. Pages link here, since a form may not redirect to another site (form-action). */
import { headers } from "next/headers";
import type { NextRequest } from "next/server";
import { findActor } from "@/lib/auth/actor";
import { startSingleSignOn } from "@/lib/data/account/mutations/sign-in";
import { ExpectedError } from "@/lib/domain/request/expected-error";
import { safePath } from "@/lib/domain/request/safe-path";
import { getLogger } from "@/lib/platform/logger";

export const dynamic = "force-dynamic";

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

export async function GET(request: NextRequest): Promise<Response> {
  // Another site must not start a sign-in for a person.
  if (!["same-origin", "none", null].includes(request.headers.get("sec-fetch-site"))) return seeOther("/sign-in");
  const { searchParams } = request.nextUrl;
  const next = safePath(searchParams.get("next") ?? undefined) ?? "/growth";
  try {
    return seeOther(await startSingleSignOn(await findActor(), next, searchParams.get("invitation"), await headers(), new Date()));
  } catch (error) {
    if (!(error instanceof ExpectedError)) getLogger().error({ err: error }, "single sign-on could not be started");
    else if (error.code === "NotFound") return new Response("Single sign-on is not set up here.", { status: 404 });
    return seeOther(`/sign-in?error=${error instanceof ExpectedError && error.code === "TooMany" ? "too_many" : "unavailable"}`);
  }
}
