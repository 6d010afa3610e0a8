import { Environment, type ASTNode } from "@marcbachmann/cel-js";
import { RE2JS } from "re2js";

/** What one condition may cost. Beyond it the action is held as high. */
export const LIMITS = { nodes: 250, depth: 24, loops: 2, items: 500, steps: 200_000, text: 20_000, pattern: 500 } as const;

const patterns = new Map<string, RE2JS>();

/** RE2: linear in the text whatever the pattern, unlike the engine's own regular expressions. */
function re2(text: string, pattern: string): boolean {
  if (text.length > LIMITS.text || pattern.length > LIMITS.pattern) throw new Error("a text or pattern is too long to be matched");
  let compiled = patterns.get(pattern);
  if (!compiled) {
    if (patterns.size > 1_000) patterns.clear();
    patterns.set(pattern, (compiled = RE2JS.compile(pattern)));
  }
  return compiled.matcher(text).find();
}

export const VARIABLES = {
  tool: "map", params: "map", agent: "map", mode: "string", intent: "map", origins: "list<map>", confidence: "dyn", cost: "map",
  destinations: "list<map>", amounts: "list<double>", signals: "list<map>", lists: "map", history: "map",
} as const;

const WIDE = new Set<string>(["params", "origins", "destinations", "amounts", "signals", "lists", "history"]);

export function environment(typed?: Record<string, unknown>): Environment {
  const env = new Environment({ limits: { maxAstNodes: LIMITS.nodes, maxDepth: LIMITS.depth, maxListElements: 100, maxMapEntries: 20, maxCallArguments: 6 } });
  for (const [name, type] of Object.entries(VARIABLES)) {
    if (name === "params" && typed) env.registerVariable({ name: "params", schema: typed } as never);
    else env.registerVariable(name, type);
  }
  env.registerFunction("re2(string, string): bool", re2);
  env.registerOperator("double == int", (left: number, right: bigint) => left === Number(right));
  return env;
}

const shared = environment();

export type Condition = {
  evaluate: (facts: Record<string, unknown>) => boolean;
  /** What it reads: `["params", "amount"]`. */
  reads: string[][];
  /** Fields of lists' items that its loops read, with the variable's own name: `["signals", "severity", "s"]`. */
  items: [list: string, field: string, as: string][];
  /** Of these, what can be long. */
  wide: string[][];
  loops: number;
  constant: boolean;
  /** Paths asked for with `has()`. */
  guarded: string[][];
};

/** @throws the parser's error with a range, or an Error that says which bound it passes. */
export function compile(source: string): Condition {
  const program = shared.parse(source);
  const found = read(program.ast);
  if (found.matches) throw new Error("write re2(text, \"pattern\") instead of matches(): it takes linear time");
  if (found.loops > LIMITS.loops) throw new Error(`loops are nested ${found.loops} deep; at most ${LIMITS.loops}`);
  const checked = program.check();
  if (!checked.valid) throw checked.error ?? new Error("the types do not fit");
  if (checked.type && checked.type !== "bool" && checked.type !== "dyn") throw new Error(`a condition is true or false; this is ${checked.type}`);
  return {
    evaluate: (facts) => {
      const result: unknown = program(facts);
      if (typeof result !== "boolean") throw new Error("a condition is true or false");
      return result;
    },
    reads: found.reads,
    wide: found.reads.filter(([variable]) => WIDE.has(variable!)),
    guarded: found.guarded,
    items: found.items,
    loops: found.loops,
    constant: found.reads.length === 0,
  };
}

const LOOPS = new Set(["exists", "all", "exists_one", "map", "filter"]);

/** Walks the tree for what it reads and how deep its loops are. */
function read(root: ASTNode) {
  const found = { reads: [] as string[][], guarded: [] as string[][], items: [] as [string, string, string][], loops: 0, matches: false };
  // Variables of loops by name, with the list that each runs over.
  const walk = (node: unknown, depth: number, bound: ReadonlyMap<string, string>): void => {
    if (Array.isArray(node)) return node.forEach((part) => walk(part, depth, bound));
    if (!isNode(node)) return;
    const path = pathOf(node);
    if (path) {
      const [name, field] = path as [string, string?];
      if (bound.has(name)) {
        if (field !== undefined) found.items.push([bound.get(name)!, field, name]);
      } else if (Object.hasOwn(VARIABLES, name)) found.reads.push(path);
      return;
    }
    const args = node.args as unknown[];
    if (node.op === "call" && args[0] === "has") for (const part of args[1] as unknown[]) if (isNode(part) && pathOf(part)) found.guarded.push(pathOf(part)!);
    if ((node.op === "rcall" || node.op === "call") && args[0] === "matches") found.matches = true;
    if (node.op === "rcall" && LOOPS.has(String(args[0]))) {
      found.loops = Math.max(found.loops, depth + 1);
      walk(args[1], depth, bound);
      const [variable, ...rest] = args[2] as unknown[];
      const name = isNode(variable) ? pathOf(variable)?.[0] : undefined;
      const over = isNode(args[1]) ? pathOf(args[1])?.join(".") : undefined;
      return walk(rest, depth + 1, name ? new Map([...bound, [name, over ?? ""]]) : bound);
    }
    if (Array.isArray(node.args)) walk(args, depth, bound);
    else walk(node.args, depth, bound);
  };
  walk(root, 0, new Map());
  return found;
}

const isNode = (value: unknown): value is ASTNode => typeof value === "object" && value !== null && "op" in value;

function pathOf(node: ASTNode): string[] | undefined {
  if (node.op === "id") return [node.args];
  if (node.op !== "." && node.op !== ".?") return undefined;
  const [from, key] = node.args;
  const path = pathOf(from);
  return path && [...path, key];
}
