import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { kindTitle } from "@/app/(console)/admin/connectors/kinds";
import { archiveConnectorMutation, restoreConnectorMutation, testConnectorMutation } from "@/app/(console)/admin/connectors/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { TestConnector } from "@/components/connectors/test-button";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { JsonTree } from "@/components/ui/json-tree";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { VersionList } from "@/components/version-list";
import { changesBetween } from "@/lib/changes";
import { connectorView } from "@/lib/connectors/queries";
import { Id } from "@/lib/ids";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";

export const metadata: Metadata = { title: "Connector" };

export default async function ConnectorPage({ params }: { params: Promise<{ connectorId: string }> }) {
  const admin = await requireRole("admin");
  const { connectorId } = await params;
  const connector = Id.safeParse(connectorId).success ? await connectorView(admin, connectorId) : undefined;
  if (!connector) notFound();
  const { name, kind, credentials, archivedAt, usedBy, versions } = connector;
  const lines = versions.map(({ version, createdAt, createdBy, config }, index) => ({
    version,
    createdAt: createdAt.toISOString(),
    createdBy,
    changes: changesBetween(versions[index + 1]?.config, config),
  }));
  return (
    <>
      <PageHeader
        title={name}
        description={kindTitle(kind)}
        back={{ href: paths.admin.connectors, label: "Connectors" }}
        badges={archivedAt && <Badge tone="warning">Archived</Badge>}
        actions={
          archivedAt ? (
            <ConfirmMutation
              mutation={restoreConnectorMutation}
              fields={{ connectorId }}
              trigger={<Button>Restore</Button>}
              title={`Restore ${name}?`}
              description="Tools may be bound to it again."
              confirm="Restore connector"
              variant="primary"
              done="The connector is in use again"
            />
          ) : (
            <>
              <LinkButton href={paths.admin.editConnector(connectorId)} icon={<Pencil aria-hidden="true" />}>
                Edit
              </LinkButton>
              {usedBy.length > 0 ? (
                <Button disabledReason="Tools use it. Archive them or bind them to another connector first.">
                  Archive
                </Button>
              ) : (
                <ConfirmMutation
                  mutation={archiveConnectorMutation}
                  fields={{ connectorId }}
                  trigger={<Button>Archive</Button>}
                  title={`Archive ${name}?`}
                  description="No tool can be bound to it until it is restored."
                  confirm="Archive connector"
                  done="The connector is archived"
                />
              )}
            </>
          )
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Connection">
            <DescriptionList
              className="mb-4"
              items={[
                { term: "Kind", value: kindTitle(kind) },
                { term: "Credentials", value: credentials ? "Set, encrypted; nobody can read them here" : "None" },
                { term: "Evidence", value: <TextLink href={paths.auditAbout(connectorId)}>Events about this connector</TextLink> },
              ]}
            />
            {!archivedAt && <TestConnector connectorId={connectorId} test={testConnectorMutation} />}
          </Card>
          <Card title="Settings">
            <JsonTree value={versions[0]!.config} label="settings" openTo={5} />
          </Card>
          <Card title="Used by" flush={usedBy.length > 0}>
            {usedBy.length === 0 ? (
              <p className="text-sm text-muted">No tool uses it yet.</p>
            ) : (
              <ul className="divide-y divide-line">
                {usedBy.map((tool) => (
                  <li key={tool.id} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2 text-sm">
                    <TextLink href={paths.admin.tool(tool.id)}>{tool.title}</TextLink>
                    <span className="font-mono text-xs text-muted">
                      {tool.name} · {tool.operation}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </Card>
        </div>
        <VersionList versions={lines} />
      </div>
    </>
  );
}
