import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { kindTitle } from "@/app/(console)/admin/connectors/kinds";
import { archiveConnectorMutation, restoreConnectorMutation, testConnectorMutation } from "@/app/(console)/admin/connectors/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { connectorPage as words, testConnector } from "@/components/connectors/words";
import { Trial } from "@/components/trial";
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

export const metadata: Metadata = { title: words.title };

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
        back={{ href: paths.admin.connectors, label: words.back }}
        badges={archivedAt && <Badge tone="warning">{words.archived}</Badge>}
        actions={
          archivedAt ? (
            <ConfirmMutation
              mutation={restoreConnectorMutation}
              fields={{ connectorId }}
              trigger={<Button>{words.restore.trigger}</Button>}
              title={words.restore.title(name)}
              description={words.restore.description}
              confirm={words.restore.confirm}
              variant="primary"
              done={words.restore.done}
            />
          ) : (
            <>
              <LinkButton href={paths.admin.editConnector(connectorId)} icon={<Pencil aria-hidden="true" />}>
                {words.edit}
              </LinkButton>
              {usedBy.length > 0 ? (
                <Button disabledReason={words.archive.refused}>
                  {words.archive.trigger}
                </Button>
              ) : (
                <ConfirmMutation
                  mutation={archiveConnectorMutation}
                  fields={{ connectorId }}
                  trigger={<Button>{words.archive.trigger}</Button>}
                  title={words.archive.title(name)}
                  description={words.archive.description}
                  confirm={words.archive.confirm}
                  done={words.archive.done}
                />
              )}
            </>
          )
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card title={words.connection}>
            <DescriptionList
              className="mb-4"
              items={[
                { term: words.kind, value: kindTitle(kind) },
                { term: words.credentials, value: credentials ? words.credentialsSet : words.credentialsNone },
                { term: words.evidence, value: <TextLink href={paths.auditAbout(connectorId)}>{words.toEvidence}</TextLink> },
              ]}
            />
            {!archivedAt && <Trial mutation={testConnectorMutation} fields={{ connectorId }} words={testConnector} />}
          </Card>
          <Card title={words.settings}>
            <JsonTree value={versions[0]!.config} label={words.settingsTree} openTo={5} />
          </Card>
          <Card title={words.usedBy} flush={usedBy.length > 0}>
            {usedBy.length === 0 ? (
              <p className="text-sm text-muted">{words.usedByNone}</p>
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
