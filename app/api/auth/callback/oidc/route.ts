/** The OpenID Connect provider's callback: the only endpoint of Better Auth that is mounted. */
import type { NextRequest } from "next/server";
import { findActor } from "@/lib/auth/actor";
import { finishSingleSignOn } from "@/lib/data/account/mutations/sign-in";
import { getLogger } from "@/lib/platform/logger";

export const dynamic = "force-dynamic";

export async function GET(request: NextRequest): Promise<Response> {
  try {
    return await finishSingleSignOn(await findActor(), request);
  } catch (error) {
    getLogger().error({ err: error }, "single sign-on failed");
    return new Response(null, { status: 303, headers: { location: "/sign-in?error=failed" } });
  }
}
