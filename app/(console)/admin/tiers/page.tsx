import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";

/** The tiers are forms of the policy; this address is in bookmarks. */
export default function TiersPage() {
  redirect(paths.admin.policyForms);
}
