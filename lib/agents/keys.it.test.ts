import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/actor";
import { db, sql } from "@/lib/db/tx";
import { useDatabase } from "@/lib/db/testing";
import { eventsAbout, fixture } from "@/lib/people/testing";
import { createAgent, giveOwner, updateAgent } from "./agents";
import { authenticateKey } from "./authenticate";
import { createKey, revokeKey, rotateKey } from "./keys";
import { makeKey } from "./key";
import { agentView, listKeys } from "./queries";
import type { AgentRow } from "./row";
import { requireScope } from "./scopes";

useDatabase();
let ada: Person;
let rita: Person;
let bot: AgentRow;

beforeAll(async () => {
  ada = await fixture("admin", "Ada");
  rita = await fixture("reviewer", "Rita");
  bot = await createAgent(ada, { name: "support-bot", description: "Answers customers", ownerId: rita.id, autonomy: "limited_write", perMinute: 120 });
});

const refusal = async (header: string) => (await authenticateKey(header).then(() => undefined, (error: unknown) => error)) as { code: string; message: string };

test("a key proves its agent, mode and scopes, and brings the configuration's version", async () => {
  const { key, row } = await createKey(ada, { agentId: bot.id, mode: "test" });
  const { agent, perMinute, configurationVersion } = await authenticateKey(`Bearer ${key}`);
  expect(agent).toEqual({
    kind: "agent",
    id: bot.id,
    name: "support-bot",
    ownerId: rita.id,
    autonomy: "limited_write",
    keyId: row.id,
    mode: "test",
    scopes: ["actions:write", "actions:read", "results:write"],
  });
  expect(perMinute).toBe(120);
  expect(configurationVersion).toMatch(/^\d+$/);
  expect(() => requireScope(agent, "actions:read")).not.toThrow();
  expect(() => requireScope(agent, "context:attest")).toThrow("context:attest");
});

test("I10: of a key only the hash of its secret is kept, and nothing of it is listed or recorded", async () => {
  const { key, row } = await createKey(ada, { agentId: bot.id, mode: "live" });
  const secret = key.split("_")[3]!;
  const kept = await db.one<{ text: string }>(sql`SELECT (SELECT string_agg(k::text, '') FROM agent_keys k) || (SELECT string_agg(canonical, '') FROM audit_events) AS text`);
  expect(kept!.text).not.toContain(secret.slice(0, 20));
  const listed = JSON.stringify(await listKeys(ada, bot.id));
  expect(listed).toContain(`csk_live_${row.id}`);
  expect(listed).not.toContain(secret.slice(0, 20));
  expect(listed).not.toMatch(/hash/i);
  expect((await eventsAbout(row.id))[0]).toMatchObject({ type: "key.created", actorId: ada.id, data: { after: { agent: bot.id, mode: "live" } } });
});

test("what is not a key never reaches the database", async () => {
  const { key } = makeKey("live");
  for (const header of ["", "Bearer", "Basic abc", "Bearer nonsense", `Bearer ${key.slice(0, -1)}`, `Bearer ${key}x`]) {
    expect(await refusal(header)).toMatchObject({ code: "unauthenticated" });
  }
});

test("an unknown key, and a right id with another secret, are refused in the same words", async () => {
  const stranger = makeKey("live");
  const { row } = await createKey(ada, { agentId: bot.id, mode: "live" });
  const { key: real } = await createKey(ada, { agentId: bot.id, mode: "live" });
  const unknown = await refusal(`Bearer ${stranger.key}`);
  await db.run(sql`UPDATE agent_keys SET secret_hash = ${stranger.secretHash} WHERE id = ${row.id}`);
  await db.run(sql`UPDATE agent_keys SET secret_hash = ${Buffer.alloc(32)} WHERE id = ${real.split("_")[2]!}`);
  expect((await refusal(`Bearer ${real}`)).message).toBe(unknown.message);
});

