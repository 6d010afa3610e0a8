import type { Json } from "@/lib/connectors/types";
import { pointerTo } from "@/lib/errors";
import { wordsOf } from "@/lib/signals/destinations";
import { readHtml } from "./html";
import type { Passage } from "./kinds-view";

type Schema = Record<string, unknown>;
const isObject = (value: unknown): value is Schema => typeof value === "object" && value !== null && !Array.isArray(value);

/** A text shorter than this reads well inside a tree. */
const LONG = 240;

/** The params that are SQL or HTML by what the tool's schema says of them, and those that are long texts. */
export function passagesIn(tool: string, schema: unknown, params: Json): Passage[] {
  const found: Passage[] = [];
  const database = wordsOf(tool).includes("sql");
  const walk = (value: Json, described: unknown, path: readonly (string | number)[]) => {
    if (typeof value === "string") {
      const kind = kindOf(described, String(path.findLast((part) => typeof part === "string") ?? ""), database);
      const pointer = pointerTo(path);
      if (kind === "html") found.push({ kind, pointer, text: value, html: readHtml(value) });
      else if (kind === "sql") found.push({ kind, pointer, text: value });
      else if (value.includes("\n") || value.length > LONG) found.push({ kind: "text", pointer, text: value });
    } else if (Array.isArray(value)) value.forEach((item, index) => walk(item, isObject(described) ? described.items : undefined, [...path, index]));
    else if (value !== null && typeof value === "object") {
      const properties = isObject(described) && isObject(described.properties) ? described.properties : {};
      for (const [name, inner] of Object.entries(value)) walk(inner, Object.hasOwn(properties, name) ? properties[name] : undefined, [...path, name]);
    }
  };
  walk(params, schema, []);
  return found;
}

/** What stands between quotes here the admin who registered the tool wrote, or its author; never the agent. */
function kindOf(described: unknown, name: string, database: boolean): "sql" | "html" | undefined {
  const { contentMediaType, format } = isObject(described) ? described : {};
  if (contentMediaType === "text/html" || format === "html") return "html";
  if (typeof contentMediaType === "string" && /^(?:application|text)\/(?:x-)?sql$/.test(contentMediaType)) return "sql";
  if (format === "sql") return "sql";
  const words = wordsOf(name);
  if (words.includes("sql") || (database && words.some((word) => word === "query" || word === "statement" || word === "command"))) return "sql";
  return words.at(-1) === "html" ? "html" : undefined;
}
