import type { Person } from "@/lib/actor";
import { createAgent } from "@/lib/agents/agents";
import { readKey, type Mode } from "@/lib/agents/key";
import { createKey } from "@/lib/agents/keys";
import { db, sql } from "@/lib/db/tx";
import type { Notes } from "@/prisma/seed/notes";

const AGENTS = [
  { name: "support-bot", description: "Answers customers: FAQ, mail, small refunds, contact details.", test: true },
  { name: "finance-bot", description: "Looks after prices, refunds and reports.", test: false },
  { name: "content-bot", description: "Writes posts, press mails and meeting invitations.", test: false },
];

/**
 * The demo's agents, owned by the admin, so that the reviewers may approve what they propose. A key that is
 * noted and works is kept; else there is a new one.
 */
export async function seedAgents(admin: Person, notes: Notes, save: () => Promise<void>): Promise<Notes["agents"]> {
  for (const { name, description, test } of AGENTS) {
    const known = await db.one<{ id: string }>(sql`SELECT id FROM agents WHERE name = ${name}`);
    const { id } = known ?? (await createAgent(admin, { name, description, ownerId: admin.id }));
    let noted = notes.agents.find((agent) => agent.name === name);
    if (!noted) notes.agents.push((noted = { name }));
    const make = async (mode: Mode) => (await createKey(admin, { agentId: id, mode })).key;
    if (!(await works(noted.key, id))) noted.key = await make("live");
    if (test && !(await works(noted.testKey, id))) noted.testKey = await make("test");
    await save();
  }
  return notes.agents.filter(({ name }) => AGENTS.some((agent) => agent.name === name));
}

async function works(key: string | undefined, agentId: string): Promise<boolean> {
  const read = key && readKey(key);
  if (!read) return false;
  const row = await db.one(sql`
    SELECT FROM agent_keys WHERE id = ${read.id} AND agent_id = ${agentId} AND secret_hash = ${read.secretHash}
       AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp())`);
  return row !== undefined;
}
