import { z } from "zod";
import { operationOf } from "@/lib/connectors/registry";
import type { Fault } from "@/lib/errors";
import { Id } from "@/lib/ids";
import { ACCESS } from "@/lib/policy/types";
import { parsePointer } from "./pointers";
import { compileSchema } from "./schema";
import { mayHold } from "./schema-paths";
import { parseSummary } from "./summary";

export const REVERSIBILITY = ["reversible", "compensable", "irreversible"] as const;

/** What an admin says of a tool; each change of it is a new version. */
export const ToolDefinition = z.strictObject({
  title: z.string().trim().min(1, "give it a title").max(120),
  description: z.string().trim().max(2_000).default(""),
  access: z.enum(ACCESS),
  reversibility: z.enum(REVERSIBILITY),
  /** JSON Schema 2020-12 of an object. */
  paramsSchema: z.record(z.string(), z.json(), "write a JSON object"),
  /** The sentence reviewers read: `Refund {amount|money:currency} to {customer}`. */
  summary: z.string().trim().min(1, "write a sentence, like: Refund {amount|money:currency} to {customer}").max(500),
  /** JSON Pointers into params: sealed at rest, masked everywhere. */
  sensitive: z.array(z.string().max(300)).max(50).default([]),
  dataClasses: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  connectorId: Id,
  operation: z.string().min(1, "choose what it does").max(60),
  /** How params become the operation's call. */
  binding: z.record(z.string(), z.json(), "write a JSON object"),
  /** Seconds after success in which it may be rolled back; null: no limit. */
  rollbackWithin: z.int().min(1, "at least a second").max(366 * 86_400, "at most 366 days").nullable().default(null),
});
export type ToolDefinition = z.infer<typeof ToolDefinition>;

/** Everything that is wrong with a definition for a connector of this kind; empty when it can be published. */
export function faultsOfDefinition(definition: ToolDefinition, connectorKind: string): Fault[] {
  const faults: Fault[] = [];
  const fault = (pointer: string, detail: string) => void faults.push({ pointer, detail });
  const { paramsSchema, summary, sensitive, reversibility, binding } = definition;

  const schemaFault = failure(() => compileSchema(paramsSchema));
  if (schemaFault) fault("/paramsSchema", schemaFault);
  const known = (path: readonly string[]) => schemaFault !== undefined || mayHold(paramsSchema, path);

  const summaryFault = failure(() => {
    for (const part of parseSummary(summary)) {
      if (typeof part === "string") continue;
      const paths = [part.path, ...(part.argument && !/^[A-Z]{3}$/.test(part.argument) ? [part.argument.split(".")] : [])];
      for (const path of paths) if (!known(path)) fault("/summary", `{${path.join(".")}} is not among the params that the schema describes`);
    }
  });
  if (summaryFault) fault("/summary", summaryFault);

  for (const pointer of sensitive) {
    const pointerFault = failure(() => {
      const path = parsePointer(pointer);
      if (path.length === 0) throw new Error("name a param, like /phone; all params at once cannot be masked");
      if (!known(path)) throw new Error(`${pointer} leads to no param that the schema describes`);
    });
    if (pointerFault) fault("/sensitive", pointerFault);
  }

  const operation = operationOf(connectorKind, definition.operation);
  if (!operation) {
    fault("/operation", `a connector of kind ${connectorKind} has no operation ${definition.operation}`);
    return faults;
  }
  const parsed = operation.binding.safeParse(binding);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) fault("/binding", path.length > 0 ? `${path.join(".")}: ${message}` : message);
    return faults;
  }
  for (const path of new Set(paramsNamedIn(binding))) {
    if (!known(path.split("."))) fault("/binding", `{{params.${path}}} is not among the params that the schema describes`);
  }
  const undo = operation.rollBack?.possible(parsed.data) ?? "this operation cannot be undone";
  if (reversibility !== "irreversible" && undo !== true) fault("/reversibility", `it cannot be ${reversibility}: ${undo}`);
  return faults;
}

function failure(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function paramsNamedIn(template: unknown): string[] {
  if (typeof template === "string") return [...template.matchAll(/\{\{\s*params\.([^{}?]+?)\s*\??\s*\}\}/g)].map((match) => match[1]!);
  if (typeof template !== "object" || template === null) return [];
  return Object.values(template).flatMap(paramsNamedIn);
}
