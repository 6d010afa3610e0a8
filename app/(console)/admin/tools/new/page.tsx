import type { Metadata } from "next";
import { choiceOf, FRESH_TOOL } from "@/app/(console)/admin/tools/fields";
import { registerToolMutation } from "@/app/(console)/admin/tools/mutations";
import { ToolForm } from "@/components/tools/tool-form";
import { PageHeader } from "@/components/ui/page-header";
import { listConnectors } from "@/lib/connectors/queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Register a tool" };

export default async function NewToolPage() {
  const connectors = (await listConnectors(await requireRole("admin"))).filter(({ archivedAt }) => !archivedAt);
  return (
    <>
      <PageHeader title="Register a tool" back={{ href: paths.admin.tools, label: "Tools" }} />
      <ToolForm tool={FRESH_TOOL} connectors={connectors.map(choiceOf)} save={registerToolMutation} back={paths.admin.tools} />
    </>
  );
}
