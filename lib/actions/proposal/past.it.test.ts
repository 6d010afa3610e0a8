import { beforeAll, expect, test, vi } from "vitest";
import { agentOf, assemble, propose, publish, type Cast } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

const found = async ({ id }: { id: string }) =>
  (await db.one<{ signals: { detector: string; kind?: string; excerpt: string }[] }>(sql`SELECT signals FROM classifications WHERE action_id = ${id}`))!.signals.filter(({ detector }) => ["money", "first_use", "burst"].includes(detector));
const rows = async () => (await db.one<{ n: number }>(sql`SELECT count(*)::int AS n FROM agent_history`))!.n;

test("nothing is counted until the policy says so", async () => {
  expect(await found(await propose(cast.agent))).toEqual([]);
  expect(await rows()).toBe(0);
});

test("the first use of a tool and of a destination is told, the second is not", async () => {
  await publish({ history: true });
  const agent = await agentOf(cast.owner, "first-bot");
  const to = (customer: string) => propose(agent, "refund", { customer, amount: 1 });
  expect(await found(await to("mara@client.example"))).toMatchObject([{ kind: "tool" }, { kind: "destination", excerpt: "mara@client.example" }]);
  expect(await found(await to("mara@client.example"))).toEqual([]);
  expect(await found(await to("noor@client.example"))).toMatchObject([{ detector: "first_use", kind: "destination", excerpt: "noor@client.example" }]);
  expect(await found(await propose({ ...agent, mode: "test" }))).toMatchObject([{ detector: "first_use", kind: "tool" }]);
});

test("a sum far above what this agent usually moves is told, and holds as high", async () => {
  const agent = await agentOf(cast.owner, "money-bot");
  for (let index = 0; index < 12; index++) await propose(agent, "refund", { customer: `cus_${index}`, amount: 20 + index });
  const large = await propose(agent, "refund", { customer: "cus_99", amount: 900 });
  expect(await found(large)).toMatchObject([{ detector: "money" }]);
  expect(large.tier).toBe("high");
});

test("the same call again and again is a burst; after its window it starts anew", async () => {
  const agent = await agentOf(cast.owner, "loop-bot");
  const again = () => propose(agent, "refund", { customer: "cus_1", amount: 1 });
  for (let index = 0; index < 3; index++) expect((await found(await again())).some(({ detector }) => detector === "burst")).toBe(false);
  expect(await found(await again())).toMatchObject([{ detector: "burst", kind: "loop" }]);
  await db.run(sql`UPDATE agent_history SET started_at = started_at - interval '11 minutes'`);
  expect(await found(await again())).toEqual([]);
});
