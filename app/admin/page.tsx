import { redirect } from "next/navigation";
import { getAccountOrSignIn } from "@/app/account";
import { definePage } from "@/app/define-page";
import { requireAdmin } from "@/lib/data/workspace/internal/admins";

export default definePage(async function AdminPage() {
  requireAdmin(await getAccountOrSignIn("/admin"), "people.manage");
  redirect("/admin/people");
});
