/** The frame of every page: theme, fonts, skip link, header and footer. */
import { TextLink } from "@/components/ui/text-link";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { SignOutForm } from "@/components/account/sign-out-form";
import { ZONE_COOKIE } from "@/components/ui/format-day";
import { SiteFooter } from "@/components/ui/site-footer";
import { SiteHeader, type Viewer } from "@/components/ui/site-header";
import { ThemeSwitch } from "@/components/ui/theme-switch";
import { ZoneCookie } from "@/components/ui/zone-cookie";
import type { Actor } from "@/lib/access/actor";
import { findActor } from "@/lib/auth/actor";
import { isUnavailable } from "@/lib/platform/database-errors";
import { getEnvironment } from "@/lib/platform/environment";
import { signOutAction } from "./(public)/sign-in/actions";
import { setThemeAction } from "./actions";

export const metadata: Metadata = {
  title: { default: "Cairn: see where you stand, choose the next step", template: "%s · Cairn" },
  description: "Product Owners rate themselves on the seven behaviors of Product Management and get a level summary and one next step.",
};

const PAPER = { light: "#fbf8f2", dark: "#131917" } as const;

/** The fonts of the first screen, preloaded because the style sheet would request them late. */
const FONTS = [
  new URL("../node_modules/@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2", import.meta.url),
  new URL("../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2", import.meta.url),
];

/** Reading the cookie also makes every page dynamic, which the nonce of the Content-Security-Policy needs. */
async function chosenTheme(): Promise<"light" | "dark" | undefined> {
  const value = (await cookies()).get("theme")?.value;
  return value === "light" || value === "dark" ? value : undefined;
}

/** Only for the header, which grants nothing. Without the database a page still has its frame, and reports the error itself. */
async function findReader(): Promise<Actor | null> {
  try {
    return await findActor();
  } catch (error) {
    if (isUnavailable(error)) return null;
    throw error;
  }
}

function viewerOf(actor: Actor | null): Viewer {
  if (actor?.kind !== "account") return "nobody";
  return actor.isAdmin ? "admin" : "account";
}

export async function generateViewport(): Promise<Viewport> {
  const theme = await chosenTheme();
  return {
    colorScheme: theme ?? "light dark",
    themeColor: theme
      ? PAPER[theme]
      : [
          { media: "(prefers-color-scheme: light)", color: PAPER.light },
          { media: "(prefers-color-scheme: dark)", color: PAPER.dark },
        ],
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme();
  const actor = await findReader();
  for (const font of FONTS) {
    preload(font.pathname, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  }
  return (
    <html lang="en" data-theme={theme} data-scroll-behavior="smooth">
      <body className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="sr-only rounded-full bg-accent px-6 py-3 font-semibold text-on-accent focus:not-sr-only focus:absolute focus:top-3 focus:left-3 focus:z-10 print:hidden"
        >
          Skip to the content
        </a>
        {getEnvironment().DEMO === "on" && (
          <aside aria-label="Demo" className="bg-sunk px-5 text-center text-[0.88rem] text-ink-2 print:hidden">
            This is a demo: everybody and everything in it is invented. <TextLink href="/demo">Look around as somebody</TextLink>
          </aside>
        )}
        <SiteHeader viewer={viewerOf(actor)} />
        <main id="main" tabIndex={-1} className="flex-1 pb-20 outline-none print:pb-0">
          {children}
        </main>
        <ZoneCookie name={ZONE_COOKIE} known={(await cookies()).get(ZONE_COOKIE)?.value} />
        <SiteFooter>
          {actor?.kind === "account" && <SignOutForm name={actor.name} action={signOutAction} />}
          <ThemeSwitch current={theme ?? "system"} action={setThemeAction} />
        </SiteFooter>
      </body>
    </html>
  );
}
