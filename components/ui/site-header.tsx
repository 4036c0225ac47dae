/** The header of every page: the link home, and the links for this visitor. */
import { Logo } from "./logo";

/** The visitor, as far as the header shows it. It grants nothing: each page authorizes itself. */
export type Viewer = "nobody" | "account" | "admin";

type Place = { href: string; name: string };

const PLACES: Place[] = [
  { href: "/model", name: "The model" },
  { href: "/growth", name: "My growth" },
];

const MORE: Record<Viewer, Place[]> = {
  nobody: [{ href: "/sign-in", name: "Sign in" }],
  account: [
    { href: "/teams", name: "Teams" },
    { href: "/settings", name: "Settings" },
  ],
  admin: [
    { href: "/teams", name: "Teams" },
    { href: "/admin/people", name: "Admin" },
    { href: "/settings", name: "Settings" },
  ],
};

export function SiteHeader({ viewer }: { viewer: Viewer }) {
  return (
    <header className="page-width flex flex-wrap items-center justify-between gap-x-6 py-3 print:py-2">
      <a href="/" className="-ml-1 flex min-h-11 items-center gap-2.5 rounded-lg px-1 text-ink no-underline">
        <Logo className="h-8 w-auto print:h-6" />
        <span className="font-display text-[1.4rem] font-[590] tracking-[-0.012em]">Cairn</span>
      </a>
      <nav aria-label="Main" className="-mx-3 print:hidden">
        <ul className="flex flex-wrap">
          {[...PLACES, ...MORE[viewer]].map(({ href, name }) => (
            <li key={href}>
              <a
                href={href}
                className="flex min-h-11 items-center rounded-lg px-3 text-[0.95rem] text-ink-2 no-underline underline-offset-[0.3em] hover:text-ink hover:underline"
              >
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
