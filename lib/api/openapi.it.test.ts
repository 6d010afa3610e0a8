import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { reject } from "@/lib/actions/decide";
import { execute } from "@/lib/actions/execute";
import { seen } from "@/lib/actions/testing";
import { useDatabase } from "@/lib/db/testing";
import { closeQueue } from "@/lib/queue/later";
import { api } from "./app";
import { asAction, assembleApi, client, type Sent } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Awaited<ReturnType<typeof assembleApi>>;
type Document = { paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema: object }> }> }>>; components: object };
let document: Document;
beforeAll(async () => {
  cast = await assembleApi();
  document = (await client(undefined).get("/openapi.json")).json as Document;
});
afterAll(closeQueue);

test("the document is valid OpenAPI 3.1, and anybody may read it", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test("every address of the app is in the document, and nothing else", () => {
  const served = new Set(api.routes.filter(({ method, path }) => method !== "ALL" && !path.includes("*") && !path.endsWith("/openapi.json")).map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, "{$1}")}`));
  const described = new Set(Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`)));
  expect([...described].sort()).toEqual([...served].sort());
});

/** Where an answer is not as the document says. */
function differences(method: string, path: string, { status, headers, text, json }: Sent): unknown[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const response = document.paths[path]![method]!.responses[status];
  if (!response) return [`${method} ${path} does not say that it answers ${status}`];
  if (!response.content) return text === "" ? [] : [`${status} has a body`];
  const type = headers.get("content-type")?.split(";")[0];
  const schema = response.content[type!]?.schema;
  if (!schema) return [`${status} is not said to be ${type}`];
  // References stay inside the document.
  const validate = ajv.compile({ ...schema, components: document.components });
  validate(json);
  return validate.errors ?? [];
}

const refund = { tool: "refund", params: { customer: "cus_81", amount: 120 }, session: "s", subjects: [{ kind: "customer", id: "1" }], cost: { amount: 1, currency: "USD" }, usage: { tokens: 5 } };

test("answers are as the document says", async () => {
  const one = "/api/v1/actions/{id}";
  const submitted = await cast.bot.submit(refund);
  expect(differences("post", "/api/v1/actions", submitted)).toEqual([]);
  expect(differences("post", "/api/v1/actions", await cast.bot.submit({ tool: "refund", params: {} }))).toEqual([]);
  expect(differences("post", "/api/v1/actions", await cast.bot.submit("{"))).toEqual([]);
  expect(differences("post", "/api/v1/actions", await cast.bot.submit(refund, { headers: { "Content-Type": "text/plain" } }))).toEqual([]);
  expect(differences("get", "/api/v1/actions", await cast.bot.get("/actions"))).toEqual([]);
  expect(differences("get", "/api/v1/actions", await cast.bot.get("/actions?limit=abc"))).toEqual([]);
  expect(differences("get", "/api/v1/actions", await client(undefined).get("/actions"))).toEqual([]);
  expect(differences("get", "/api/v1/tools", await cast.bot.get("/tools"))).toEqual([]);

  const { id } = asAction(submitted);
  await reject(cast.reviewer, { ...(await seen({ id })), note: "No" });
  const read = await cast.bot.get(`/actions/${id}`);
  expect(differences("get", one, read)).toEqual([]);
  expect(differences("get", one, await cast.bot.get(`/actions/${id}`, { "If-None-Match": read.headers.get("etag")! }))).toEqual([]);
  expect(differences("get", one, await cast.bot.get("/actions/x"))).toEqual([]);
  expect(differences("post", `${one}/cancellation`, await cast.bot.send("POST", `/actions/${id}/cancellation`))).toEqual([]);
  expect(differences("post", `${one}/grant`, await cast.bot.send("POST", `/actions/${id}/grant`))).toEqual([]);
  expect(differences("post", `${one}/result`, await cast.bot.send("POST", `/actions/${id}/result`, { body: { grant: "x", outcome: "succeeded" } }))).toEqual([]);

  const done = asAction(await cast.bot.submit({ tool: "look_up", params: { customer: "cus_1" } }));
  await execute(cast.worker, done.id);
  expect(differences("get", one, await cast.bot.get(`/actions/${done.id}`))).toEqual([]);
});
