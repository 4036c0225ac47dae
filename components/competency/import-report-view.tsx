/** An import's report: what was understood beside what was read, before anything is saved. */
import { type DataColumn, DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import type { DocumentLine, ImportFormat, ImportProblem, ImportReport, LineRole } from "@/lib/domain/competency/exchange/import-report";

const FORMAT_LABELS: Record<ImportFormat, string> = {
  document: "a document with headings and bullets",
  json: "Cairn’s own JSON",
  yaml: "YAML",
  csv: "a grid of anchors (CSV)",
  case: "a 1EdTech CASE package",
};

const ROLE_LABELS: Record<LineRole, string> = {
  blank: "",
  heading: "Heading",
  name: "Name",
  purpose: "Purpose",
  description: "Description",
  behavior: "Behavior",
  definition: "Definition",
  level: "Level",
  descriptor: "Descriptor",
  summary: "Summary",
  "comment form": "Comment form of a web page: left out",
  "not understood": "Not understood: left out",
};

/** A longer line is cut here; all of it was read. */
const MOST_SHOWN = 600;
const MOST_LINES = 1_000;

const COLUMNS: DataColumn<DocumentLine>[] = [
  { name: "Line", cell: ({ number }) => <span className="text-ink-2">{number.toLocaleString("en-US")}</span> },
  {
    name: "What was read",
    cell: ({ text }) => (
      <span dir="auto" className="wrap-anywhere whitespace-pre-wrap">
        {cut(text)}
      </span>
    ),
  },
  { name: "What was understood", cell: (line) => <Understood line={line} /> },
];

export function ImportReportView({ report }: { report: ImportReport }) {
  const { format, problems, furtherProblems, lines } = report;
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const shown = lines.filter(({ role }) => role !== "blank");
  return (
    <div className="space-y-8">
      {format && <p className="text-ink-2">Read as {FORMAT_LABELS[format]}.</p>}
      {errors.length > 0 && (
        <Notice kind="alert" title="It cannot be imported as it is. Nothing was saved.">
          <ProblemList problems={errors} />
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice kind="status" title="To know before you import it">
          <ProblemList problems={warnings} />
        </Notice>
      )}
      {furtherProblems > 0 && <p className="text-ink-2">And {furtherProblems.toLocaleString("en-US")} more like these.</p>}
      {shown.length > 0 && (
        <section aria-labelledby="lines">
          <h2 id="lines" className="mb-3 text-heading">
            Line by line
          </h2>
          <DataTable
            caption="What was read, and what was understood"
            columns={COLUMNS}
            rows={shown.slice(0, MOST_LINES)}
            keyOf={({ number }) => String(number)}
          />
          {shown.length > MOST_LINES && (
            <p className="mt-3 text-ink-2">And {(shown.length - MOST_LINES).toLocaleString("en-US")} more lines.</p>
          )}
        </section>
      )}
    </div>
  );
}

function cut(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

function Understood({ line: { role, parts } }: { line: DocumentLine }) {
  if (parts.length === 0)
    return <span className={role === "not understood" ? "font-medium text-signal" : "text-ink-2"}>{ROLE_LABELS[role]}</span>;
  return (
    <ul className="space-y-1">
      {parts.map(({ role: as, text }) => (
        <li key={`${as} ${text}`} className="wrap-anywhere">
          <span className="font-semibold">{ROLE_LABELS[as]}:</span> <span dir="auto">{cut(text)}</span>
        </li>
      ))}
    </ul>
  );
}

function ProblemList({ problems }: { problems: readonly ImportProblem[] }) {
  return (
    <ul className="mt-1 list-disc space-y-1 pl-5">
      {problems.map(({ line, path, message }) => (
        <li key={`${line} ${path} ${message}`} className="wrap-anywhere">
          {line !== null && <span className="font-semibold">Line {line.toLocaleString("en-US")}: </span>}
          {path !== null && <code className="font-sans font-semibold">{path}: </code>}
          {message}
        </li>
      ))}
    </ul>
  );
}
