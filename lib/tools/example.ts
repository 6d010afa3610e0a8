import type { Json } from "@/lib/connectors/types";

type Schema = Record<string, unknown>;

const FORMATS: Record<string, string> = {
  date: "2026-01-31",
  "date-time": "2026-01-31T09:30:00Z",
  time: "09:30:00Z",
  email: "mara@example.com",
  uri: "https://example.com/",
  uuid: "01900000-0000-7000-8000-000000000000",
};

/** A value that a schema might describe, to show a template on. A guess, not a promise that it validates. */
export function exampleOf(schema: unknown, name = "value", depth = 0): Json {
  if (typeof schema !== "object" || schema === null || depth > 6) return null;
  const { examples, default: usual, const: fixed, enum: choices, type, format, properties, items, minimum, exclusiveMinimum } = schema as Schema;
  if (Array.isArray(examples) && examples.length > 0) return examples[0] as Json;
  if (fixed !== undefined) return fixed as Json;
  if (usual !== undefined) return usual as Json;
  if (Array.isArray(choices)) return choices[0] as Json;
  switch (Array.isArray(type) ? type[0] : type) {
    case "object":
      return Object.fromEntries(Object.entries((properties ?? {}) as Schema).map(([key, inner]) => [key, exampleOf(inner, key, depth + 1)]));
    case "array":
      return [exampleOf(items, name, depth + 1)];
    case "number":
    case "integer":
      return /amount|price|total/.test(name) ? 120 : Math.max(Number(minimum ?? 1), Number(exclusiveMinimum ?? 0) + 1);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return FORMATS[String(format)] ?? (/currency/.test(name) ? "USD" : likeSaid((schema as Schema).description) ?? name.replaceAll("_", " "));
  }
}

/** Descriptions often say it: "like cus_1001". */
const likeSaid = (description: unknown): string | undefined => (typeof description === "string" ? /^like (\S+)$/.exec(description)?.[1] : undefined);
