import { destinationsIn } from "./destinations";
import type { Examined, Look, Text } from "./types";

/** What is examined at most; beyond it the action is held as high, because silence would be no finding. */
const BUDGET = { characters: 120_000, leaves: 1_000, depth: 64 } as const;

/** Every text and number of an action with its JSON Pointer, within the budget. Walks without recursion. */
export function examine(look: Look): Examined {
  let characters = 0;
  let complete = true;
  const take = (text: string): string => {
    const left = BUDGET.characters - characters;
    if (text.length > left) complete = false;
    const taken = text.length > left ? text.slice(0, Math.max(0, left)) : text;
    characters += taken.length;
    return taken;
  };

  const params: Text[] = [];
  const stack: { value: unknown; pointer: string; field: string; depth: number }[] = [{ value: look.params, pointer: "/params", field: "", depth: 0 }];
  for (let here = stack.pop(); here; here = stack.pop()) {
    const { value, pointer, field, depth } = here;
    if (params.length >= BUDGET.leaves) {
      complete = false;
      break;
    }
    if (typeof value === "string") params.push({ pointer, field, text: take(value) });
    else if (typeof value === "number" || typeof value === "bigint") params.push({ pointer, field, text: String(value), number: Number(value) });
    else if (typeof value === "object" && value !== null) {
      if (depth >= BUDGET.depth) {
        complete = false;
        continue;
      }
      const list = Array.isArray(value);
      const keys = Object.keys(value);
      if (keys.length > BUDGET.leaves) complete = false;
      let notable: string[] | undefined;
      // Backwards, so that the stack gives them back in the order they were written.
      for (let index = Math.min(keys.length, BUDGET.leaves) - 1; index >= 0; index--) {
        const key = keys[index]!;
        const place = `${pointer}/${escaped(key)}`;
        if (!list && isNotable(key)) (notable ??= []).push(key);
        stack.push({ value: (value as Record<string, unknown>)[key], pointer: place, field: list ? field : key, depth: depth + 1 });
      }
      if (notable && notable.length > MOST_KEYS) params.push({ pointer, field: "", text: take(notable.reverse().join("\n")) });
      else for (const key of notable?.reverse() ?? []) params.push({ pointer: `${pointer}/${escaped(key)}`, field: "", text: take(key) });
    }
  }

  const statement: Text[] = look.reasoning ? [{ pointer: "/statement/reasoning", field: "reasoning", text: take(look.reasoning) }] : [];
  const sources = look.sources.map(({ name, trusted, text }, index): Text => ({
    pointer: `/statement/context/sources/${index}/text`,
    field: "",
    text: take(text),
    source: name,
    trusted,
  }));
  return { params, statement, sources, destinations: destinationsIn(params), complete };
}

/** More keys than this of one object are read as one text: a thousand short ones cost a thousand looks. */
const MOST_KEYS = 20;

// A key can carry a text too; ordinary names of fields are not worth a look.
const isNotable = (key: string): boolean => key.length > 40 || key.includes(" ");

const escaped = (key: string): string => (/[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key);

/** A few words around a finding, on one line. */
export function excerptOf(text: string, at: number, length: number): string {
  const start = Math.max(0, at - 20);
  const end = Math.min(text.length, at + Math.min(length, 120) + 20);
  return `${start > 0 ? "…" : ""}${text.slice(start, end).replace(/\s+/g, " ").trim()}${end < text.length ? "…" : ""}`;
}
