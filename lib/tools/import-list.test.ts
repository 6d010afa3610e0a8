import { expect, test } from "vitest";
import { proposalsFrom, readTools } from "./import-list";

const tool = { name: "list_issues", description: "Lists issues", inputSchema: { $schema: "http://json-schema.org/draft-07/schema#", type: "object", properties: { repo: { type: "string" } } } };
const names = (value: unknown) => readTools(JSON.stringify(value)).map(({ name }) => name);

test.each<[string, unknown, string[]]>([
  ["a whole answer of tools/list", { jsonrpc: "2.0", id: 1, result: { tools: [tool] } }, ["list_issues"]],
  ["its result", { tools: [tool] }, ["list_issues"]],
  ["a bare list", [tool, { ...tool, name: "other" }], ["list_issues", "other"]],
  ["function definitions", [{ type: "function", function: { name: "send", parameters: { type: "object" } } }], ["send"]],
  ["definitions with input_schema", [{ name: "send", input_schema: { type: "object" } }], ["send"]],
  ["schemas by name", { send: { type: "object", properties: {} }, get: { properties: {} } }, ["send", "get"]],
  ["one schema with a title", { title: "Send mail", type: "object", properties: {} }, ["send_mail"]],
  ["a name twice", [tool, tool], ["list_issues"]],
])("%s is read", (_, value, expected) => expect(names(value)).toEqual(expected));

test.each([["not JSON", "{"], ["nothing", "[]"], ["numbers", "[1, 2]"], ["a word", '"tools"']])("%s is refused in words", (_, pasted) => expect(() => readTools(pasted)).toThrow(/JSON|No tool/));

test("a foreign dialect is left out, and params are an object", () => expect(readTools(JSON.stringify([tool]))[0]!.inputSchema).toEqual({ type: "object", properties: { repo: { type: "string" } } }));

test("a vendor's hint raises what is proposed and never lowers it", () => {
  const [wiped, raised] = proposalsFrom(JSON.stringify([{ name: "delete_all", annotations: { readOnlyHint: true, destructiveHint: false } }, { name: "list_issues", annotations: { readOnlyHint: false } }]), new Set(["delete_all"]));
  expect(wiped).toMatchObject({ access: "destructive", hinted: "read-only, not destructive", registered: true });
  expect(raised).toMatchObject({ access: "write", because: expect.stringContaining("vendor"), registered: false });
});
