import { beforeAll, expect, test, vi } from "vitest";
import type { Person } from "@/lib/actor";
import { createConnector } from "@/lib/connectors/admin";
import { useDatabase } from "@/lib/db/testing";
import { db, sql } from "@/lib/db/tx";
import { noticesOf } from "@/lib/notices/notices";
import { eventsAbout, fixture, PASSWORD } from "@/lib/people/testing";
import { ensurePolicy } from "@/lib/policy/versions";
import { changeSetting } from "@/lib/settings";
import { ToolDefinition } from "./definition";
import { changeTool, confirmToolVersion, endToolProposal, openToolProposal } from "./proposals";
import { registerTool } from "./publish";
import { listTools, toolView } from "./queries";
import { currentRegistry } from "./registry";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let ada: Person;
let alma: Person;
let reviewer: Person;
let definition: ToolDefinition;
beforeAll(async () => {
  await ensurePolicy();
  ada = await fixture("admin", "Ada");
  alma = await fixture("admin", "Alma");
  reviewer = await fixture("reviewer", "Rita");
  const connectorId = (await createConnector(ada, { name: "nothing", kind: "noop", config: {}, credentials: {} })).id;
  definition = ToolDefinition.parse({
    title: "Refund",
    access: "write",
    reversibility: "irreversible",
    paramsSchema: { type: "object", properties: { customer: { type: "string" }, card: { type: "string" } } },
    summary: "Refund {customer}",
    sensitive: ["/card"],
    dataClasses: ["money"],
    connectorId,
    operation: "run",
    binding: {},
  });
});

const made = async (name: string) => (await registerTool(ada, { name, definition })).id;
const lowered = (toolId: string, change: Partial<ToolDefinition> = { access: "read" }) => ({ toolId, expectedVersion: 1, definition: { ...definition, ...change } });
const accessOf = async (name: string) => (await currentRegistry()).tools.get(name)!.access;

test("a lower access waits for a second admin, and until then nothing is lower", async () => {
  const id = await made("lowered");
  await expect(changeTool(ada, lowered(id))).rejects.toMatchObject({ code: "second_admin_needed", message: expect.stringContaining("Its access is read, no longer write") as string, faults: [{ pointer: "/reason" }], facts: { alone: 0 } });
  expect(await changeTool(ada, { ...lowered(id), reason: "It only looks" })).toMatchObject({ proposed: true, currentVersion: 1 });
  expect(await accessOf("lowered")).toBe("write");
  expect((await listTools(ada)).find(({ name }) => name === "lowered")).toMatchObject({ proposed: true });
  const proposal = (await openToolProposal(alma, id))!;
  expect(proposal).toMatchObject({ version: 2, loosens: ["Its access is read, no longer write"], reason: "It only looks", proposedBy: "Ada", mine: false });
  expect((await noticesOf(alma)).notices[0]).toMatchObject({ kind: "tool_proposed", text: expect.stringContaining("lowered") as string });
  expect((await noticesOf(ada)).notices).toEqual([]);

  await expect(confirmToolVersion(ada, proposal.id)).rejects.toMatchObject({ code: "self_approval" });
  await expect(confirmToolVersion(reviewer, proposal.id)).rejects.toMatchObject({ code: "not_permitted" });
  await confirmToolVersion(alma, proposal.id);
  expect(await accessOf("lowered")).toBe("read");
  expect((await toolView(ada, id))!.versions[0]).toMatchObject({ version: 2, createdBy: "Ada" });
  expect(await eventsAbout(id)).toMatchObject([
    { type: "tool.registered" },
    { type: "tool.version_proposed", actorId: ada.id, data: { reason: "It only looks", loosens: ["Its access is read, no longer write"], base_version: 1 } },
    { type: "tool.version_published", actorId: alma.id, data: { version: 2, proposal: proposal.id, proposed_by: ada.id, reason: "It only looks", before: { access: "write" }, after: { access: "read" } } },
  ]);
  await expect(confirmToolVersion(alma, proposal.id)).rejects.toMatchObject({ code: "already_decided" });
});

