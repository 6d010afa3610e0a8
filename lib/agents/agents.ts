import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { sql, transact, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireAdmin } from "@/lib/people/may";
import { lockAgent, type AgentRow, type Autonomy } from "./row";

export type NewAgent = { name: string; description?: string | undefined; ownerId: string; autonomy?: Autonomy | undefined; perMinute?: number | undefined };

/** Registers an agent; it can do nothing before it has a key. @throws Refusal `conflict` for a name in use */
export async function createAgent(admin: Person, { name, description = "", ownerId, autonomy = "full", perMinute = 6000 }: NewAgent): Promise<AgentRow> {
  requireAdmin(admin);
  return transact(async (tx) => {
    await requireActive(tx, ownerId);
    const agent = await tx.one<AgentRow>(sql`
      INSERT INTO agents (id, name, description, owner_id, autonomy, per_minute, created_by)
      VALUES (${newId()}, ${name.trim()}, ${description.trim()}, ${ownerId}, ${autonomy}, ${perMinute}, ${admin.id})
      ON CONFLICT (name) DO NOTHING RETURNING *`);
    if (!agent) {
      const detail = "There is an agent of this name already.";
      throw new Refusal("conflict", detail, { faults: [{ pointer: "/name", detail }] });
    }
    await record(tx, { type: "agent.created", actor: admin, subject: { kind: "agent", id: agent.id }, data: { after: told(agent) } });
    return agent;
  });
}

export type AgentChange = { agentId: string; description?: string | undefined; autonomy?: Autonomy | undefined; perMinute?: number | undefined };

/** Changes what is given; it holds from the agent's next request. The owner is changed by `giveOwner`. */
export async function updateAgent(admin: Person, { agentId, ...change }: AgentChange): Promise<AgentRow> {
  requireAdmin(admin);
  return transact(async (tx) => {
    const before = await lockAgent(tx, agentId);
    const after: AgentRow = {
      ...before,
      description: change.description?.trim() ?? before.description,
      autonomy: change.autonomy ?? before.autonomy,
      perMinute: change.perMinute ?? before.perMinute,
    };
    await tx.run(sql`
      UPDATE agents SET description = ${after.description}, autonomy = ${after.autonomy}, per_minute = ${after.perMinute} WHERE id = ${agentId}`);
    await record(tx, { type: "agent.changed", actor: admin, subject: { kind: "agent", id: agentId }, data: { before: told(before), after: told(after) } });
    return after;
  });
}

/** Makes a person answerable for an agent, and lifts the halt that an owner's leaving put on it. */
export async function giveOwner(admin: Person, { agentId, personId }: { agentId: string; personId: string }): Promise<AgentRow> {
  requireAdmin(admin);
  return transact(async (tx) => {
    await requireActive(tx, personId);
    const before = await lockAgent(tx, agentId);
    await tx.run(sql`UPDATE agents SET owner_id = ${personId} WHERE id = ${agentId}`);
    if (before.ownerId !== personId) {
      await record(tx, {
        type: "agent.owner_changed",
        actor: admin,
        subject: { kind: "agent", id: agentId },
        data: { before: { owner: before.ownerId }, after: { owner: personId } },
      });
    }
    const lifted = await tx.one<{ id: string }>(sql`
      UPDATE halts SET lifted_at = clock_timestamp(), lifted_by = ${admin.id}, lift_reason = 'The agent has a new owner'
       WHERE scope = 'agent' AND target_id = ${agentId} AND cause = 'owner_deactivated' AND lifted_at IS NULL RETURNING id`);
    if (lifted) {
      await record(tx, {
        type: "halt.lifted",
        actor: admin,
        subject: { kind: "halt", id: lifted.id },
        data: { scope: "agent", target: agentId, cause: "owner_deactivated", reason: "The agent has a new owner" },
      });
    }
    return { ...before, ownerId: personId };
  });
}

/** The share lock makes a deactivation at this moment wait, and then halt this agent too. */
async function requireActive(tx: Tx, personId: string): Promise<void> {
  if (await tx.one(sql`SELECT FROM people WHERE id = ${personId} AND deactivated_at IS NULL FOR SHARE`)) return;
  const detail = "The owner must be an active person.";
  throw new Refusal("invalid", detail, { faults: [{ pointer: "/ownerId", detail }] });
}

const told = ({ name, description, ownerId, autonomy, perMinute }: AgentRow) => ({ name, description, owner: ownerId, autonomy, per_minute: perMinute });
