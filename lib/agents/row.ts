import type { Agent } from "@/lib/actor";
import { sql, type Tx } from "@/lib/db/tx";
import { Refusal } from "@/lib/errors";
import type { Mode } from "./key";
import type { Scope } from "./scopes";

export const AUTONOMY = ["off", "read_only", "draft_only", "limited_write", "full"] as const satisfies readonly Agent["autonomy"][];
export type Autonomy = (typeof AUTONOMY)[number];

/** A row of `agents`. */
export type AgentRow = {
  id: string;
  name: string;
  description: string;
  ownerId: string;
  autonomy: Autonomy;
  perMinute: number;
  createdAt: Date;
  createdBy: string | null;
};

/** A row of `agent_keys`, without the hash. */
export type KeyRow = {
  id: string;
  agentId: string;
  mode: Mode;
  lastFour: string;
  scopes: Scope[];
  createdAt: Date;
  createdBy: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
  replacedBy: string | null;
};

/** Reads the agent and keeps others from changing it until the transaction ends. @throws Refusal `not_found` */
export async function lockAgent(tx: Tx, id: string): Promise<AgentRow> {
  const agent = await tx.one<AgentRow>(sql`SELECT * FROM agents WHERE id = ${id} FOR NO KEY UPDATE`);
  if (!agent) throw new Refusal("not_found", "There is no such agent. Go back to the list of agents.");
  return agent;
}
