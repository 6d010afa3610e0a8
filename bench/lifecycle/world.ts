// Seeds what the lifecycle bench drives: an admin who owns twenty agents with a key each, five reviewers, four tools on
// the no-op connector, and a policy in which a write waits for one reviewer and takes effect at once. Prints it as JSON.
import type { Person } from "@/lib/actor";
import { createAgent } from "@/lib/agents/agents";
import { createKey } from "@/lib/agents/keys";
import { createConnector } from "@/lib/connectors/admin";
import { closePool } from "@/lib/db/pool";
import { db, sql } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { createFirstAdmin } from "@/lib/people/first-admin";
import { acceptInvitation, invite } from "@/lib/people/invitations";
import { currentPolicy, publishAtSetUp } from "@/lib/policy/versions";
import { ToolDefinition } from "@/lib/tools/definition";
import { registerTool } from "@/lib/tools/publish";

const TOOLS = { refund: "Refund {amount|money:currency} to {to}", send_email: "Write to {to}: {reason}", deploy: "Deploy for {to}", delete_row: "Delete the row of {to}" };
/** Far above what one machine can do: what is measured is not the limit. */
const PER_MINUTE = 100_000_000;
const password = "quiet-harbour-lantern-42";

const row = await createFirstAdmin({ name: "Olga Owner", email: "olga@bench.example", password });
const admin: Person = { kind: "person", id: row.id, name: row.name, email: row.email, role: "admin", groupIds: [], sessionId: newId() };

const reviewers = await db.one<{ id: string }>(sql`SELECT id FROM groups WHERE name = 'reviewers'`);
const people = [];
for (let i = 0; i < 5; i++) {
  const email = `reviewer-${i}@bench.example`;
  const { token } = await invite(admin, { email, role: "reviewer", groupIds: [reviewers!.id] });
  await acceptInvitation(token, { name: `Reviewer ${i}`, password });
  people.push({ email, password });
}

const connector = await createConnector(admin, { name: "nothing", kind: "noop", config: {}, credentials: {} });
for (const [name, summary] of Object.entries(TOOLS)) {
  const definition = ToolDefinition.parse({
    title: name,
    access: "write",
    reversibility: "irreversible",
    summary,
    connectorId: connector.id,
    operation: "run",
    binding: { idempotent: true },
    paramsSchema: {
      type: "object",
      additionalProperties: false,
      required: ["to", "amount", "currency", "reason", "lines"],
      properties: {
        to: { type: "string", maxLength: 320 },
        amount: { type: "number", minimum: 0 },
        currency: { type: "string", pattern: "^[A-Z]{3}$" },
        reason: { type: "string", maxLength: 2000 },
        lines: {
          type: "array",
          items: { type: "object", additionalProperties: false, required: ["sku", "qty"], properties: { sku: { type: "string" }, qty: { type: "integer", minimum: 1 } } },
        },
      },
    },
  });
  await registerTool(admin, { name, definition });
}

const policy = (await currentPolicy())!;
const { tiers } = policy.document;
const document = { ...policy.document, tiers: { ...tiers, medium: { ...tiers.medium, undo: "0s" } } };
await publishAtSetUp({ document, reason: "Without an undo window, so that what is measured is us", expectedVersion: policy.version });

const agents = [];
for (let i = 0; i < 20; i++) {
  const agent = await createAgent(admin, { name: `agent-${i}`, ownerId: admin.id, perMinute: PER_MINUTE });
  const { key } = await createKey(admin, { agentId: agent.id, mode: "live" });
  agents.push({ name: agent.name, key });
}
console.log(JSON.stringify({ people, agents }));
await closePool();
