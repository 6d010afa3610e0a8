import Ajv2020, { type ErrorObject, type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { RE2JS } from "re2js";
import { pointerTo, type Fault } from "@/lib/errors";

// Patterns come from admins but run on what agents send: RE2 takes linear time, whatever the text.
const linear = Object.assign(
  (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (text: string) => compiled.matcher(text).find() };
  },
  { code: "linearRegExp" },
);

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true, code: { regExp: linear } });
addFormats.default(ajv, { mode: "full" });

export type Check = (params: unknown) => Fault[];

/** Compiles a tool's JSON Schema (2020-12) into a check that lists every fault. @throws Error that names what is wrong with the schema. */
export function compileSchema(schema: object): Check {
  if ((schema as { type?: unknown }).type !== "object") throw new Error('params are an object: the schema\'s "type" must be "object"');
  const validate: ValidateFunction = ajv.compile(schema);
  // A compiled schema is kept by its version's registry entry; ajv must not keep it as well.
  ajv.removeSchema(schema);
  return (params) => (validate(params) ? [] : (validate.errors ?? []).slice(0, 100).map(faultOf));
}

function faultOf(error: ErrorObject): Fault {
  const pointer = `/params${error.instancePath}`;
  switch (error.keyword) {
    case "required":
      return { pointer: pointer + pointerTo([(error.params as { missingProperty: string }).missingProperty]), detail: "is required" };
    case "additionalProperties":
    case "unevaluatedProperties": {
      const name = (error.params as Record<string, string>)[error.keyword === "additionalProperties" ? "additionalProperty" : "unevaluatedProperty"];
      return { pointer: pointer + pointerTo([name ?? ""]), detail: "is not a field of this tool" };
    }
    case "enum":
      return { pointer, detail: `must be one of ${(error.params as { allowedValues: unknown[] }).allowedValues.map((value) => JSON.stringify(value)).join(", ")}` };
    default:
      return { pointer, detail: error.message ?? error.keyword };
  }
}
