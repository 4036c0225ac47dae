/** The layout of the sign-in and sign-up pages: a title, a short text, and one narrow column. */
import type { ReactNode } from "react";

type AccountPageProps = {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
};

export function AccountPage({ title, lead, children }: AccountPageProps) {
  return (
    <div className="mx-auto w-full max-w-[30rem] px-5 pt-8 sm:pt-14">
      <h1 className="text-heading">{title}</h1>
      {lead && <p className="mt-4 text-ink-2">{lead}</p>}
      <div className="mt-7">{children}</div>
    </div>
  );
}

/** An alternative to the form above, separated by a line. */
export function OtherWay({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-8 border-t border-line pt-6">
      <h2 className="text-[1.2rem]">{title}</h2>
      <div className="mt-4">{children}</div>
    </section>
  );
}
