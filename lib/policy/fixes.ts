import { distance } from "fastest-levenshtein";
import { VARIABLES } from "./condition";
import type { Known, PolicyFault } from "./check";
import { fieldsOfFact } from "./facts-view";
import { DETECTOR_NAMES } from "@/lib/signals/names";
import type { MarkedFault } from "./loop-view";

const SECTIONS = ["tiers", "defaults", "tools", "blocked", "pack", "lists", "agents", "rules", "relax", "signals", "confidence_floor", "history", "tests", "limits"];
const SETTINGS = [
  ...SECTIONS, "name", "access", "when", "tier", "effect", "require", "because", "until", "mode", "review", "within", "on_expiry", "approve", "step_up", "undo", "escalate",
  "editor_may_approve", "execute_within", "group", "approvals", "at_least", "from", "autonomy", "can", "cannot", "release_within", "expect", "params", "agent", "instruction", "attested",
];

/** Faults with what mends each: a word to put in its place where one is close, and always a sentence. */
export function withFixes(text: string, faults: readonly PolicyFault[], known: Known, lists: readonly string[]): MarkedFault[] {
  const lines = text.split("\n");
  return faults.map((fault) => {
    const [wrong, candidates] = wrongWord(fault.detail, known, lists);
    const here = lines[fault.line - 1]?.slice(fault.column - 1) ?? "";
    const near = wrong === undefined ? undefined : nearest(wrong, candidates);
    const at = wrong === undefined ? -1 : here.indexOf(wrong);
    if (near !== undefined && at >= 0) {
      return { ...fault, fix: `Write ${near}`, replace: { column: fault.column + at, wrong: wrong!, by: near } };
    }
    const optional = /write (has\(params\.(\w+)\) && )…/.exec(fault.detail);
    if (optional && here.startsWith("params.")) return { ...fault, fix: `Ask first whether it is there: ${optional[1]}…`, replace: { column: fault.column, wrong: "", by: optional[1]! } };
    return { ...fault, fix: near ? `Write ${near}` : sentence(fault, candidates) };
  });
}

/** The word that a fault is about, and what may stand there instead. */
function wrongWord(detail: string, { tools = [], agents = [], groups }: Known, lists: readonly string[]): [string | undefined, readonly string[]] {
  const said = (pattern: RegExp) => pattern.exec(detail)?.[1];
  const names = tools.map(({ name }) => name);
  const found = (pattern: RegExp, candidates: readonly string[]): [string, readonly string[]] | undefined => {
    const word = said(pattern);
    return word === undefined ? undefined : [word, candidates];
  };
  const tool = /^(\S+) has no param/.exec(detail)?.[1];
  const fact = /there is no (\w+)\.\w+$/.exec(detail)?.[1];
  const params = Object.keys((tools.find(({ name }) => name === tool)?.paramsSchema as { properties?: object } | undefined)?.properties ?? {});
  return (
    found(/there is no setting (\S+) here/, SETTINGS) ??
    found(/there is no tool (\S+)/, names) ??
    found(/there is no agent (\S+)/, agents) ??
    found(/there is no group (\S+)/, [...(groups?.keys() ?? [])]) ??
    found(/there is no list (\w+)/, lists) ??
    found(/there is no \w+\.(\w+)$/, fieldsOfFact(fact ?? "") ?? []) ??
    found(/Unknown variable: (\w+)/, Object.keys(VARIABLES)) ??
    found(/has no param (\w+)/, params) ??
    found(/there is no (\w+) here$/, DETECTOR_NAMES) ?? [undefined, []]
  );
}

/** The candidate that is most like a word, if it is like it at all. */
function nearest(wrong: string, candidates: readonly string[]): string | undefined {
  const [best] = candidates.map((candidate) => ({ candidate, far: distance(wrong, candidate) })).toSorted((one, other) => one.far - other.far);
  return best && best.far > 0 && best.far <= Math.max(2, Math.floor(wrong.length / 3)) ? best.candidate : undefined;
}

const HINTS: [RegExp, string][] = [
  [/expected one of|Invalid option/, "Write one of the words named"],
  [/^there is no (?:tool|agent|group)/, "Register it first, or take it out of the policy"],
  [/unique/, "Keep one of them and remove the other"],
  [/^another .* is called/, "Give this one a name of its own"],
  [/no such overload|types do not fit|operand/i, "Compare it with a value of its own type: text in quotes, numbers without"],
  [/nobody could meet it/, "Ask for fewer approvals, or put more people into the group under Groups"],
  [/expected string/, "Write a text here"],
  [/expected (?:number|int)/, "Write a number here"],
  [/expected (?:array|list)/, "Write a list here: [one, another]"],
  [/expected (?:object|record)/, "Write settings here, one to a line: name: value"],
  [/Unexpected |Expected |syntax|Unterminated|token/, "Correct the condition here: it ends or continues where it should not"],
  [/million characters/, "Take out what no longer applies"],
  [/is no number/, "Take the sum of a param that is a number"],
  [/until the policy says history: true/, "Add history: true to the policy"],
  [/is sooner than/, "Write a shorter time than `within`"],
  [/belongs to `while_asked: pauses`/, "Add while_asked: pauses, or take this out"],
  [/found no matching overload|Unknown function/i, "Use has(), size(), re2(text, \"pattern\"), or what texts and lists know: contains, startsWith, exists, all"],
  [/this is \w+$/, "Compare it with something: > 500, == \"eu\", in lists.vendors"],
  [/nested \d+ deep/, "Ask about fewer lists at once, or write two rules"],
  [/too (?:long|many|deep|complex|large)|[Ee]xceed|limit of|[Mm]aximum/, "Split it into two rules, or put its values into a list"],
];
const YAML = "Correct the indentation, a colon, a quote or a bracket near here";

function sentence({ detail, pointer }: PolicyFault, candidates: readonly string[]): string {
  if (/^\/relax\/\d+\/(?:access|until|because)$/.test(pointer)) return "Give a relax rule its scope (access: [write]), its last day (until: 2027-03-31) and its reason (because)";
  // Many faults say themselves what to do.
  if (/^(?:write|name|say|give|add|raise|leave)\b/.test(detail)) return capital(detail);
  const after = /[;:] (.{8,})$/.exec(detail)?.[1];
  const known = candidates.length > 0 ? `Known are ${candidates.slice(0, 8).join(", ")}` : undefined;
  const only = /expected "([^"]+)"$/.exec(detail)?.[1];
  const hint = only ? `Write ${only}: nothing else may stand here` : HINTS.find(([pattern]) => pattern.test(detail))?.[1];
  return capital(known ?? hint ?? after ?? (pointer === "" ? YAML : undefined) ?? "Correct it as the policy reference says");
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
