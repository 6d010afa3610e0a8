import { beforeAll, expect, test, vi } from "vitest";
import type { Person } from "@/lib/actor";
import { archiveConnector, createConnector, publishConnectorVersion, testConnector } from "@/lib/connectors/admin";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { eventsAbout, fixture } from "@/lib/people/testing";
import { ensurePolicy } from "@/lib/policy/versions";
import { open } from "@/lib/sealing";
import { ToolDefinition } from "./definition";
import { changeTool } from "./proposals";
import { archiveTool, registerTool, restoreTool } from "./publish";
import { listTools, toolView } from "./queries";
import { currentRegistry } from "./registry";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let admin: Person;
let reviewer: Person;
let connectorId: string;
let definition: ToolDefinition;
beforeAll(async () => {
  await ensurePolicy();
  admin = await fixture("admin", "Ada");
  reviewer = await fixture("reviewer", "Rita");
  connectorId = (await createConnector(admin, { name: "nothing", kind: "noop", config: {}, credentials: {} })).id;
  definition = ToolDefinition.parse({
    title: "Refund",
    access: "write",
    reversibility: "irreversible",
    paramsSchema: { type: "object", properties: { customer: { type: "string" } } },
    summary: "Refund {customer}",
    connectorId,
    operation: "run",
    binding: {},
  });
});

test("a registered tool is known to classification at once, and the event holds its definition", async () => {
  const { id } = await registerTool(admin, { name: "refund", definition });
  expect((await currentRegistry()).tools.get("refund")).toMatchObject({ id, version: 1, connector: { name: "nothing" } });
  expect(await eventsAbout(id)).toMatchObject([{ type: "tool.registered", actorId: admin.id, data: { name: "refund", version: 1, after: definition } }]);
});

test("a change is a new version; the old one stays as it was", async () => {
  const { id } = await registerTool(admin, { name: "write_off", definition });
  await changeTool(admin, { toolId: id, expectedVersion: 1, definition: { ...definition, title: "Write off" } });
  const tool = (await toolView(admin, id))!;
  expect(tool.versions.map(({ version, title }) => ({ version, title }))).toEqual([
    { version: 2, title: "Write off" },
    { version: 1, title: "Refund" },
  ]);
  expect((await eventsAbout(id)).at(-1)).toMatchObject({ type: "tool.version_published", data: { version: 2, before: { title: "Refund" }, after: { title: "Write off" } } });
});

test("a version that changes nothing is refused", async () => {
  const { id } = await registerTool(admin, { name: "same_again", definition });
  await expect(changeTool(admin, { toolId: id, expectedVersion: 1, definition })).rejects.toMatchObject({ code: "conflict" });
  expect((await toolView(admin, id))!.versions).toHaveLength(1);
});

test("of ten admins who change the same version at once, one wins; the rest are told", async () => {
  const { id } = await registerTool(admin, { name: "contested", definition });
  const results = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => changeTool(admin, { toolId: id, expectedVersion: 1, definition: { ...definition, title: `Title ${index}` } })));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "stale_revision", facts: { version: 2 } });
});

test("every fault is named before anything is written", async () => {
  await expect(registerTool(admin, { name: "no spaces", definition: { ...definition, summary: "{nobody}", operation: "walk" } })).rejects.toMatchObject({
    code: "invalid",
    faults: [{ pointer: "/name" }, { pointer: "/summary" }, { pointer: "/operation" }],
  });
  await expect(registerTool(admin, { name: "refund", definition })).rejects.toMatchObject({ code: "conflict", faults: [{ pointer: "/name" }] });
  expect((await listTools(admin)).map(({ name }) => name)).not.toContain("no spaces");
});

test("an archived tool is unregistered until it is restored, and its connector stays while it is used", async () => {
  const { id } = await registerTool(admin, { name: "seasonal", definition });
  await expect(archiveConnector(admin, connectorId)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("seasonal") });
  await archiveTool(admin, id);
  expect((await currentRegistry()).tools.has("seasonal")).toBe(false);
  await restoreTool(admin, id);
  expect((await currentRegistry()).tools.has("seasonal")).toBe(true);
  expect((await eventsAbout(id)).map(({ type }) => type)).toEqual(["tool.registered", "tool.archived", "tool.restored"]);
});

