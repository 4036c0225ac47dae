"use server";

/** Remembers the theme that a person chose. */
import { cookies } from "next/headers";
import { z } from "zod";
import { defineFormAction } from "@/lib/actions/define-action";
import { MALFORMED } from "@/lib/actions/fields";
import { getEnvironment } from "@/lib/platform/environment";

const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

export const setThemeAction = defineFormAction(
  z.strictObject({ theme: z.enum(["system", "light", "dark"], MALFORMED) }, MALFORMED),
  async ({ theme }) => {
    const jar = await cookies();
    if (theme === "system") jar.delete("theme");
    else {
      const secure = getEnvironment().APP_URL.startsWith("https:");
      jar.set("theme", theme, { path: "/", sameSite: "lax", httpOnly: true, secure, maxAge: YEAR_IN_SECONDS });
    }
    return null;
  },
  { isForAnybody: true, isRepeatable: true },
);
