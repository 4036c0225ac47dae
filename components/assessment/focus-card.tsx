/** One focus: what changes at the next level, practices to try, evidence that would show it, a question, and a plan to write. */
import type { ReactNode } from "react";
import type { NextStep } from "@/lib/domain/assessment/focus";
import type { Practice } from "@/lib/domain/competency/competency-model";

function headingOf(name: string, step: NextStep): string {
  if (step.kind === "opportunity") return `${name}: create an opportunity`;
  return step.nextLevel ? `${name}: from ${step.level.name} to ${step.nextLevel.name}` : `${name}: pass it on`;
}

export function FocusCard({ eyebrow, name, step, plan }: { eyebrow: string; name: string; step: NextStep; plan: ReactNode }) {
  const advice = step.kind === "guidance" ? step.guidance : step.opportunity;
  return (
    <article className="rounded-panel border border-line bg-surface p-6 sm:p-9 print:border-0 print:border-t print:p-0 print:pt-3">
      <p className="eyebrow text-signal">{eyebrow}</p>
      <h3 className="mt-2 text-part sm:text-[1.9rem] print:mt-0 print:text-[12pt]">{headingOf(name, step)}</h3>
      <p className="mt-4 max-w-reading text-ink-2 print:mt-0.5 print:max-w-none">
        {step.kind === "guidance" ? step.guidance.change : step.opportunity.create}
      </p>
      <h4 className="mt-8 font-semibold print:mt-2">To try this week</h4>
      <Practices practices={advice.practices} />
      <div className="mt-8 grid gap-x-10 gap-y-6 sm:grid-cols-2 print:mt-2 print:grid-cols-[repeat(auto-fit,minmax(15rem,1fr))] print:gap-y-1.5">
        {step.kind === "guidance" && (
          <div>
            <h4 className="font-semibold">What would show it</h4>
            <ul className="mt-1 list-disc space-y-1 pl-5 text-ink-2 print:mt-0">
              {step.guidance.evidence.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </div>
        )}
        <div>
          <h4 className="font-semibold">To reflect on</h4>
          <p className="mt-1 text-ink-2 print:mt-0">{advice.question}</p>
        </div>
      </div>
      {plan}
    </article>
  );
}

function Practices({ practices }: { practices: readonly Practice[] }) {
  return (
    <ul className="mt-3 grid gap-x-8 gap-y-6 md:grid-cols-3 print:mt-1 print:gap-y-1.5 print:grid-cols-[repeat(auto-fit,minmax(19rem,1fr))] print:gap-x-4">
      {practices.map(({ name, begin, origin }) => (
        <li key={name}>
          <p className="font-display text-[1.15rem] leading-snug font-semibold print:text-[9.5pt]">{name}</p>
          <p className="mt-1 text-ink-2 print:mt-0">{begin}</p>
          <p className="mt-1 text-[0.86rem] print:mt-0 text-ink-3">
            {origin.author}, <cite>{origin.title}</cite>
          </p>
        </li>
      ))}
    </ul>
  );
}
