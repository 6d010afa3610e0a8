// Submits so many actions that wait for a reviewer, through the product's own verb, as the agents of bench/lifecycle/world.ts.
import type { Agent } from "@/lib/actor";
import { submit } from "@/lib/actions/submit";
import { closePool } from "@/lib/db/pool";
import { db, sql } from "@/lib/db/tx";
import { currentRegistry } from "@/lib/tools/registry";

const wanted = Number(process.argv[2]);
const AT_ONCE = 40;
const TOOLS = ["refund", "send_email", "deploy", "delete_row"];

const agents = await db.all<Pick<Agent, "id" | "name" | "ownerId" | "autonomy">>(sql`SELECT id, name, owner_id, autonomy FROM agents ORDER BY name`);
const registry = await currentRegistry();
let next = 0;
async function some(): Promise<void> {
  for (let n = next++; n < wanted; n = next++) {
    const agent = agents[n % agents.length]!;
    const params = { to: `customer-${n}@bench.example`, amount: 10 + (n % 400), currency: "EUR", reason: `Parcel ${n} arrived late and the customer asked twice`, lines: [{ sku: `SKU-${n % 97}`, qty: 1 + (n % 4) }] };
    await submit({ kind: "agent", ...agent, keyId: "bench", mode: "live", scopes: ["actions:write", "actions:read"] }, { tool: TOOLS[n % TOOLS.length]!, params }, `bench-${n}`, registry);
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, some));
const row = await db.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM actions WHERE state = 'pending'`);
console.log(JSON.stringify({ pending: row!.n }));
await closePool();
