import { Plug, Plus } from "lucide-react";
import type { Metadata } from "next";
import { kindTitle } from "@/app/(console)/admin/connectors/kinds";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { listConnectors } from "@/lib/connectors/queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Connectors" };

export default async function ConnectorsPage() {
  const connectors = await listConnectors(await requireRole("admin"));
  const create = (
    <LinkButton href={paths.admin.newConnector} variant="primary" icon={<Plus aria-hidden="true" />}>
      Create a connector
    </LinkButton>
  );
  return (
    <>
      <PageHeader title="Connectors" description="The systems that tools act on, and what opens them." actions={create} />
      {connectors.length === 0 ? (
        <EmptyState icon={<Plug />} title="No connectors yet" action={create}>
          A tool is bound to a connector: create one first, then register its tools.
        </EmptyState>
      ) : (
        <Table caption="Connectors">
          <TableHead>
            <HeaderCell>Name</HeaderCell>
            <HeaderCell>Kind</HeaderCell>
            <HeaderCell>Credentials</HeaderCell>
            <HeaderCell numeric>Tools</HeaderCell>
            <HeaderCell numeric>Version</HeaderCell>
          </TableHead>
          <TableBody>
            {connectors.map(({ id, name, kind, credentials, tools, version, archivedAt }) => (
              <TableRow key={id}>
                <Cell>
                  <RowLink href={paths.admin.connector(id)}>{name}</RowLink> {archivedAt && <Badge>Archived</Badge>}
                </Cell>
                <Cell label="Kind">{kindTitle(kind)}</Cell>
                <Cell label="Credentials">{credentials ? "Set, encrypted" : <span className="text-muted">None</span>}</Cell>
                <Cell label="Tools" numeric>
                  {tools}
                </Cell>
                <Cell label="Version" numeric>
                  {version}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}
