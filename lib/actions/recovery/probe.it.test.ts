import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { claimDue, noteSending } from "@/lib/actions/claim";
import { approve } from "@/lib/actions/decide";
import { execute } from "@/lib/actions/execute";
import { grant } from "@/lib/actions/grant";
import { actionById, type ActionRow } from "@/lib/actions/row";
import { settle } from "@/lib/actions/settle";
import { addTool, all, assemble, pass, propose, seen, trail, types, type Cast } from "@/lib/actions/testing";
import { resolveLease } from "@/lib/actions/upkeep/sweep";
import { useDatabase } from "@/lib/db/testing";
import { json, sql, transact } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { probe } from "./probe";
import { retryMany } from "./retry-many";
import { whatWeKnow } from "./what-we-know";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
vi.stubEnv("ALLOW_PRIVATE_TARGETS", "true");
useDatabase();
let cast: Cast;

/** A target that forgets to answer: it takes a charge or not, and cuts the line either way. */
const charged = new Set<string>();
let takes = true;
/** It begins to answer before it cuts the line. */
let begins = false;
const target = http.createServer((request, response) => {
  const key = decodeURIComponent(new URL(request.url!, "http://target").searchParams.get("key") ?? "");
  if (request.method === "GET") return void response.writeHead(charged.has(key) ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify({ known: charged.has(key) }));
  if (takes) charged.add(String(request.headers["idempotency-key"]));
  if (!begins) return void request.socket.destroy();
  response.writeHead(201, { "content-type": "application/json", "content-length": "100" }).write('{"id":7', () => request.socket.destroy());
});

