import { FileUp, Plus, Wrench } from "lucide-react";
import type { Metadata } from "next";
import { TierBadge } from "@/components/actions/tier-badge";
import { AccessBadge, ReversibilityBadge } from "@/components/tools/tool-badges";
import { toolProposal, toolsPage as words } from "@/components/tools/words";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { listTools } from "@/lib/tools/queries";

export const metadata: Metadata = { title: words.title };

export default async function ToolsPage() {
  const tools = await listTools(await requireRole("admin"));
  const register = (
    <span className="flex flex-wrap gap-2">
      <LinkButton href={paths.admin.importTools} icon={<FileUp aria-hidden="true" />}>
        {words.import}
      </LinkButton>
      <LinkButton href={paths.admin.newTool} variant="primary" icon={<Plus aria-hidden="true" />}>
        {words.register}
      </LinkButton>
    </span>
  );
  return (
    <>
      <PageHeader title={words.title} description={words.description} actions={register} />
      {tools.length === 0 ? (
        <EmptyState icon={<Wrench />} title={words.empty} action={register}>
          {words.emptyHint}
        </EmptyState>
      ) : (
        <Table caption={words.caption}>
          <TableHead>
            <HeaderCell>{words.tool}</HeaderCell>
            <HeaderCell>{words.tier}</HeaderCell>
            <HeaderCell>{words.access}</HeaderCell>
            <HeaderCell>{words.undo}</HeaderCell>
            <HeaderCell>{words.connector}</HeaderCell>
            <HeaderCell numeric>{words.version}</HeaderCell>
          </TableHead>
          <TableBody>
            {tools.map((tool) => (
              <TableRow key={tool.id}>
                <Cell>
                  <RowLink href={paths.admin.tool(tool.id)}>{tool.title}</RowLink>
                  <span className="block font-mono text-xs text-muted">{tool.name}</span>
                </Cell>
                <Cell label={words.tier}>
                  <span className="inline-flex flex-wrap items-center gap-1.5 align-middle">
                    {tool.tier && <TierBadge tier={tool.tier} />}
                    {tool.overridden && <span className="text-xs text-muted">{words.overridden}</span>}
                    {tool.archivedAt && <Badge>{words.archived}</Badge>}
                    {tool.proposed && <Badge tone="warning">{toolProposal.waits}</Badge>}
                  </span>
                </Cell>
                <Cell label={words.access}>
                  <AccessBadge access={tool.access} />
                </Cell>
                <Cell label={words.undo}>
                  <ReversibilityBadge reversibility={tool.reversibility} access={tool.access} />
                </Cell>
                <Cell label={words.connector}>{tool.connector}</Cell>
                <Cell label={words.version} numeric>
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
