/** For a guest: how to keep their results. */
import { ButtonLink } from "@/components/ui/button";
import { formatDay } from "@/components/ui/format-day";
import { Section } from "@/components/ui/section";

type KeepMyResultsProps = { assessmentId: string; keptUntil: Date; mayCreateAccount: boolean };

export function KeepMyResults({ assessmentId, keptUntil, mayCreateAccount }: KeepMyResultsProps) {
  const next = encodeURIComponent(`/results/${assessmentId}`);
  return (
    <Section
      id="keep"
      title="Keep my results"
      size="part"
      className="mt-14 rounded-panel border border-line bg-surface p-6 sm:p-8 print:hidden"
    >
      <p className="mt-3 max-w-reading text-ink-2">
        Without an account they are kept in this browser until {formatDay(keptUntil)}, 30 days after you last worked on them, and then
        deleted. With one they stay, on every device, and are still yours alone until you share them.
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        {mayCreateAccount && <ButtonLink href={`/sign-up?next=${next}`}>Create an account</ButtonLink>}
        <ButtonLink href={`/sign-in?next=${next}`} variant={mayCreateAccount ? "secondary" : "primary"}>
          Sign in
        </ButtonLink>
      </div>
      {!mayCreateAccount && (
        <p className="mt-4 max-w-reading text-[0.94rem] text-ink-3">
          No account yet? It takes an invitation here: ask your coach or an admin, and open its link in this browser.
        </p>
      )}
    </Section>
  );
}
