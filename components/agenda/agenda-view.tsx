/** An agenda to read and to print: points with their reason and a question, and space to write on paper. */
import { ownPoints, type PreparedSection } from "@/lib/domain/agenda/agenda";

type AgendaViewProps = {
  title: string;
  /** Who, when and from what: one line each. */
  facts: readonly string[];
  /** Without what is left out. */
  sections: readonly PreparedSection[];
  own: string;
};

/** Ruled lines, on paper only. */
function RoomToWrite() {
  return (
    <div aria-hidden="true" className="hidden print:block">
      <div className="h-[7mm] border-b border-line" />
      <div className="h-[7mm] border-b border-line" />
    </div>
  );
}

export function AgendaView({ title, facts, sections, own }: AgendaViewProps) {
  const added = ownPoints(own);
  return (
    <article className="max-w-[48rem] print:max-w-none">
      <h1 className="text-title wrap-anywhere print:text-[17pt]">{title}</h1>
      <ul className="mt-3 text-ink-2 print:mt-1">
        {facts.map((fact) => (
          <li key={fact} className="wrap-anywhere">
            {fact}
          </li>
        ))}
      </ul>
      {sections.length === 0 && added.length === 0 && (
        <p className="mt-8 text-lead text-ink-2">Nothing is on this agenda yet. Add your own points below.</p>
      )}
      {sections.map((section) => (
        <section key={section.title} className="mt-9 print:mt-4">
          <h2 className="text-heading border-b border-line pb-2 print:text-[12.5pt]">{section.title}</h2>
          {section.points.map(({ key, heading, why, question }) => (
            <div key={key} className="mt-5 break-inside-avoid print:mt-2.5">
              <h3 className="text-[1.2rem] wrap-anywhere print:text-[10.5pt]">{heading}</h3>
              <p className="mt-1 wrap-anywhere text-ink-2 print:mt-0">{why}</p>
              <p className="mt-2 border-l-[3px] border-accent pl-4 whitespace-pre-line wrap-anywhere print:mt-1">{question}</p>
              <RoomToWrite />
            </div>
          ))}
        </section>
      ))}
      {added.length > 0 && (
        <section className="mt-9 print:mt-4">
          <h2 className="text-heading border-b border-line pb-2 print:text-[12.5pt]">Your own points</h2>
          <ul>
            {added.map((line, index) => (
              // Two lines may have the same text.
              <li key={index} className="mt-3 break-inside-avoid wrap-anywhere print:mt-2">
                {line}
                <RoomToWrite />
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}
