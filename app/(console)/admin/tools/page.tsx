import { FileUp, Plus, Wrench } from "lucide-react";
import type { Metadata } from "next";
import { TierBadge } from "@/components/actions/tier-badge";
import { AccessBadge, ReversibilityBadge } from "@/components/tools/tool-badges";
import { words } from "@/components/tools/words";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { listTools } from "@/lib/tools/queries";

export const metadata: Metadata = { title: "Tools" };

export default async function ToolsPage() {
  const tools = await listTools(await requireRole("admin"));
  const register = (
    <span className="flex flex-wrap gap-2">
      <LinkButton href={paths.admin.importTools} icon={<FileUp aria-hidden="true" />}>
        Import a list
      </LinkButton>
      <LinkButton href={paths.admin.newTool} variant="primary" icon={<Plus aria-hidden="true" />}>
        Register a tool
      </LinkButton>
    </span>
  );
  return (
    <>
      <PageHeader title="Tools" description="What agents may ask for. Anything else is held as high risk until an admin looks." actions={register} />
      {tools.length === 0 ? (
        <EmptyState icon={<Wrench />} title="No tools yet" action={register}>
          Until a tool is registered, whatever agents propose is held as high and cannot be executed.
        </EmptyState>
      ) : (
        <Table caption="Registered tools">
          <TableHead>
            <HeaderCell>Tool</HeaderCell>
            <HeaderCell>Tier</HeaderCell>
            <HeaderCell>Access</HeaderCell>
            <HeaderCell>Undo</HeaderCell>
            <HeaderCell>Connector</HeaderCell>
            <HeaderCell numeric>Version</HeaderCell>
          </TableHead>
          <TableBody>
            {tools.map((tool) => (
              <TableRow key={tool.id}>
                <Cell>
                  <RowLink href={paths.admin.tool(tool.id)}>{tool.title}</RowLink>
                  <span className="block font-mono text-xs text-muted">{tool.name}</span>
                </Cell>
                <Cell label="Tier">
                  <span className="inline-flex flex-wrap items-center gap-1.5">
                    {tool.tier && <TierBadge tier={tool.tier} />}
                    {tool.overridden && <span className="text-xs text-muted">override</span>}
                    {tool.archivedAt && <Badge>Archived</Badge>}
                    {tool.proposed && <Badge tone="warning">{words.waits}</Badge>}
                  </span>
                </Cell>
                <Cell label="Access">
                  <AccessBadge access={tool.access} />
                </Cell>
                <Cell label="Undo">
                  <ReversibilityBadge reversibility={tool.reversibility} access={tool.access} />
                </Cell>
                <Cell label="Connector">{tool.connector}</Cell>
                <Cell label="Version" numeric>
                  {tool.version}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}
