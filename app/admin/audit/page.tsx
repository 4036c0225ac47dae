/** Who did what to whom and when: filtered, newest first. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { ButtonLink } from "@/components/ui/button";
import { PageLink } from "@/components/ui/pagination";
import { AdminFrame } from "@/components/workspace/admin-frame";
import { AuditFilterForm } from "@/components/workspace/audit-filter-form";
import { AuditTable } from "@/components/workspace/audit-table";
import { getAuditPage } from "@/lib/data/workspace/queries";
import { queryString, type SearchParams, textParam } from "@/lib/domain/request/list-query";
import { auditParams, parseAuditFilter, parseCursor } from "@/lib/domain/workspace/audit-filter";

export const metadata: Metadata = { title: "Audit" };

export default definePage(async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await getAccountOrSignIn("/admin/audit");
  const params = await searchParams;
  const filter = parseAuditFilter(params);
  const after = parseCursor(textParam(params, "after"));
  const { entries, older } = await getAuditPage(actor, filter, after);
  const hrefOf = (changed: Record<string, string>) => `/admin/audit${queryString({ ...auditParams(filter), ...changed })}`;
  return (
    <AdminFrame title="Audit" current="Audit">
      <p className="mt-3 max-w-reading text-ink-2">
        Entries are added and never changed. They hold no ratings, no examples and no addresses; whoever deletes their account is “a deleted
        account” here.
      </p>
      <AuditFilterForm filter={filter} />
      <div className="mt-8">
        <AuditTable entries={entries} />
      </div>
      {(after || older) && (
        <nav aria-label="Pages" className="mt-6 flex flex-wrap gap-3">
          {after && <PageLink href={hrefOf({})}>Newest</PageLink>}
          {older && (
            <PageLink href={hrefOf({ after: older })} rel="next">
              Older
            </PageLink>
          )}
        </nav>
      )}
      {entries.length > 0 && (
        <p className="mt-8">
          <ButtonLink variant="secondary" href={`/api/admin/audit${queryString(auditParams(filter))}`} download>
            Save these entries as CSV
          </ButtonLink>
        </p>
      )}
    </AdminFrame>
  );
});
