/** The audit's entries as sentences: who, what, whom, and when. */
import { type DataColumn, DataTable } from "@/components/ui/data-table";
import { formatMoment } from "@/components/ui/format-day";
import type { AuditPerson, ListedAuditEntry } from "@/lib/domain/workspace/listed-audit-entry";

function PersonName({ person }: { person: AuditPerson }) {
  if (person === null) return null;
  if (person === "deleted") return <em>a deleted account</em>;
  return (
    <a href={`/admin/people/${encodeURIComponent(person.userId)}`} className="text-link" dir="auto">
      {person.name}
    </a>
  );
}

const COLUMNS: readonly DataColumn<ListedAuditEntry>[] = [
  {
    name: "What happened",
    cell: ({ actor, words, subject, detail }) => (
      <>
        {actor === null ? "Nobody signed in" : <PersonName person={actor} />} {words} <PersonName person={subject} />
        {detail !== "" && <span className="block text-ink-2">{detail}</span>}
      </>
    ),
  },
  {
    name: "Team",
    cell: ({ team }) =>
      team ? (
        <a href={`/admin/audit?teamId=${encodeURIComponent(team.teamId)}`} className="text-link" dir="auto">
          {team.name}
        </a>
      ) : (
        "none"
      ),
  },
  { name: "When", cell: ({ at }) => <time dateTime={at.toISOString()}>{formatMoment(at)}</time> },
];

export function AuditTable({ entries }: { entries: readonly ListedAuditEntry[] }) {
  if (entries.length === 0) {
    return <p className="text-ink-2">No entry matches. Sign-ins, changes of roles, sharing, exports and deletions are recorded here.</p>;
  }
  return <DataTable caption="Newest first" columns={COLUMNS} rows={entries} keyOf={({ id }) => id} />;
}
