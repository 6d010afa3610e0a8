import { Refusal } from "@/lib/errors";
import { propose, type ForeignTool } from "./import";
import type { ProposedTool } from "./import-view";

const MOST = 300;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined => (typeof value === "string" && value.trim() !== "" ? value.trim() : undefined);

/**
 * Reads what was pasted: an MCP `tools/list` result (whole answer, result or list), a list of function definitions, one
 * JSON Schema with a title, or an object of schemas by name. @throws Refusal `invalid` that says what was expected
 */
export function readTools(pasted: string): ForeignTool[] {
  let value: unknown;
  try {
    value = JSON.parse(pasted);
  } catch (error) {
    throw unreadable(`This is not JSON: ${(error as Error).message}.`);
  }
  const tools = entriesOf(value).flatMap((entry) => toolOf(entry) ?? []);
  if (tools.length === 0) throw unreadable("No tool was found. Paste the result of tools/list, a list of function definitions, or JSON Schemas by name.");
  if (tools.length > MOST) throw unreadable(`These are ${tools.length} tools; import at most ${MOST} at once.`);
  const names = new Set<string>();
  // Of two of one name the first counts, as it does for who calls them.
  return tools.filter(({ name }) => !names.has(name) && names.add(name));
}

function entriesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  if (!isObject(value)) return [];
  if (isObject(value.result)) return entriesOf(value.result);
  if (Array.isArray(value.tools)) return value.tools as unknown[];
  if (isObject(value.tools)) return entriesOf(value.tools);
  if (text(value.name) || isObject(value.function) || (text(value.title) && isObject(value.properties))) return [value];
  return Object.entries(value).map(([name, of]) => (isObject(of) ? (isSchema(of) ? { name, inputSchema: of } : { name, ...of }) : undefined));
}

const isSchema = (value: Record<string, unknown>) => isObject(value.properties) || value.type === "object";

function toolOf(entry: unknown): ForeignTool | undefined {
  if (!isObject(entry)) return undefined;
  if (isObject(entry.function)) return toolOf(entry.function);
  const schema = [entry.inputSchema, entry.input_schema, entry.parameters, isSchema(entry) ? entry : undefined].find(isObject);
  const name = text(entry.name) ?? (isSchema(entry) ? text(entry.title)?.replace(/\W+/g, "_").toLowerCase() : undefined);
  if (!name) return undefined;
  const hints = isObject(entry.annotations) ? entry.annotations : {};
  const hint = (key: string) => (typeof hints[key] === "boolean" ? { [key]: hints[key] } : {});
  const title = text(entry.title) ?? text(hints.title);
  const description = text(entry.description);
  return {
    name,
    ...(title && { title: title.slice(0, 120) }),
    ...(description && { description: description.slice(0, 2_000) }),
    inputSchema: asObjectSchema(schema),
    annotations: { ...hint("readOnlyHint"), ...hint("destructiveHint"), ...hint("openWorldHint") },
  };
}

/** The dialect is ours to say, and params are an object whatever the list says. */
function asObjectSchema(schema: Record<string, unknown> | undefined): object {
  const { $schema: _, ...rest } = schema ?? {};
  return { type: "object", properties: {}, ...rest };
}

/** What an admin confirms, one line a tool; `registered` are the names in use. */
export function proposalsFrom(pasted: string, registered: ReadonlySet<string>): ProposedTool[] {
  return readTools(pasted).map((tool) => {
    const { because, ...proposal } = propose(tool);
    return {
      ...proposal,
      title: proposal.title || tool.name,
      description: tool.description ?? "",
      because,
      hinted: hintWords(tool),
      paramsSchema: JSON.stringify(tool.inputSchema ?? {}),
      registered: registered.has(tool.name),
    };
  });
}

/** A vendor's hints in words; they are shown whether they raised anything or not. */
function hintWords({ annotations: hints }: ForeignTool): string {
  const words = [hints?.readOnlyHint === true && "read-only", hints?.readOnlyHint === false && "not read-only", hints?.destructiveHint === true && "destructive", hints?.destructiveHint === false && "not destructive"];
  return words.filter(Boolean).join(", ");
}

const unreadable = (detail: string) => new Refusal("invalid", detail, { faults: [{ pointer: "/text", detail }] });