test("a revoked key and an expired one say so, to whoever holds the secret", async () => {
  const revoked = await createKey(ada, { agentId: bot.id, mode: "live" });
  await revokeKey(ada, revoked.row.id);
  await revokeKey(ada, revoked.row.id);
  expect((await refusal(`Bearer ${revoked.key}`)).message).toContain("was revoked");
  expect((await eventsAbout(revoked.row.id)).map((event) => event.type)).toEqual(["key.created", "key.revoked"]);

  const expired = await createKey(ada, { agentId: bot.id, mode: "live", expiresAt: new Date(Date.now() + 60_000) });
  await authenticateKey(`Bearer ${expired.key}`);
  await db.run(sql`UPDATE agent_keys SET expires_at = clock_timestamp() - interval '1 second' WHERE id = ${expired.row.id}`);
  expect((await refusal(`Bearer ${expired.key}`)).message).toContain("has expired");
  await expect(createKey(ada, { agentId: bot.id, mode: "live", expiresAt: new Date(0) })).rejects.toMatchObject({ code: "invalid" });
});

test("rotation overlaps: both keys work, then only the new one; two rotations at once make one successor", async () => {
  const old = await createKey(ada, { agentId: bot.id, mode: "live", scopes: ["actions:read"], expiresAt: new Date(Date.now() + 30 * 86_400_000) });
  const tries = await Promise.allSettled([rotateKey(ada, { keyId: old.row.id, overlapHours: 24 }), rotateKey(ada, { keyId: old.row.id, overlapHours: 24 })]);
  const made = tries.filter((result) => result.status === "fulfilled").map((result) => result.value);
  expect(made).toHaveLength(1);
  const successor = made[0]!;
  expect(successor.row).toMatchObject({ mode: "live", scopes: ["actions:read"] });
  expect(successor.row.expiresAt!.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
  await authenticateKey(`Bearer ${old.key}`);
  await authenticateKey(`Bearer ${successor.key}`);
  const states = Object.fromEntries((await listKeys(ada, bot.id)).map((key) => [key.id, key.state]));
  expect(states).toMatchObject({ [old.row.id]: "ending", [successor.row.id]: "works" });
  expect((await eventsAbout(old.row.id)).at(-1)).toMatchObject({ type: "key.rotated", data: { replaced_by: successor.row.id } });

  await db.run(sql`UPDATE agent_keys SET expires_at = clock_timestamp() - interval '1 second' WHERE id = ${old.row.id}`);
  expect((await refusal(`Bearer ${old.key}`)).message).toContain("has expired");
  const last = await rotateKey(ada, { keyId: successor.row.id, overlapHours: 0 });
  expect((await refusal(`Bearer ${successor.key}`)).message).toContain("has expired");
  await authenticateKey(`Bearer ${last.key}`);
});

test("use is noted after the answer, once a minute", async () => {
  const { key, row } = await createKey(ada, { agentId: bot.id, mode: "live" });
  const used = async () => (await db.one<{ at: string | null }>(sql`SELECT last_used_at::text AS at FROM agent_keys WHERE id = ${row.id}`))!.at;
  await Promise.all(Array.from({ length: 6 }, () => authenticateKey(`Bearer ${key}`)));
  await expect.poll(used).not.toBeNull();
  const first = await used();
  await authenticateKey(`Bearer ${key}`);
  expect(await used()).toBe(first);
});

test("I12: what an agent may do is changed by admins, with before and after", async () => {
  await updateAgent(ada, { agentId: bot.id, autonomy: "read_only", perMinute: 60 });
  expect((await eventsAbout(bot.id)).at(-1)).toMatchObject({
    type: "agent.changed",
    data: { before: { autonomy: "limited_write", per_minute: 120 }, after: { autonomy: "read_only", per_minute: 60 } },
  });
  await giveOwner(ada, { agentId: bot.id, personId: ada.id });
  expect(await agentView(ada, bot.id)).toMatchObject({ owner: { name: "Ada", active: true }, autonomy: "read_only", halts: [] });
  expect((await eventsAbout(bot.id)).at(-1)).toMatchObject({ type: "agent.owner_changed", data: { before: { owner: rita.id }, after: { owner: ada.id } } });
  for (const attempt of [
    createAgent(rita, { name: "mine", ownerId: rita.id }),
    updateAgent(rita, { agentId: bot.id, autonomy: "full" }),
    giveOwner(rita, { agentId: bot.id, personId: rita.id }),
    createKey(rita, { agentId: bot.id, mode: "live" }),
    rotateKey(rita, { keyId: "abc", overlapHours: 1 }),
    revokeKey(rita, "abc"),
    listKeys(rita, bot.id),
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: "not_permitted" });
  }
  await expect(createAgent(ada, { name: "support-bot", ownerId: ada.id })).rejects.toMatchObject({ code: "conflict", faults: [{ pointer: "/name" }] });
});
