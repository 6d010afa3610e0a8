import type { Metadata } from "next";
import { choiceOf, FRESH_TOOL } from "@/app/(console)/admin/tools/fields";
import { registerToolMutation } from "@/app/(console)/admin/tools/mutations";
import { ToolForm } from "@/components/tools/tool-form";
import { newToolPage as words } from "@/components/tools/words";
import { PageHeader } from "@/components/ui/page-header";
import { listConnectors } from "@/lib/connectors/queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: words.title };

export default async function NewToolPage() {
  const connectors = (await listConnectors(await requireRole("admin"))).filter(({ archivedAt }) => !archivedAt);
  return (
    <>
      <PageHeader title={words.title} back={{ href: paths.admin.tools, label: words.back }} />
      <ToolForm tool={FRESH_TOOL} connectors={connectors.map(choiceOf)} save={registerToolMutation} back={paths.admin.tools} />
    </>
  );
}
