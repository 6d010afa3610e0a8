import { Bot, OctagonX } from "lucide-react";
import type { Metadata } from "next";
import { createAgentMutation } from "@/app/(console)/admin/agents/mutations";
import { CreateAgent } from "@/components/agents/agent-dialogs";
import { autonomyWord } from "@/components/agents/autonomy";
import { agentsPage as words, ownerChoice } from "@/components/agents/words";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { listAgents } from "@/lib/agents/queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { listPeople } from "@/lib/people/queries";

export const metadata: Metadata = { title: words.title };

export default async function AgentsPage() {
  const admin = await requireRole("admin");
  const [agents, people] = await Promise.all([listAgents(admin), listPeople(admin)]);
  const active = people.filter(({ deactivatedAt }) => !deactivatedAt).map(({ id, name, email }) => ({ value: id, label: ownerChoice(name, email) }));
  const create = <CreateAgent people={active} me={admin.id} create={createAgentMutation} />;
  return (
    <>
      <PageHeader title={words.title} description={words.description} actions={create} />
      {agents.length === 0 ? (
        <EmptyState icon={<Bot />} title={words.empty} action={create}>
          {words.emptyHint}
        </EmptyState>
      ) : (
        <Table caption={words.title}>
          <TableHead>
            <HeaderCell>{words.agent}</HeaderCell>
            <HeaderCell>{words.owner}</HeaderCell>
            <HeaderCell>{words.autonomy}</HeaderCell>
            <HeaderCell numeric>{words.keys}</HeaderCell>
            <HeaderCell>{words.lastUsed}</HeaderCell>
          </TableHead>
          <TableBody>
            {agents.map((agent) => (
              <TableRow key={agent.id}>
                <Cell>
                  <RowLink href={paths.admin.agent(agent.id)}>{agent.name}</RowLink>{" "}
                  {agent.halts.length > 0 && (
                    <Badge tone="danger" icon={<OctagonX aria-hidden="true" />}>
                      {words.halted}
                    </Badge>
                  )}
                  {agent.description && <span className="block text-xs text-muted">{agent.description}</span>}
                </Cell>
                <Cell label={words.owner}>
                  {agent.owner.name} {!agent.owner.active && <Badge tone="warning">{words.deactivated}</Badge>}
                </Cell>
                <Cell label={words.autonomy}>{autonomyWord(agent.autonomy)}</Cell>
                <Cell label={words.keys} numeric>
                  {agent.keys}
                </Cell>
                <Cell label={words.lastUsed}>{agent.lastUsedAt ? <Time at={agent.lastUsedAt.toISOString()} show="relative" /> : <span className="text-muted">{words.never}</span>}</Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}
