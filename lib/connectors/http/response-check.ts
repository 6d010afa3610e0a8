import { compileSchema } from "@/lib/tools/schema";
import type { Json } from "@/lib/connectors/types";

type ResponseCheck = (body: Json) => string[];

const compiled = new Map<string, ResponseCheck>();
const KEPT = 200;

/** Compiles the JSON Schema that a tool declares for its target's answers. @throws Error that names what is wrong with it */
export function responseCheck(schema: Record<string, Json>): ResponseCheck {
  const key = JSON.stringify(schema);
  const known = compiled.get(key);
  if (known) return known;
  if (schema.type !== "object") throw new Error('its "type" must be "object"');
  const faults = compileSchema(schema);
  const check: ResponseCheck = (body) => faults(body).map(({ pointer, detail }) => `${pointer.replace(/^\/params/, "") || "the body"} ${detail}`);
  if (compiled.size >= KEPT) compiled.clear();
  compiled.set(key, check);
  return check;
}
