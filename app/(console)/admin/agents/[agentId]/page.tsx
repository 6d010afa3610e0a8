import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createKeyMutation, giveOwnerMutation, revokeKeyMutation, rotateKeyMutation, updateAgentMutation } from "@/app/(console)/admin/agents/mutations";
import { ChangeOwner, EditAgent } from "@/components/agents/agent-dialogs";
import { autonomyWord } from "@/components/agents/autonomy";
import { CreateKey } from "@/components/agents/key-dialogs";
import { KeyTable } from "@/components/agents/key-table";
import { agentPage as words, ownerChoice } from "@/components/agents/words";
import { Time } from "@/components/time";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import type { KeyLine } from "@/lib/agents/key-view";
import { agentView, listKeys, type KeyView } from "@/lib/agents/queries";
import { SCOPE_MEANS, SCOPES, USUAL_SCOPES } from "@/lib/agents/scopes";
import { Id } from "@/lib/ids";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { listPeople } from "@/lib/people/queries";

export const metadata: Metadata = { title: words.title };

export default async function AgentPage({ params }: { params: Promise<{ agentId: string }> }) {
  const admin = await requireRole("admin");
  const { agentId } = await params;
  const agent = Id.safeParse(agentId).success ? await agentView(admin, agentId) : undefined;
  if (!agent) notFound();
  const [keys, people] = await Promise.all([listKeys(admin, agentId), listPeople(admin)]);
  const texts = { agentId, name: agent.name, description: agent.description, autonomy: agent.autonomy, perMinute: agent.perMinute, ownerId: agent.owner.id };
  const active = people.filter(({ deactivatedAt }) => !deactivatedAt).map(({ id, name, email }) => ({ value: id, label: ownerChoice(name, email) }));
  const create = <CreateKey agentId={agentId} scopes={SCOPES.map((scope) => ({ value: scope, label: scope, hint: SCOPE_MEANS[scope] }))} usual={USUAL_SCOPES} create={createKeyMutation} />;
  return (
    <>
      <PageHeader
        title={agent.name}
        description={agent.description}
        back={{ href: paths.admin.agents, label: words.back }}
        actions={
          <>
            <EditAgent agent={texts} update={updateAgentMutation} />
            <ChangeOwner agent={texts} people={active} give={giveOwnerMutation} />
          </>
        }
      />
      <div className="flex max-w-5xl flex-col gap-5">
        {agent.halts.map((halt) => (
          <Alert key={halt.id} tone="danger" title={words.halted}>
            {halt.reason} (<Time at={halt.setAt.toISOString()} />){"."}{halt.cause === "owner_deactivated" && ` ${words.ownerLeft}`}
          </Alert>
        ))}
        <Card title={words.about}>
          <DescriptionList
            items={[
              { term: words.owner, value: <TextLink href={paths.admin.person(agent.owner.id)}>{agent.owner.name}</TextLink> },
              { term: words.autonomy, value: autonomyWord(agent.autonomy) },
              { term: words.perMinute, value: words.perMinuteOf(agent.perMinute) },
              { term: words.created, value: <Time at={agent.createdAt.toISOString()} /> },
              { term: words.lastUsed, value: agent.lastUsedAt ? <Time at={agent.lastUsedAt.toISOString()} /> : words.never },
              { term: words.actions, value: <TextLink href={`${paths.history}?agent=${agentId}`}>{words.toActions}</TextLink> },
              { term: words.evidence, value: <TextLink href={paths.auditAbout(agentId)}>{words.toEvidence}</TextLink> },
            ]}
          />
        </Card>
        <section aria-labelledby="keys" className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 id="keys" className="text-base font-semibold">
              {words.keys}
            </h2>
            {keys.length > 0 && create}
          </div>
          {keys.length === 0 ? (
            <EmptyState title={words.keysEmpty} action={create}>
              {words.keysEmptyHint}
            </EmptyState>
          ) : (
            <KeyTable agentId={agentId} keys={keys.map(lineOf)} rotate={rotateKeyMutation} revoke={revokeKeyMutation} />
          )}
        </section>
      </div>
    </>
  );
}

function lineOf({ createdAt, expiresAt, lastUsedAt, ...key }: KeyView): KeyLine {
  const { id, prefix, lastFour, mode, scopes, replacedBy, state } = key;
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  return { id, prefix, lastFour, mode, scopes, replacedBy, state, createdAt: createdAt.toISOString(), expiresAt: iso(expiresAt), lastUsedAt: iso(lastUsedAt) };
}
