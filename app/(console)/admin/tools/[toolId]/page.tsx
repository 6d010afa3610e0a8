import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { archiveToolMutation, confirmToolMutation, endToolProposalMutation, restoreToolMutation } from "@/app/(console)/admin/tools/mutations";
import { ConfirmMutation } from "@/components/confirm-mutation";
import { TierBadge } from "@/components/actions/tier-badge";
import { AccessBadge, ReversibilityBadge } from "@/components/tools/tool-badges";
import { ToolProposalCard } from "@/components/tools/tool-proposal";
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
import { toolView } from "@/lib/tools/queries";
import { exampleSentence } from "@/lib/tools/summary-view";
import { durationText } from "@/lib/tools/view";

export const metadata: Metadata = { title: "Tool" };

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
        back={{ href: paths.admin.tools, label: "Tools" }}
        badges={tool.archivedAt && <Badge tone="warning">Archived</Badge>}
        actions={
          tool.archivedAt ? (
            <ConfirmMutation
              mutation={restoreToolMutation}
              fields={{ toolId }}
              trigger={<Button>Restore</Button>}
              title={`Restore ${tool.name}?`}
              description="Agents may propose it again, and it is classified as its access says."
              confirm="Restore tool"
              variant="primary"
              done="The tool is in use again"
            />
          ) : (
            <>
              <LinkButton href={paths.admin.editTool(toolId)} icon={<Pencil aria-hidden="true" />}>
                Edit
              </LinkButton>
              <ConfirmMutation
                mutation={archiveToolMutation}
                fields={{ toolId }}
                trigger={<Button>Archive</Button>}
                title={`Archive ${tool.name}?`}
                description="What agents propose under its name from now on counts as unregistered: it is held as high and cannot be executed. It can be restored."
                confirm="Archive tool"
                done="The tool is archived"
              />
            </>
          )
        }
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {proposal && <ToolProposalCard proposal={proposal} changes={changesBetween(current, proposal.definition)} confirm={confirmToolMutation} end={endToolProposalMutation} />}
          <Card title="Definition">
            <DescriptionList
              items={[
                { term: "Name", value: <code className="font-mono">{tool.name}</code> },
                {
                  term: "Tier",
                  value: (
                    <span className="inline-flex items-center gap-2">
                      {tool.tier && <TierBadge tier={tool.tier} />}
                      <TextLink href={paths.admin.policyForms}>{tool.overridden ? "by an override in the policy" : "by its access"}</TextLink>
                    </span>
                  ),
                },
                { term: "Access", value: <AccessBadge access={now.access} /> },
                { term: "Undo", value: <ReversibilityBadge reversibility={now.reversibility} access={now.access} /> },
                { term: "Rolled back within", value: now.rollbackWithin === null ? "No limit" : durationText(now.rollbackWithin) },
                { term: "Sentence", value: <code className="font-mono break-words">{now.summary}</code> },
                "sentence" in example && { term: "Reads like", value: example.sentence },
                { term: "Sensitive params", value: now.sensitive.length > 0 ? <code className="font-mono">{now.sensitive.join(", ")}</code> : "None" },
                { term: "Data it touches", value: now.dataClasses.join(", ") || "Nothing named" },
                { term: "Connector", value: <TextLink href={paths.admin.connector(now.connectorId)}>{tool.connector}</TextLink> },
                { term: "Operation", value: <code className="font-mono">{now.operation}</code> },
                { term: "Evidence", value: <TextLink href={paths.auditAbout(toolId)}>Events about this tool</TextLink> },
              ]}
            />
          </Card>
          <Card title="Schema of its params">
            <JsonTree value={now.paramsSchema} label="schema" />
          </Card>
          <Card title="Binding" description="How params become the operation's call.">
            <JsonTree value={now.binding} label="binding" openTo={6} />
          </Card>
        </div>
        <VersionList versions={lines} />
      </div>
    </>
  );
}