test.each<[string, Partial<ToolDefinition>]>([
  ["a field that is sensitive no more", { sensitive: [] }],
  ["a data class less", { dataClasses: [] }],
])("so does %s", async (name, change) => {
  const id = await made(name.replaceAll(" ", "_"));
  expect(await changeTool(ada, { ...lowered(id, change), reason: "Tidying" })).toMatchObject({ proposed: true });
});

test("what only adds is published at once, and overtakes what was proposed before it", async () => {
  const id = await made("raised");
  await changeTool(ada, { ...lowered(id), reason: "It only looks" });
  const proposal = (await openToolProposal(alma, id))!;
  expect(await changeTool(alma, lowered(id, { access: "destructive", sensitive: ["/card", "/customer"] }))).toMatchObject({ proposed: false, currentVersion: 2 });
  await expect(confirmToolVersion(alma, proposal.id)).rejects.toMatchObject({ code: "stale_revision" });
  expect(await openToolProposal(alma, id)).toBeNull();
});

test("its author withdraws it, another declines it with a note; the newest proposal replaces the one before", async () => {
  const id = await made("discussed");
  await changeTool(ada, { ...lowered(id), reason: "It only looks" });
  const first = (await openToolProposal(ada, id))!;
  await changeTool(alma, { ...lowered(id, { access: "draft" }), reason: "It drafts" });
  await expect(endToolProposal(ada, { id: first.id, note: "" })).rejects.toMatchObject({ code: "stale_revision" });
  const second = (await openToolProposal(ada, id))!;
  await expect(endToolProposal(ada, { id: second.id, note: " " })).rejects.toMatchObject({ code: "invalid" });
  await endToolProposal(ada, { id: second.id, note: "It writes" });
  await changeTool(ada, { ...lowered(id), reason: "Again" });
  await endToolProposal(ada, { id: (await openToolProposal(ada, id))!.id, note: "" });
  expect((await eventsAbout(id)).map(({ type }) => type)).toEqual(["tool.registered", "tool.version_proposed", "tool.version_proposed", "tool.proposal_declined", "tool.version_proposed", "tool.proposal_withdrawn"]);
  expect(await accessOf("discussed")).toBe("write");
});

test("of ten confirmations at once, one publishes", async () => {
  const id = await made("confirmed_once");
  await changeTool(ada, { ...lowered(id), reason: "It only looks" });
  const { id: proposal } = (await openToolProposal(alma, id))!;
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => confirmToolVersion(alma, proposal)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect((await toolView(ada, id))!.versions).toHaveLength(2);
});

test("the only admin does it alone with a reason and the password, on the record, unless the setting forbids it", async () => {
  await db.run(sql`UPDATE people SET role = 'reviewer' WHERE id = ${alma.id}`);
  const id = await made("alone");
  await expect(changeTool(ada, { ...lowered(id), reason: "It only looks" })).rejects.toMatchObject({ code: "second_admin_needed", faults: [{ pointer: "/password" }], facts: { alone: 1 } });
  await expect(changeTool(ada, { ...lowered(id), reason: "It only looks", password: "not-my-password" })).rejects.toMatchObject({ code: "invalid", faults: [{ pointer: "/password" }] });
  expect(await accessOf("alone")).toBe("write");
  expect(await changeTool(ada, { ...lowered(id), reason: "It only looks", password: PASSWORD })).toMatchObject({ proposed: false, currentVersion: 2 });
  expect((await eventsAbout(id)).slice(1)).toMatchObject([
    { type: "tool.self_approved", actorId: ada.id, data: { reason: "It only looks", loosens: ["Its access is read, no longer write"] } },
    { type: "tool.version_published", data: { version: 2, reason: "It only looks" } },
  ]);
  await changeSetting(ada, { key: "self_approval_when_alone", value: false });
  const other = await made("never_alone");
  expect(await changeTool(ada, { ...lowered(other), reason: "It only looks", password: PASSWORD }), "it waits for whoever comes").toMatchObject({ proposed: true });
});
