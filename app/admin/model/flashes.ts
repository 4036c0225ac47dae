/** What the pages of a competency show once, in the request of the form. */
import type { DraftFields } from "@/lib/domain/competency/draft";
import type { ImportReport } from "@/lib/domain/competency/exchange/import-report";

export type ImportFlash = {
  kind: "import";
  /** Another one each time that a file is read. */
  id: string;
  /** The draft changed since the file was read, so it was read again and nothing was imported. */
  hasChanged: boolean;
  report: ImportReport;
  current: DraftFields;
  /** The resulting fields; null where it cannot be imported. */
  after: DraftFields | null;
  /** What the confirming form sends back. */
  carried: { text: string; filename: string } | null;
};

/** What the changes mean is saved; the note that was typed stays. */
export type MeaningsFlash = { kind: "meanings"; note: string };
