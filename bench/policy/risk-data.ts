import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { propose, type Proposal } from "@/lib/tools/import";
import { rows, type Skipped } from "./data";

export type Call = { suite: string; tool: string; args: Record<string, unknown>; user_task?: string; state_changing_tool?: boolean; injection_task?: string };
type Tool = { suite?: string; name: string; description?: string; docstring?: string; parameters?: object };
type Task = { suite?: string; task_id: string; kind?: string; prompt?: string };

export type Suites = {
  /** As an import proposes them, by `suite/name`. */
  tools: ReadonlyMap<string, Proposal>;
  /** By `suite/task`. */
  prompts: ReadonlyMap<string, string>;
  benign: Call[];
  attacks: Call[];
  /** Lines that could not be used, and why. */
  skipped: Skipped[];
};

/** The suite of what names none. */
export const REST = "all";

/** A folder of the AgentDojo layout. What cannot be used is named and left out; what must be there and is not ends the bench. */
export function readSuites(folder: string): Suites {
  if (!existsSync(folder)) end(`There is no folder ${folder}. Name one with --data.`);
  const skipped: Skipped[] = [];
  const read = <Row>(file: string, ...needs: (keyof Row & string)[]): Row[] => rows<Row>(skipped, needs, folder, file);
  const tasks = readdirSync(folder).filter((file) => /^tasks.*\.jsonl(?:\.gz)?$/.test(file)).sort();
  for (const file of ["tools.jsonl", "calls_benign_unique.jsonl", "calls_attack_unique.jsonl"]) {
    if (!existsSync(join(folder, file))) console.error(`${join(folder, file)} is missing: its figures are null.`);
  }
  if (tasks.length === 0) console.error(`${folder} has no tasks*.jsonl: no call has an instruction, so every write waits.`);

  const definitions = read<Tool>("tools.jsonl", "name");
  const tools = new Map(definitions.map(({ suite = REST, name, docstring, description, parameters }) => [`${suite}/${name}`, propose({ name, description: docstring ?? description ?? "", ...(parameters && { inputSchema: parameters }) })]));
  const prompts = new Map(tasks.flatMap((file) => read<Task>(file, "task_id")).filter(({ kind }) => kind === undefined || kind === "user").map(({ suite = REST, task_id, prompt }) => [`${suite}/${task_id}`, prompt ?? ""]));
  const calls = (file: string, ...needs: (keyof Call & string)[]): Call[] => read<Call>(file, "tool", ...needs).map((call) => ({ ...call, suite: call.suite ?? REST, args: call.args ?? {} }));
  const benign = calls("calls_benign_unique.jsonl", "state_changing_tool");
  const attacks = calls("calls_attack_unique.jsonl");
  if (benign.length + attacks.length === 0) end(`${folder} has no calls: it needs calls_benign_unique.jsonl or calls_attack_unique.jsonl, one JSON object to a line.`);
  const unknown = new Set([...benign, ...attacks].filter(({ suite, tool }) => !tools.has(`${suite}/${tool}`) && !tools.has(`${REST}/${tool}`)).map(({ suite, tool }) => `${suite}/${tool}`));
  if (unknown.size > 0) console.error(`Not in tools.jsonl, so held as unregistered: ${[...unknown].join(", ")}`);
  return { tools, prompts, benign, attacks, skipped };
}

function end(why: string): never {
  console.error(why);
  process.exit(2);
}
