import { redirect } from "next/navigation";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { requireAdministrator } from "@/lib/data/workspace/queries";

export default definePage(async function AdminPage() {
  requireAdministrator(await getAccountOrSignIn("/admin"), "people.manage");
  redirect("/admin/people");
});
