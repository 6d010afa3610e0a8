import { isMap, LineCounter, parseDocument, type Document } from "yaml";
import { compile, environment } from "./condition";
import { fieldsOfFact } from "./facts-view";
import { fits } from "./patterns";
import type { Limit, Relax, Rule } from "./sections";
import { Policy, TIERS } from "./types";

/** One thing that is wrong, where it stands in the text, and what to do. */
export type PolicyFault = { pointer: string; line: number; column: number; detail: string };

/** What a policy may name. Left out: not checked, as in a pipeline that knows no deployment. */
export type Known = {
  tools?: readonly { name: string; paramsSchema?: object }[];
  agents?: readonly string[];
  /** Groups with how many there may decide. */
  groups?: ReadonlyMap<string, number>;
};

const LONGEST = 1_000_000;

/** Reads a policy's YAML (JSON is YAML too): the document, or every fault with line and column. */
export function checkPolicy(text: string, known: Known = {}): { policy: Policy; faults: [] } | { policy?: undefined; faults: PolicyFault[] } {
  if (text.length > LONGEST) return { faults: [{ pointer: "", line: 1, column: 1, detail: "a policy is at most a million characters" }] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: false });
  if (document.errors.length > 0) {
    return { faults: document.errors.map((error) => ({ pointer: "", ...place(lines, error.pos[0]), detail: error.message.split("\n")[0]!.replace(/ at line \d+.*/, "") })) };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 50 });
  } catch {
    return { faults: [{ pointer: "", line: 1, column: 1, detail: "it refers to itself too often; write it out" }] };
  }
  const at = (path: readonly PropertyKey[], detail: string, within = 0): PolicyFault => ({ pointer: pointerOf(path), ...place(lines, offsetOf(document, path) + within), detail });
  const atKey = (path: readonly PropertyKey[], detail: string): PolicyFault => ({ pointer: pointerOf(path), ...place(lines, keyOffset(document, path) ?? offsetOf(document, path)), detail });
  const parsed = Policy.safeParse(value);
  if (!parsed.success) {
    return {
      faults: parsed.error.issues.flatMap((issue) =>
        issue.code === "unrecognized_keys"
          ? issue.keys.map((key) => atKey([...issue.path, key], `there is no setting ${key} here; remove it or correct its spelling`))
          : issue.code === "invalid_key"
            ? [atKey(issue.path, issue.issues[0]?.code === "invalid_value" ? `there is no ${String(issue.path.at(-1))} here` : (issue.issues[0]?.message ?? issue.message))]
            : [at(issue.path, issue.message)],
      ),
    };
  }
  const faults = faultsOf(parsed.data, known).map(({ path, detail, within }) => at(path, detail, within));
  return faults.length > 0 ? { faults } : { policy: parsed.data, faults: [] };
}

type Found = { path: PropertyKey[]; detail: string; within?: number };

/** What is wrong with a policy that reads as one; `path` is where. */
export function faultsOf(policy: Policy, known: Known = {}): Found[] {
  const faults: Found[] = [];
  for (const section of ["rules", "relax", "limits"] as const) {
    const seen = new Set<string>();
    (policy[section] ?? []).forEach((rule: Rule | Relax | Limit, index: number) => {
      const path = [section, index];
      if (seen.has(rule.name)) faults.push({ path: [...path, "name"], detail: `another ${section === "limits" ? "limit" : "rule"} is called ${rule.name}; give this one a name of its own` });
      seen.add(rule.name);
      faults.push(...conditionFaults(rule, path, policy, known), ...nameFaults(rule, path, known));
      if ("of" in rule && rule.of) faults.push(...sumFaults(rule, [...path, "of"], known));
      if (section === "relax" && !rule.tools && rule.when?.trim() === "true") faults.push({ path: [...path, "tools"], detail: "name the tools it is for" });
      if ("require" in rule && rule.require?.approve) rule.require.approve.forEach(({ group, approvals }, slot) => faults.push(...groupFaults(group, approvals, [...path, "require", "approve", slot], known)));
    });
  }
  for (const [name, { can, cannot }] of Object.entries(policy.agents ?? {})) {
    if (known.agents && !known.agents.includes(name)) faults.push({ path: ["agents", name], detail: `there is no agent ${name}` });
    faults.push(...patternFaults(can, ["agents", name, "can"], known.tools?.map((tool) => tool.name), "tool"), ...patternFaults(cannot, ["agents", name, "cannot"], known.tools?.map((tool) => tool.name), "tool"));
  }
  for (const tier of TIERS) {
    const rules = policy.tiers[tier];
    if (rules.review === "none") continue;
    rules.approve.forEach(({ group, approvals }, slot) => faults.push(...groupFaults(group, approvals, ["tiers", tier, "approve", slot], known)));
  }
  return faults;
}

