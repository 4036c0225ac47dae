/** How the whole organization's answers spread over the levels, quarter by quarter, and nothing about a person. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { AdminFrame } from "@/components/workspace/admin-frame";
import { OrganizationView } from "@/components/cohort/organization-view";
import { getOrganizationSpread } from "@/lib/data/cohort/internal/organization-cohorts";
import type { SearchParams } from "@/lib/domain/request/list-query";
import { parseSpreadChoice } from "@/lib/domain/cohort/organization-cohort";

export const metadata: Metadata = { title: "Organization" };

export default definePage(async function OrganizationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await getAccountOrSignIn("/admin/organization");
  const spread = await getOrganizationSpread(actor, parseSpreadChoice(await searchParams));
  return (
    <AdminFrame title="Organization" current="Organization">
      <OrganizationView href="/admin/organization" spread={spread} />
    </AdminFrame>
  );
});
