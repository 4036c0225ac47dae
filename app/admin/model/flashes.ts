/** What the import page shows once, in the request that read the file. */
import type { DraftFields } from "@/lib/domain/competency/draft";
import type { ImportReport } from "@/lib/domain/competency/exchange/import-report";

export type ImportFlash = {
  kind: "import";
  report: ImportReport;
  current: DraftFields;
  /** The resulting fields; null where it cannot be imported. */
  after: DraftFields | null;
  /** What the confirming form sends back. */
  carried: { text: string; filename: string } | null;
};
