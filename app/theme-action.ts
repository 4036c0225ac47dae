"use server";

/** Remembers the theme that a person chose. */
import { cookies } from "next/headers";
import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";

const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

const setTheme = defineAction(z.strictObject({ theme: z.enum(["system", "light", "dark"]) }), async ({ theme }) => {
  const jar = await cookies();
  if (theme === "system") jar.delete("theme");
  else jar.set("theme", theme, { path: "/", sameSite: "lax", httpOnly: true, maxAge: YEAR_IN_SECONDS });
});

export async function setThemeAction(form: FormData): Promise<void> {
  await setTheme(form);
}
