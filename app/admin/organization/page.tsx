/** How the whole organization's answers spread over the levels, quarter by quarter, and nothing about a person. */
import type { Metadata } from "next";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { OrganizationView } from "@/components/cohort/organization-view";
import { AdminFrame } from "@/components/workspace/admin-frame";
import { getOrganizationSpread } from "@/lib/data/cohort/queries";
import { parseSpreadChoice } from "@/lib/domain/cohort/organization-cohort";
import type { SearchParams } from "@/lib/domain/request/list-query";

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
