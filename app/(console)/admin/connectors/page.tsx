import { Plug, Plus } from "lucide-react";
import type { Metadata } from "next";
import { kindTitle } from "@/app/(console)/admin/connectors/kinds";
import { connectorsPage as words } from "@/components/connectors/words";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { listConnectors } from "@/lib/connectors/queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: words.title };

export default async function ConnectorsPage() {
  const connectors = await listConnectors(await requireRole("admin"));
  const create = (
    <LinkButton href={paths.admin.newConnector} variant="primary" icon={<Plus aria-hidden="true" />}>
      {words.create}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={words.title} description={words.description} actions={create} />
      {connectors.length === 0 ? (
        <EmptyState icon={<Plug />} title={words.empty} action={create}>
          {words.emptyHint}
        </EmptyState>
      ) : (
        <Table caption={words.title}>
          <TableHead>
            <HeaderCell>{words.name}</HeaderCell>
            <HeaderCell>{words.kind}</HeaderCell>
            <HeaderCell>{words.credentials}</HeaderCell>
            <HeaderCell numeric>{words.tools}</HeaderCell>
            <HeaderCell numeric>{words.version}</HeaderCell>
          </TableHead>
          <TableBody>
            {connectors.map(({ id, name, kind, credentials, tools, version, archivedAt }) => (
              <TableRow key={id}>
                <Cell>
                  <RowLink href={paths.admin.connector(id)}>{name}</RowLink> {archivedAt && <Badge>{words.archived}</Badge>}
                </Cell>
                <Cell label={words.kind}>{kindTitle(kind)}</Cell>
                <Cell label={words.credentials}>{credentials ? words.credentialsSet : <span className="text-muted">{words.credentialsNone}</span>}</Cell>
                <Cell label={words.tools} numeric>
                  {tools}
                </Cell>
                <Cell label={words.version} numeric>
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
