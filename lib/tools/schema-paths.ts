type Schema = Record<string, unknown>;

const isObject = (value: unknown): value is Schema => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Whether a value may stand at `path` in what a JSON Schema describes. `*` and numbers step into arrays. A part of
 * a schema that says nothing lets anything stand there; a name that `properties` leaves out is a spelling mistake.
 */
export function mayHold(schema: object, path: readonly string[]): boolean {
  return holds(schema, path, schema as Schema, 0);
}

function holds(schema: unknown, path: readonly string[], root: Schema, depth: number): boolean {
  const [part, ...rest] = path;
  if (part === undefined) return schema !== false;
  if (schema === true) return true;
  // A schema may refer to itself; what lies deeper than this is nobody's summary.
  if (!isObject(schema) || depth > 40) return false;
  const inner = [schema.$ref ? referred(root, schema.$ref) : undefined, ...["allOf", "anyOf", "oneOf"].flatMap((word) => (Array.isArray(schema[word]) ? (schema[word] as unknown[]) : [])), schema.then, schema.else];
  if (inner.some((one) => one !== undefined && holds(one, path, root, depth + 1))) return true;
  const isIndex = part === "*" || /^\d+$/.test(part);
  if (isIndex && Array.isArray(schema.prefixItems) && schema.prefixItems.some((one) => holds(one, rest, root, depth + 1))) return true;
  if (isIndex && schema.items !== undefined && holds(schema.items, rest, root, depth + 1)) return true;
  if (isIndex && schema.type === "array" && schema.items === undefined) return true;
  const { properties, patternProperties, additionalProperties } = schema;
  if (isObject(properties) && Object.hasOwn(properties, part) && holds(properties[part], rest, root, depth + 1)) return true;
  if (isObject(patternProperties) && Object.values(patternProperties).some((one) => holds(one, rest, root, depth + 1))) return true;
  if (isObject(additionalProperties) && holds(additionalProperties, rest, root, depth + 1)) return true;
  const silent = properties === undefined && additionalProperties === undefined && patternProperties === undefined;
  return silent && inner.every((one) => one === undefined) && (schema.type === undefined || schema.type === "object");
}

/** Local references only (`#/$defs/name`). */
function referred(root: Schema, reference: unknown): unknown {
  if (typeof reference !== "string" || !reference.startsWith("#")) return undefined;
  let here: unknown = root;
  for (const part of reference.slice(1).split("/").slice(1)) {
    const name = decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
    if (!isObject(here) || !Object.hasOwn(here, name)) return undefined;
    here = here[name];
  }
  return here;
}
