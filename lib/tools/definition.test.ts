import { describe, expect, test, vi } from "vitest";
import { newId } from "@/lib/ids";
import { faultsOfDefinition, ToolDefinition } from "./definition";
import { exampleSentence } from "./summary-view";

vi.stubEnv("DATABASE_URL", "postgresql://nobody@127.0.0.1/none");

const sound = ToolDefinition.parse({
  title: "Refund",
  access: "write",
  reversibility: "irreversible",
  paramsSchema: {
    type: "object",
    properties: { customer: { type: "string" }, amount: { type: "number" }, lines: { type: "array", items: { $ref: "#/$defs/line" } }, extra: {} },
    $defs: { line: { type: "object", properties: { iban: { type: "string" } } } },
  },
  summary: "Refund {amount|money:EUR} to {customer}",
  connectorId: newId(),
  operation: "request",
  binding: { method: "POST", path: "/refunds", body: { amount: "{{params.amount}}" }, success: { status: [201] }, idempotent: true },
});
const faults = (change: Partial<ToolDefinition>, kind = "http") => faultsOfDefinition({ ...sound, ...change }, kind);

test("a sound definition has no faults", () => {
  expect(faults({})).toEqual([]);
});

describe("what is wrong is named at its field", () => {
  test.each<[string, Partial<ToolDefinition>, string, RegExp]>([
    ["a schema that does not compile", { paramsSchema: { type: "object", properties: { a: { type: "text" } } } }, "/paramsSchema", /type/],
    ["a schema of no object", { paramsSchema: { type: "string" } }, "/paramsSchema", /object/],
    ["a pattern that could run for ever", { paramsSchema: { type: "object", properties: { a: { type: "string", pattern: "(?=a)b" } } } }, "/paramsSchema", /./],
    ["a sentence with a stray brace", { summary: "Refund {amount" }, "/summary", /brace/],
    ["a sentence about a param that is not there", { summary: "Refund {amuont}" }, "/summary", /\{amuont\} is not among the params/],
    ["a filter's argument that is not there", { summary: "Refund {amount|money:curency}" }, "/summary", /curency/],
    ["a pointer that is none", { sensitive: ["phone"] }, "/sensitive", /starts with \//],
    ["a pointer that leads nowhere", { sensitive: ["/lines/*/bic"] }, "/sensitive", /leads to no param/],
    ["an operation that the kind does not have", { operation: "send" }, "/operation", /no operation send/],
    ["a binding that the operation does not know", { binding: { method: "BREW" } }, "/binding", /method/],
    ["a binding about a param that is not there", { binding: { ...sound.binding, path: "/refunds/{{params.order}}" } }, "/binding", /params\.order/],
    ["a promise to undo what cannot be undone", { reversibility: "compensable" }, "/reversibility", /cannot be compensable/],
  ])("%s", (_, change, pointer, detail) => {
    expect(faults(change)).toEqual(expect.arrayContaining([{ pointer, detail: expect.stringMatching(detail) }]));
  });

  test("all at once", () => {
    expect(faults({ summary: "{nobody}", sensitive: ["x"], reversibility: "reversible" }).map(({ pointer }) => pointer)).toEqual(["/summary", "/sensitive", "/reversibility"]);
  });
});

test("pointers step into lists and references; what a schema leaves open may hold anything", () => {
  expect(faults({ sensitive: ["/lines/*/iban", "/extra/deep/down"] })).toEqual([]);
});

test("a declared compensation makes it undoable", () => {
  const binding = { ...(sound.binding as object), compensation: { method: "POST", path: "/refunds/{{response.id}}/cancellation", success: { status: [200] } } };
  expect(faults({ reversibility: "compensable", binding: binding as ToolDefinition["binding"] })).toEqual([]);
});

test("an example shows what the sentence will be, or what is missing for one", () => {
  expect(exampleSentence(sound.summary, JSON.stringify(sound.paramsSchema))).toEqual({ sentence: "Refund €120.00 to customer" });
  expect(exampleSentence("{", "{}")).toEqual({ fault: "{ is not {path} or {path|filter}." });
  expect(exampleSentence("x", "{")).toEqual({ fault: "The schema is not JSON yet." });
});