beforeAll(async () => {
  cast = await assemble();
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(target.address() as AddressInfo).port}`;
  await transact(async (tx) => {
    const id = newId();
    await tx.run(sql`INSERT INTO connectors (id, name, kind) VALUES (${id}, 'forgetful', 'http')`);
    await tx.run(sql`INSERT INTO connector_versions (id, connector_id, version, config) VALUES (${newId()}, ${id}, 1, ${json({ baseUrl: `http://${host}`, allowedHosts: [host] })})`);
  });
  const charge = { method: "POST", path: "/charges", body: { amount: "{{params.amount}}" }, success: { status: [201] }, idempotent: false };
  const asked = { method: "GET", path: "/charges?key={{call.idempotency_key}}", happened: [200], didNotHappen: [404] };
  await addTool("charge", { access: "write", connector: "forgetful", operation: "request", binding: { ...charge, probe: asked } });
  // A tool that keeps losing track is paused: what is lost here more often goes by another name.
  await addTool("charge_raced", { access: "write", connector: "forgetful", operation: "request", binding: { ...charge, probe: asked } });
  await addTool("charge_unasked", { access: "write", connector: "forgetful", operation: "request", binding: charge });
  for (const finding of ["happened", "did_not_happen"]) await addTool(`loses_${finding}`, { access: "read", binding: { fail: "unknown", probe: finding } });
  await addTool("loses_with_key", { access: "read", binding: { fail: "unknown", idempotent: true } });
  await addTool("fails", { access: "read", binding: { fail: "failed" } });
});
afterAll(() => new Promise((resolve) => target.close(resolve)));

async function lost(tool: string): Promise<ActionRow> {
  const action = await approve(cast.reviewer, await seen(await propose(cast.agent, tool)));
  expect(await execute(cast.worker, action.id)).toMatchObject({ state: "unknown" });
  return actionById(action.id);
}

test("a target that is asked by the key of the request says whether it happened, and the trail keeps who asked and what was found", async () => {
  for (const [takesIt, finding] of [[true, "happened"], [false, "did_not_happen"]] as const) {
    takes = takesIt;
    const action = await lost("charge");
    expect(await probe(cast.reviewer, action)).toMatchObject({ finding, evidence: expect.stringContaining("/charges?key=") });
    expect((await trail(action)).at(-1)).toMatchObject({ type: "action.probed", actorId: cast.reviewer.id, data: { finding } });
    expect(await actionById(action.id), "a probe settles nothing").toMatchObject({ state: "unknown", revision: action.revision });
  }
});

test("what we know of an unknown outcome: whether the request left, and how much of an answer came", async () => {
  const said = async (action: ActionRow) => (await whatWeKnow(action)).map(({ text }) => text);
  expect(await said(await lost("charge"))).toEqual(expect.arrayContaining(["Attempt 1: the request left.", "Attempt 1: no byte of an answer came."]));
  begins = true;
  const begun = await lost("charge");
  begins = false;
  expect(await said(begun)).toContain('Attempt 1: an answer began, with status 201, and broke off after 7 bytes: {"id":7.');
  // Where the same call may be made again its sending is noted with its end.
  const action = await propose(cast.agent, "loses_with_key");
  await execute(cast.worker, action.id);
  expect(await said(await actionById(action.id))).toContain("Attempt 1: the request left.");

  const died = await approve(cast.reviewer, await seen(await propose(cast.agent, "charge")));
  const { held } = (await claimDue(cast.worker, [died.id], 60))[0]!;
  await noteSending(held);
  await pass(died, 61);
  await resolveLease(died.id);
  expect(await said(await actionById(died.id))).toEqual(expect.arrayContaining(["Attempt 1: the request left.", "Attempt 1: if an answer came, it is lost with its worker."]));
});

test("without a declared probe, and for what an agent ran itself, nobody can tell from here", async () => {
  expect(await probe(cast.reviewer, await lost("charge_unasked"))).toMatchObject({ finding: "cannot_tell", evidence: expect.stringContaining("declares no way") });
  const own = await approve(cast.reviewer, await seen(await propose(cast.agent, "own_hands")));
  await grant(cast.agent, own.id);
  await pass(own, 3_600);
  await resolveLease(own.id);
  expect(await probe(cast.reviewer, await actionById(own.id))).toMatchObject({ finding: "cannot_tell", evidence: expect.stringContaining("agent ran this itself") });
});

test("auditors do not ask, and a known outcome is not asked about", async () => {
  takes = true;
  const action = await lost("charge");
  await expect(probe(cast.auditor, action)).rejects.toMatchObject({ code: "not_permitted" });
  await expect(probe(cast.reviewer, { ...action, revision: 2 })).rejects.toMatchObject({ code: "stale_revision" });
  await settle(cast.reviewer, { id: action.id, revision: 1, as: "happened", note: "the target says so" });
  await expect(probe(cast.reviewer, action)).rejects.toMatchObject({ code: "wrong_state" });
});

test("two people who ask and two who settle at once leave one settlement and a trail without gaps", async () => {
  takes = true;
  const action = await lost("charge_raced");
  const settling = { id: action.id, revision: 1, note: "looked" };
  const { won } = await all<unknown>([
    probe(cast.reviewer, action),
    probe(cast.second, action),
    settle(cast.reviewer, { ...settling, as: "happened" }).then(() => "settled"),
    settle(cast.second, { ...settling, as: "did_not_happen" }).then(() => "settled"),
  ]);
  expect(won.filter((result) => result === "settled")).toHaveLength(1);
  expect((await types(action)).filter((type) => type === "action.settled")).toHaveLength(1);
});

test("failed actions are retried many at once, each on its own, with every result listed", async () => {
  const failed = await Promise.all([1, 2, 3].map(async () => (await execute(cast.worker, (await propose(cast.agent, "fails")).id))!));
  await retryMany(cast.second, { chosen: [failed[2]!], note: "first by hand" });
  await expect(retryMany(cast.auditor, { chosen: failed, note: "please" })).rejects.toMatchObject({ code: "not_permitted" });
  await expect(retryMany(cast.reviewer, { chosen: failed, note: " " })).rejects.toMatchObject({ code: "invalid" });
  await expect(retryMany(cast.reviewer, { chosen: [], note: "x" })).rejects.toMatchObject({ code: "invalid" });
  const results = await retryMany(cast.reviewer, { chosen: failed, note: "the target is back" });
  expect(results).toMatchObject([{ ok: true, state: "approved" }, { ok: true, state: "approved" }, { ok: false, reason: expect.stringContaining("changed") }]);
  expect(await actionById(failed[0]!.id)).toMatchObject({ revision: 2 });
});

test("two people who retry the same failures at once propose each of them once", async () => {
  const failed = await Promise.all([1, 2].map(async () => (await execute(cast.worker, (await propose(cast.agent, "fails")).id))!));
  const both = await Promise.all([cast.reviewer, cast.second].map((person) => retryMany(person, { chosen: failed, note: "again" })));
  expect(both.flat().filter(({ ok }) => ok)).toHaveLength(2);
  for (const { id } of failed) expect((await types({ id })).filter((type) => type === "action.retried")).toHaveLength(1);
});
