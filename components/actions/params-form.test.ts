import { expect, test } from "vitest";
import { changesBetween, fieldsOf, typedAs } from "./params-form";

const SCHEMA = {
  type: "object",
  required: ["customer", "amount"],
  properties: { customer: { type: "string" }, amount: { type: "number", description: "In the order's currency" }, currency: { enum: ["USD", "EUR"] }, notify: { type: "boolean" }, lines: { type: "array" }, reason: { type: "string", maxLength: 2000 } },
};

test("every field of the schema gets the control of its type, what is missing included", () => {
  const fields = fieldsOf(SCHEMA, { customer: "cus_1", amount: 5, lines: [1], extra: { deep: true } });
  expect(fields.map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ["customer", "text", true],
    ["amount", "number", true],
    ["currency", "choice", false],
    ["notify", "boolean", false],
    ["lines", "json", false],
    ["reason", "long", false],
    ["extra", "json", false],
  ]);
});

test("a value that is not of its field's type is edited as JSON, so that nothing is changed unseen", () => {
  expect(fieldsOf(SCHEMA, { amount: "5" }).find(({ name }) => name === "amount")?.kind).toBe("json");
  expect(fieldsOf(SCHEMA, [1])).toEqual([]);
});

test("what is typed becomes a value of its type, or says what is wrong", () => {
  expect(typedAs("12.5", { kind: "number", required: true })).toBe(12.5);
  expect(typedAs("", { kind: "text", required: false })).toBeUndefined();
  expect(typedAs("", { kind: "text", required: true })).toBe("");
  expect(() => typedAs("12,5", { kind: "number", required: true })).toThrow("Give a number.");
  expect(() => typedAs("1.5", { kind: "integer", required: true })).toThrow("whole");
  expect(() => typedAs("{", { kind: "json", required: true })).toThrow("not JSON");
});

test("the difference names each field that changed, came or went", () => {
  expect(changesBetween({ a: 1, b: [1], c: "x" }, { a: 2, b: [1], d: true })).toEqual([
    { field: "a", from: 1, to: 2 },
    { field: "c", from: "x", to: undefined },
    { field: "d", from: undefined, to: true },
  ]);
});
