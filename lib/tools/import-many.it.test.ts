import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/actor";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { eventsAbout, fixture } from "@/lib/people/testing";
import { ensurePolicy } from "@/lib/policy/versions";
import { importTools, proposeTools, type Confirmed } from "./import-many";
import { currentRegistry } from "./registry";

useDatabase();
let admin: Person;
let reviewer: Person;
beforeAll(async () => {
  await ensurePolicy();
  admin = await fixture("admin", "Ada");
  reviewer = await fixture("reviewer", "Rita");
});

const LIST = JSON.stringify({
  tools: [
    { name: "send_message", description: "Sends a message", inputSchema: { type: "object", properties: { recipient: { type: "string" }, text: { type: "string" }, password: { type: "string" } }, required: ["recipient", "text"] } },
    { name: "get_weather", description: "Gets the weather", inputSchema: { type: "object", properties: { city: { type: "string" } } } },
  ],
});
const confirmed = async (): Promise<Confirmed[]> => (await proposeTools(admin, LIST)).map(({ paramsSchema, ...tool }) => ({ ...tool, paramsSchema: JSON.parse(paramsSchema) as Record<string, unknown> }));

test("what an admin confirms is registered tool by tool, each with its event; the second time each says why not", async () => {
  const results = await importTools(admin, await confirmed());
  expect(results).toMatchObject([{ name: "send_message", fault: null }, { name: "get_weather", fault: null }]);
  const { tools } = await currentRegistry();
  expect(tools.get("send_message")).toMatchObject({ access: "write", sensitive: ["/password"], connector: { kind: "agent" } });
  expect(tools.get("get_weather")).toMatchObject({ access: "read" });
  expect(await eventsAbout(results[0]!.toolId!)).toMatchObject([{ type: "tool.registered", actorId: admin.id, data: { name: "send_message" } }]);
  expect((await proposeTools(admin, LIST)).map(({ registered }) => registered)).toEqual([true, true]);
  expect(await importTools(admin, await confirmed())).toMatchObject([{ toolId: null, fault: expect.stringContaining("already") }, { toolId: null }]);
  expect(await db.one(sql`SELECT count(*)::int AS n FROM connectors WHERE kind = 'agent'`)).toEqual({ n: 1 });
});

test("one that is refused keeps none of the others back", async () => {
  const [one] = await confirmed();
  const results = await importTools(admin, [{ ...one!, name: "no spaces please" }, { ...one!, name: "good_one", summary: "To {nobody}" }, { ...one!, name: "better_one", reversibility: "compensable" }]);
  expect(results).toMatchObject([{ fault: expect.stringContaining("letters") }, { fault: expect.stringContaining("nobody") }, { fault: null }]);
  expect((await currentRegistry()).tools.get("better_one")).toMatchObject({ reversibility: "compensable" });
});

test("I7: only admins import", async () => {
  await expect(proposeTools(reviewer, LIST)).rejects.toMatchObject({ code: "not_permitted" });
  await expect(importTools(reviewer, [])).rejects.toMatchObject({ code: "not_permitted" });
});
