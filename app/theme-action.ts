"use server";
/** Remembers the theme that a person chose; anything but the three choices is ignored. */
import { cookies } from "next/headers";

const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;

export async function setThemeAction(formData: FormData): Promise<void> {
  const theme = formData.get("theme");
  const jar = await cookies();
  if (theme === "system") {
    jar.delete("theme");
  } else if (theme === "light" || theme === "dark") {
    jar.set("theme", theme, { path: "/", sameSite: "lax", httpOnly: true, maxAge: YEAR_IN_SECONDS });
  }
}
