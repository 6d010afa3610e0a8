import { Bot, OctagonX } from "lucide-react";
import type { Metadata } from "next";
import { createAgentMutation } from "@/app/(console)/admin/agents/mutations";
import { CreateAgent } from "@/components/agents/agent-dialogs";
import { autonomyWord } from "@/components/agents/autonomy";
import { Time } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, HeaderCell, RowLink, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { listAgents } from "@/lib/agents/queries";
import { requireRole } from "@/lib/next/session";
import { paths } from "@/lib/paths";
import { listPeople } from "@/lib/people/queries";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage() {
  const admin = await requireRole("admin");
  const [agents, people] = await Promise.all([listAgents(admin), listPeople(admin)]);
  const active = people.filter(({ deactivatedAt }) => !deactivatedAt).map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }));
  const create = <CreateAgent people={active} me={admin.id} create={createAgentMutation} />;
  return (
    <>
      <PageHeader title="Agents" description="Who may propose actions, who answers for them, and with which keys." actions={create} />
      {agents.length === 0 ? (
        <EmptyState icon={<Bot />} title="No agents yet" action={create}>
          Create one, give it a key, and it can propose its first action.
        </EmptyState>
      ) : (
        <Table caption="Agents">
          <TableHead>
            <HeaderCell>Agent</HeaderCell>
            <HeaderCell>Owner</HeaderCell>
            <HeaderCell>Autonomy</HeaderCell>
            <HeaderCell numeric>Keys</HeaderCell>
            <HeaderCell>Last used</HeaderCell>
          </TableHead>
          <TableBody>
            {agents.map((agent) => (
              <TableRow key={agent.id}>
                <Cell>
                  <RowLink href={paths.admin.agent(agent.id)}>{agent.name}</RowLink>{" "}
                  {agent.halts.length > 0 && (
                    <Badge tone="danger" icon={<OctagonX aria-hidden="true" />}>
                      Halted
                    </Badge>
                  )}
                  {agent.description && <span className="block text-xs text-muted">{agent.description}</span>}
                </Cell>
                <Cell label="Owner">
                  {agent.owner.name} {!agent.owner.active && <Badge tone="warning">deactivated</Badge>}
                </Cell>
                <Cell label="Autonomy">{autonomyWord(agent.autonomy)}</Cell>
                <Cell label="Keys" numeric>
                  {agent.keys}
                </Cell>
                <Cell label="Last used">{agent.lastUsedAt ? <Time at={agent.lastUsedAt.toISOString()} show="relative" /> : <span className="text-muted">Never</span>}</Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </>
  );
}
