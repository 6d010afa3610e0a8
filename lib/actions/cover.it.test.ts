import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { probe } from "@/lib/actions/recovery/probe";
import { useDatabase } from "@/lib/db/testing";
import { db, json, sql, transact } from "@/lib/db/tx";
import { newId } from "@/lib/ids";
import { coveredOutcome, coveredPreview, coverOf } from "./cover";
import { approve } from "./decide";
import { execute } from "./execute";
import { grant, report } from "./grant";
import { actionById } from "./row";
import { addTool, assemble, propose, seen, type Cast } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
vi.stubEnv("ALLOW_PRIVATE_TARGETS", "true");
useDatabase();
let cast: Cast;

let answer = "{}";
let asked = 0;
const target = http.createServer((_, response) => {
  asked++;
  response.writeHead(201, { "content-type": "application/json" }).end(answer);
});
afterAll(() => new Promise((resolve) => target.close(resolve)));
beforeAll(async () => {
  cast = await assemble();
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(target.address() as AddressInfo).port}`;
  await transact(async (tx) => {
    const id = newId();
    await tx.run(sql`INSERT INTO connectors (id, name, kind) VALUES (${id}, 'odd', 'http')`);
    await tx.run(sql`INSERT INTO connector_versions (id, connector_id, version, config) VALUES (${newId()}, ${id}, 1, ${json({ baseUrl: `http://${host}`, allowedHosts: [host] })})`);
  });
  await addTool("post", { access: "read", connector: "odd", operation: "request", binding: { method: "POST", path: "/", body: {}, success: { status: [201] }, idempotent: true } });
  await addTool("charge", { access: "read", sensitive: ["/card"] });
  await addTool("charge_lost", { access: "read", sensitive: ["/card"], binding: { fail: "unknown", probe: "happened" } });
  await addTool("charge_myself", { access: "write", sensitive: ["/card"], connector: "by-agent", binding: {} });
});

const CARD = "4242424242424242";

test("I5: a sensitive value that reads like one of our own words does not rewrite what happened", async () => {
  for (const card of ["succeeded", "response", "kind"]) {
    const { id } = await propose(cast.agent, "charge", { customer: "cus_1", card });
    expect(await execute(cast.worker, id)).toMatchObject({ state: "succeeded" });
  }
  for (const card of ["happened", "evidence", "finding"]) {
    const { id } = await propose(cast.agent, "charge_lost", { customer: "cus_1", card });
    expect(await execute(cast.worker, id)).toMatchObject({ state: "unknown" });
    expect(await probe(cast.reviewer, await actionById(id))).toMatchObject({ finding: "happened", evidence: expect.any(String) });
  }
});

test("I10: what an agent reports of its own run repeats no sensitive value, wherever it is read", async () => {
  const { id } = await approve(cast.reviewer, await seen(await propose(cast.agent, "charge_myself", { customer: "cus_1", card: CARD })));
  const granted = await grant(cast.agent, id);
  expect(granted.params).toMatchObject({ card: CARD });
  await report(cast.agent, id, { grant: granted.grant, outcome: "succeeded", detail: { said: `charged ${CARD}`, card: "another-one-of-theirs", receipt: 17 } });
  expect((await actionById(id)).outcome?.response).toEqual({ said: "charged ••••", card: "••••rs", receipt: 17 });
  const kept = await db.all<{ text: string }>(sql`SELECT detail::text AS text FROM attempts WHERE action_id = ${id} UNION ALL SELECT canonical FROM audit_events WHERE action_id = ${id}`);
  expect(kept.map(({ text }) => text).join()).not.toContain(CARD);
});

test("I10: a preview, a failure and a difference show neither a sensitive value nor what the target held in its place", () => {
  const cover = coverOf({ card: CARD, kind: "gold" }, { binding: { body: { pan: "{{params.card}}" } }, sensitive: ["/card", "/kind"] });
  expect(coveredPreview({ sentence: `GET /cards/${CARD}`, request: { body: { pan: CARD } }, difference: [{ field: "pan", from: "5555555555554444", to: CARD }], changedSince: [{ field: "kind", from: "old", to: "silver" }] }, cover)).toEqual({
    sentence: "GET /cards/••••",
    request: { body: { pan: "••••42" } },
    difference: [{ field: "pan", from: "••••44", to: "••••42" }],
    changedSince: [{ field: "kind", from: "••••", to: "••••" }],
  });
  expect(coveredOutcome({ kind: "failed", reason: `no card ${CARD}`, detail: { kind: "silver", pan: "5555555555554444" } }, cover)).toEqual({
    kind: "failed",
    reason: "no card ••••",
    detail: { kind: "••••", pan: "••••44" },
  });
});

test("I5: an answer that no row can hold is recorded all the same, and its effect is not repeated", async () => {
  const deep = "[".repeat(20_000) + "]".repeat(20_000);
  for (const [number, body] of ['{"note":"a\\u0000b"}', '{"note":"cut \\ud83d"}', '{"\\ud83d":1}', `{"deep":${deep}}`].entries()) {
    answer = body;
    const { id } = await propose(cast.agent, "post", { customer: `cus_${number}` });
    expect(await execute(cast.worker, id), body.slice(0, 40)).toMatchObject({ state: "succeeded" });
  }
  expect(asked).toBe(4);
});
