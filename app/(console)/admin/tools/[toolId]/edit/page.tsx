import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { choiceOf, textsOf } from "@/app/(console)/admin/tools/fields";
import { publishToolMutation } from "@/app/(console)/admin/tools/mutations";
import { ToolForm } from "@/components/tools/tool-form";
import { editToolPage as words } from "@/components/tools/words";
import { PageHeader } from "@/components/ui/page-header";
import { listConnectors } from "@/lib/connectors/queries";
import { Id } from "@/lib/ids";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { toolView } from "@/lib/tools/queries";

export const metadata: Metadata = { title: words.title };

export default async function EditToolPage({ params }: { params: Promise<{ toolId: string }> }) {
  const admin = await requireRole("admin");
  const { toolId } = await params;
  const tool = Id.safeParse(toolId).success ? await toolView(admin, toolId) : undefined;
  if (!tool) notFound();
  const connectors = (await listConnectors(admin)).filter(({ archivedAt }) => !archivedAt);
  const { version, createdAt: _, createdBy: __, ...definition } = tool.versions[0]!;
  return (
    <>
      <PageHeader
        title={words.heading(tool.title)}
        description={words.description}
        back={{ href: paths.admin.tool(toolId), label: tool.title }}
      />
      <ToolForm tool={textsOf(tool.name, definition)} version={{ toolId, number: version }} connectors={connectors.map(choiceOf)} save={publishToolMutation} back={paths.admin.tool(toolId)} />
    </>
  );
}