test("I7: only admins configure tools and connectors, or read how they are configured", async () => {
  const denied = { code: "not_permitted" };
  await expect(registerTool(reviewer, { name: "mine", definition })).rejects.toMatchObject(denied);
  await expect(archiveTool(reviewer, connectorId)).rejects.toMatchObject(denied);
  await expect(createConnector(reviewer, { name: "mine", kind: "noop", config: {}, credentials: {} })).rejects.toMatchObject(denied);
  await expect(testConnector(reviewer, connectorId)).rejects.toMatchObject(denied);
  await expect(listTools(reviewer)).rejects.toMatchObject(denied);
});

const smtp = { host: "127.0.0.1", port: 2525, from: "hello@acme.example" };
const secret = { user: "acme", pass: "very-secret-password" };
type Version = { id: string; version: number; sealed: Buffer | null };
const versionsOf = (id: string) => db.all<Version>(sql`SELECT id, version, sealed FROM connector_versions WHERE connector_id = ${id} ORDER BY version`);

test("I10: credentials are sealed to their row, kept when left out, removed when emptied, and in no event", async () => {
  const { id } = await createConnector(admin, { name: "mail", kind: "email", config: smtp, credentials: secret });
  await publishConnectorVersion(admin, { connectorId: id, expectedVersion: 1, config: { ...smtp, port: 2526 } });
  await publishConnectorVersion(admin, { connectorId: id, expectedVersion: 2, config: smtp, credentials: {} });
  const [first, kept, emptied] = await versionsOf(id);
  expect(JSON.parse(open(first!.sealed!, first!.id))).toEqual(secret);
  expect(JSON.parse(open(kept!.sealed!, kept!.id))).toEqual(secret);
  expect(() => open(first!.sealed!, kept!.id)).toThrow("authenticate");
  expect(emptied!.sealed).toBeNull();
  const events = await eventsAbout(id);
  expect(events.map(({ data }) => (data.after as { credentials: string }).credentials)).toEqual(["set", "kept", "none"]);
  expect(JSON.stringify(events)).not.toContain("very-secret");
});

test("I10: kept credentials are not sent to a host they were not given for", async () => {
  const { id } = await createConnector(admin, { name: "moved-mail", kind: "email", config: smtp, credentials: secret });
  const elsewhere = { ...smtp, host: "mail.elsewhere.example" };
  await expect(publishConnectorVersion(admin, { connectorId: id, expectedVersion: 1, config: elsewhere })).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/credentials" }] });
  expect(await versionsOf(id)).toHaveLength(1);
  await publishConnectorVersion(admin, { connectorId: id, expectedVersion: 1, config: elsewhere, credentials: secret });
  expect(await versionsOf(id)).toHaveLength(2);
});

test("a connector's faults name the place and never the value", async () => {
  const refused = createConnector(admin, { name: "Bad name", kind: "email", config: { ...smtp, port: 0 }, credentials: { user: "only-the-user" } });
  await expect(refused).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/name" }, { pointer: "/config/port" }, { pointer: "/credentials" }] });
  await refused.catch((error: unknown) => expect(JSON.stringify(error)).not.toContain("only-the-user"));
  await expect(createConnector(admin, { name: "x", kind: "teleport", config: {}, credentials: {} })).rejects.toMatchObject({ faults: [{ pointer: "/kind" }] });
});

test("the test button says what it found as a value, and that it was pressed is recorded", async () => {
  expect(await testConnector(admin, connectorId)).toEqual({ ok: true, message: "Nothing to reach" });
  const { id } = await createConnector(admin, { name: "dead-mail", kind: "email", config: { ...smtp, port: 1 }, credentials: {} });
  expect(await testConnector(admin, id)).toMatchObject({ ok: false });
  expect((await eventsAbout(id)).at(-1)).toMatchObject({ type: "connector.tested", data: { ok: false } });
});
