import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { archiveToolMutation, confirmToolMutation, endToolProposalMutation, restoreToolMutation } from "@/app/(console)/admin/tools/mutations";
import { ChangeList } from "@/components/change-list";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { TierBadge } from "@/components/actions/tier-badge";
import { ProposalCard } from "@/components/proposal-card";
import { AccessBadge, ReversibilityBadge } from "@/components/tools/tool-badges";
import { toolPage as words } from "@/components/tools/words";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { JsonTree } from "@/components/ui/json-tree";
import { LinkButton, TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { VersionList } from "@/components/version-list";
import { changesBetween } from "@/lib/changes";
import { Id } from "@/lib/ids";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { openToolProposal } from "@/lib/tools/proposals";
import type { ToolDefinition } from "@/lib/tools/definition";
import { toolView } from "@/lib/tools/queries";
import { exampleSentence } from "@/lib/tools/summary-view";
import { durationText, type ToolProposal } from "@/lib/tools/view";

export const metadata: Metadata = { title: words.title };

export default async function ToolPage({ params }: { params: Promise<{ toolId: string }> }) {
  const admin = await requireRole("admin");
  const { toolId } = await params;
  const tool = Id.safeParse(toolId).success ? await toolView(admin, toolId) : undefined;
  if (!tool) notFound();
  const now = tool.versions[0]!;
  const { version: _, createdAt: __, createdBy: ___, ...current } = now;
  const proposal = await openToolProposal(admin, toolId);
  const example = exampleSentence(now.summary, JSON.stringify(now.paramsSchema));
  const lines = tool.versions.map(({ version, createdAt, createdBy, ...definition }, index) => {
    const { version: _, createdAt: __, createdBy: ___, ...before } = tool.versions[index + 1] ?? now;
    return { version, createdAt: createdAt.toISOString(), createdBy, changes: changesBetween(before, definition) };
  });
  return (
    <>
      <PageHeader
        title={tool.title}
        description={now.description}
        back={{ href: paths.admin.tools, label: words.back }}
        badges={tool.archivedAt && <Badge tone="warning">{words.archived}</Badge>}
        actions={
          tool.archivedAt ? (
            <ConfirmMutation
              mutation={restoreToolMutation}
              fields={{ toolId }}
              trigger={<Button>{words.restore.trigger}</Button>}
              title={words.restore.title(tool.name)}
              description={words.restore.description}
              confirm={words.restore.confirm}
              variant="primary"
              done={words.restore.done}
            />
          ) : (
            <>
              <LinkButton href={paths.admin.editTool(toolId)} icon={<Pencil aria-hidden="true" />}>
                {words.edit}
              </LinkButton>
              <ConfirmMutation
                mutation={archiveToolMutation}
                fields={{ toolId }}
                trigger={<Button>{words.archive.trigger}</Button>}
                title={words.archive.title(tool.name)}
                description={words.archive.description}
                confirm={words.archive.confirm}
                done={words.archive.done}
              />
            </>
          )
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {proposal && <Proposed {...proposal} current={current} />}
          <Card title={words.definition}>
            <DescriptionList
              items={[
                { term: words.name, value: <code className="font-mono">{tool.name}</code> },
                {
                  term: words.tier,
                  value: (
                    <span className="inline-flex items-center gap-2">
                      {tool.tier && <TierBadge tier={tool.tier} />}
                      <TextLink href={paths.admin.policyForms}>{tool.overridden ? words.byOverride : words.byAccess}</TextLink>
                    </span>
                  ),
                },
                { term: words.access, value: <AccessBadge access={now.access} /> },
                { term: words.undo, value: <ReversibilityBadge reversibility={now.reversibility} access={now.access} /> },
                { term: words.rolledBackWithin, value: now.rollbackWithin === null ? words.noLimit : durationText(now.rollbackWithin) },
                { term: words.sentence, value: <code className="font-mono break-words">{now.summary}</code> },
                "sentence" in example && { term: words.readsLike, value: example.sentence },
                { term: words.sensitive, value: now.sensitive.length > 0 ? <code className="font-mono">{now.sensitive.join(", ")}</code> : words.noSensitive },
                { term: words.data, value: now.dataClasses.join(", ") || words.noData },
                { term: words.connector, value: <TextLink href={paths.admin.connector(now.connectorId)}>{tool.connector}</TextLink> },
                { term: words.operation, value: <code className="font-mono">{now.operation}</code> },
                { term: words.evidence, value: <TextLink href={paths.auditAbout(toolId)}>{words.toEvidence}</TextLink> },
              ]}
            />
          </Card>
          <Card title={words.schema}>
            <JsonTree value={now.paramsSchema} label={words.schemaTree} />
          </Card>
          <Card title={words.binding} description={words.bindingHint}>
            <JsonTree value={now.binding} label={words.bindingTree} openTo={6} />
          </Card>
        </div>
        <VersionList versions={lines} />
      </div>
    </>
  );
}

function Proposed({ definition, current, ...proposal }: ToolProposal & { current: ToolDefinition }) {
  return (
    <ProposalCard of="tool" {...proposal} confirm={confirmToolMutation} end={endToolProposalMutation}>
      <ChangeList changes={changesBetween(current, definition)} />
    </ProposalCard>
  );
}