function conditionFaults({ when, tools }: { when?: string | undefined; tools?: string[] | undefined }, path: PropertyKey[], policy: Policy, known: Known): Found[] {
  if (when === undefined) return [];
  const here = [...path, "when"];
  try {
    const condition = compile(when);
    if (condition.constant) return [{ path: here, detail: "it is always the same, whatever the action; leave `when` out, or ask for something" }];
    const faults: Found[] = [];
    if (policy.history !== true && condition.reads.some(([variable]) => variable === "history")) {
      faults.push({ path: here, detail: "nothing is known of history until the policy says history: true", within: Math.max(0, when.indexOf("history")) });
    }
    const unknown = (name: string, field: string, written: string) =>
      !fieldsOfFact(name) || fieldsOfFact(name)!.includes(field) ? [] : [{ path: here, detail: `there is no ${name}.${field}`, within: Math.max(0, when.indexOf(written)) }];
    faults.push(...condition.reads.flatMap(([variable, field]) => (field === undefined || variable === "signals" ? [] : unknown(variable!, field, `${variable}.${field}`))));
    faults.push(...condition.items.flatMap(([list, field, as]) => unknown(list, field, `${as}.${field}`)));
    for (const [variable, list] of condition.reads) {
      if (variable === "lists" && list !== undefined && !Object.hasOwn(policy.lists ?? {}, list)) faults.push({ path: here, detail: `there is no list ${list}; add it under lists`, within: Math.max(0, when.indexOf(`lists.${list}`)) });
    }
    for (const tool of known.tools ?? []) {
      if (tool.paramsSchema && (!tools || tools.some((pattern) => fits(tool.name, pattern)))) faults.push(...typeFaults(when, condition, tool.name, tool.paramsSchema).map((fault) => ({ ...fault, path: here })));
    }
    return faults;
  } catch (error) {
    const { message, range } = error as { message: string; range?: { start: number } };
    return [{ path: here, detail: message.split("\n")[0]!.replace(/^Exceeded max\w+ \((\d+)\)$/, "it is too large: at most $1 parts"), within: range?.start ?? 0 }];
  }
}

/** A sum needs a number in every tool it is taken of. */
function sumFaults({ of, tools }: Limit, path: PropertyKey[], known: Known): Found[] {
  return (known.tools ?? []).flatMap(({ name, paramsSchema }): Found[] => {
    if (!paramsSchema || (tools && !tools.some((pattern) => fits(name, pattern)))) return [];
    const field = of!.split(".").reduce<unknown>((schema, key) => (schema as { properties?: Record<string, unknown> } | undefined)?.properties?.[key], paramsSchema) as { type?: unknown } | undefined;
    if (!field) return [{ path, detail: `${name} has no param ${of}; name the tools that have it` }];
    return field.type === "number" || field.type === "integer" || field.type === "string" || field.type === undefined ? [] : [{ path, detail: `${of} of ${name} is no number` }];
  });
}

/** Whether a condition reads a tool's params as its schema has them. */
function typeFaults(when: string, { reads, guarded }: ReturnType<typeof compile>, tool: string, schema: object): Omit<Found, "path">[] {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, unknown>; required?: string[] };
  const faults: Omit<Found, "path">[] = [];
  for (const [variable, field] of reads) {
    if (variable !== "params" || field === undefined) continue;
    const within = Math.max(0, when.indexOf(`params.${field}`));
    if (!Object.hasOwn(properties, field)) faults.push({ detail: `${tool} has no param ${field}; name the tools that have it`, within });
    else if (!required.includes(field) && !guarded.some((path) => path[0] === "params" && path[1] === field)) faults.push({ detail: `${field} is optional in ${tool}; write has(params.${field}) && …`, within });
  }
  if (faults.length > 0) return faults;
  const checked = environment(typesOf(properties)).check(when);
  if (checked.valid) return [];
  return [{ detail: `for ${tool}: ${(checked.error?.message ?? "the types do not fit").split("\n")[0]}`, within: (checked.error as { range?: { start: number } } | undefined)?.range?.start ?? 0 }];
}

function typesOf(properties: Record<string, unknown>, depth = 0): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, of]) => {
      const { type, properties: inner, items } = (of ?? {}) as { type?: unknown; properties?: Record<string, unknown>; items?: { type?: unknown } };
      if (type === "object" && inner && depth < 4) return [name, typesOf(inner, depth + 1)];
      return [name, type === "array" ? `list<${SIMPLE[String(items?.type)] ?? "dyn"}>` : (SIMPLE[String(type)] ?? "dyn")];
    }),
  );
}
const SIMPLE: Record<string, string> = { string: "string", number: "double", integer: "double", boolean: "bool" };

const nameFaults = ({ tools, agents }: { tools?: string[] | undefined; agents?: string[] | undefined }, path: PropertyKey[], known: Known): Found[] => [
  ...patternFaults(tools, [...path, "tools"], known.tools?.map(({ name }) => name), "tool"),
  ...patternFaults(agents, [...path, "agents"], known.agents, "agent"),
];

const patternFaults = (patterns: readonly string[] | undefined, path: PropertyKey[], names: readonly string[] | undefined, what: string): Found[] =>
  !patterns || !names ? [] : patterns.flatMap((pattern, index) => (names.some((name) => fits(name, pattern)) ? [] : [{ path: [...path, index], detail: `there is no ${what} ${pattern}` }]));

function groupFaults(group: string, approvals: number, path: PropertyKey[], { groups }: Known): Found[] {
  if (!groups) return [];
  const able = groups.get(group);
  if (able === undefined) return [{ path: [...path, "group"], detail: `there is no group ${group}` }];
  return approvals > able ? [{ path: [...path, "approvals"], detail: `nobody could meet it: it asks ${group} for ${approvals}, and ${able} there may decide` }] : [];
}

const pointerOf = (path: readonly PropertyKey[]): string => path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

function place(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** Where the key of a setting starts. */
function keyOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent: unknown = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const pair = isMap(parent) ? parent.items.find(({ key }) => String((key as { value?: unknown }).value) === String(path.at(-1))) : undefined;
  return (pair?.key as { range?: [number, number, number] } | undefined)?.range?.[0];
}

/** Where a path's value starts in the text; its key, when the value is missing; else what it stands in. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] | null; type?: string } | undefined;
    const key = length < path.length ? keyOffset(document, path.slice(0, length + 1)) : undefined;
    if (key !== undefined) return key;
    if (node?.range) return node.range[0] + (node.type?.startsWith("QUOTE") ? 1 : 0);
  }
  return 0;
}
