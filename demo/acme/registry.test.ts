import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { newRun } from "@/demo/agents/scene";
import { scenesOf } from "@/demo/agents/scenes";
import { ROLES } from "@/demo/agents/settings";
import { acmeRegistry } from "./registry";

const { connectors, tools } = acmeRegistry({
  url: "http://127.0.0.1:4780",
  smtpPort: 4725,
  apiToken: "a-token-for-this-test",
  databaseUrl: "postgresql://127.0.0.1/acme",
});
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);

const fieldsOf = (schema: Record<string, unknown>) => Object.keys(schema.properties as object);

describe.each(tools)("the tool $name", (tool) => {
  test("has a connector, a schema that compiles, and accepts nothing it does not name", () => {
    expect(connectors.map(({ name }) => name)).toContain(tool.connector);
    expect(() => ajv.compile(tool.paramsSchema)).not.toThrow();
    expect(tool.paramsSchema.additionalProperties).toBe(false);
  });

  test("speaks only of params it has, in its sentence, its binding and what it keeps secret", () => {
    const fields = fieldsOf(tool.paramsSchema);
    const said = [...tool.summary.matchAll(/\{(\w+)(?:\|\w+(?::(\w+))?)?\}/g)].flatMap(([, path, field]) => [path, field]);
    const bound = [...JSON.stringify(tool.binding).matchAll(/\{\{params\.(\w+)\}\}/g)].map(([, path]) => path);
    const secret = tool.sensitive.map((pointer) => pointer.slice(1));
    for (const field of [...said, ...bound, ...secret].filter(Boolean)) expect(fields).toContain(field);
  });

  test("is called undoable only when something undoes it", () => {
    const undoes =
      (tool.connector === "acme-api" && tool.binding.compensation !== undefined) || tool.connector === "acme-db";
    expect(tool.reversibility !== "irreversible").toBe(undoes);
  });
});

test.each(["a", "b", "c", "d", "another"])("what the demo agents propose in run %s fits the tools", (id) => {
  const scenes = ROLES.flatMap((role) => scenesOf[role](newRun(id)));
  expect(new Set(scenes.map(({ name }) => name)).size).toBe(scenes.length);
  const faults = scenes.flatMap(({ name, proposal }) => {
    const tool = tools.find((one) => one.name === proposal.tool);
    if (!tool) return [`${name}: no tool ${proposal.tool}`];
    return ajv.validate(tool.paramsSchema, proposal.params) ? [] : [`${name}: ${ajv.errorsText()}`];
  });
  expect(faults).toEqual(["newsletter: no tool schedule_newsletter"]); // it is there to be held
});
