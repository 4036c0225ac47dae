/** In development, a preview of every mail, with invented facts. Elsewhere this page is not found. */
import type { Metadata } from "next";
import { definePage } from "@/app/define-page";
import { notFoundError } from "@/lib/domain/request/expected-error";
import { MAIL_SAMPLES, type MailSample } from "@/lib/mail/samples";
import { getEnvironment } from "@/lib/platform/environment";

export const metadata: Metadata = { title: "Mails" };

const MAILS = Object.entries<readonly MailSample[]>(MAIL_SAMPLES);

function Preview({ name, sample }: { name: string; sample: MailSample }) {
  const { to, subject, text, html, calendar } = sample.compose();
  const title = sample.variant ? `${name}, ${sample.variant}` : name;
  return (
    <article className="mt-8">
      <h3 className="text-lead font-semibold wrap-anywhere">{subject}</h3>
      <p className="mt-1 text-[0.94rem] text-ink-2">
        To {to}
        {sample.variant && `: ${sample.variant}`}
      </p>
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        {/* Sandboxed: it runs no script, and its links lead nowhere. */}
        <iframe title={`${title}: as HTML`} srcDoc={html} sandbox="" className="h-[44rem] w-full rounded-xl border border-line bg-white" />
        <pre className="rounded-xl border border-line p-5 text-[0.94rem] whitespace-pre-wrap wrap-anywhere">{text}</pre>
      </div>
      {calendar && (
        <pre className="mt-4 rounded-xl border border-line p-5 text-[0.94rem] whitespace-pre-wrap wrap-anywhere">{calendar.text}</pre>
      )}
    </article>
  );
}

export default definePage(async function MailsPage() {
  if (getEnvironment().NODE_ENV !== "development") throw notFoundError();
  return (
    <div className="mx-auto max-w-[80rem] px-5 pt-8">
      <h1 className="text-title">Mails</h1>
      <p className="mt-4 text-lead text-ink-2">
        Each mail from invented facts, as HTML and as text. This page is here in development alone.
      </p>
      <nav aria-label="Mails" className="mt-6 flex flex-wrap gap-x-5 gap-y-2">
        {MAILS.map(([name]) => (
          <a key={name} href={`#${name}`} className="underline">
            {name}
          </a>
        ))}
      </nav>
      {MAILS.map(([name, samples]) => (
        <section key={name} id={name} aria-labelledby={`${name}-title`} className="mt-12">
          <h2 id={`${name}-title`} className="text-heading">
            {name}
          </h2>
          {samples.map((sample) => (
            <Preview key={sample.variant} name={name} sample={sample} />
          ))}
        </section>
      ))}
    </div>
  );
});
