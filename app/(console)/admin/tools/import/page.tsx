import type { Metadata } from "next";
import { importToolsMutation, readToolsMutation } from "@/app/(console)/admin/tools/import/mutations";
import { ImportTools } from "@/components/tools/import-tools";
import { PageHeader } from "@/components/ui/page-header";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Import tools" };

export default async function ImportToolsPage() {
  await requireRole("admin");
  return (
    <>
      <PageHeader
        title="Import tools"
        description="Paste what an MCP server answers to tools/list, function definitions, or JSON Schemas by name. Each becomes a proposal that you correct and confirm; until then it counts as unregistered, and is held as high."
        back={{ href: paths.admin.tools, label: "Tools" }}
      />
      <ImportTools read={readToolsMutation} register={importToolsMutation} />
    </>
  );
}
