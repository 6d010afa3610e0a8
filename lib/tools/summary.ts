import type { Json } from "@/lib/connectors/types";
import { pointerTo } from "@/lib/errors";

/**
 * I9: the sentence a reviewer reads is ours. A template is text with `{path}` or `{path|filter}` in it:
 * `Refund {amount|money:currency} to {customer}`. Paths are own properties of the (masked) params, joined by dots.
 */
type Part = string | { path: string[]; filter: Filter; argument: string | undefined };

type Filter = keyof typeof FILTERS;

const LONGEST_VALUE = 80;
const LONGEST_SENTENCE = 300;

const FILTERS = {
  text: (value: Json) => plain(value),
  count: (value: Json) => (Array.isArray(value) ? String(value.length) : plain(value)),
  list: (value: Json) => (Array.isArray(value) ? listed(value) : plain(value)),
  date: (value: Json) => plain(value).slice(0, 10),
  money: (value: Json, currency: Json | undefined) => money(value, currency),
} as const;

/** @throws Error that names the fault, for the admin who writes the template. */
export function parseSummary(template: string): Part[] {
  if (template.trim() === "") throw new Error("write a sentence, like: Refund {amount|money:currency} to {customer}");
  return template.split(/(\{[^{}]*\})/).filter(Boolean).map((piece) => {
    if (!piece.startsWith("{")) {
      if (/[{}]/.test(piece)) throw new Error("a brace stands alone; values are written {path} or {path|filter}");
      return piece;
    }
    const match = /^\{([\w.-]+)(?:\|([a-z]+)(?::([\w.-]+))?)?\}$/.exec(piece);
    if (!match) throw new Error(`${piece} is not {path} or {path|filter}`);
    const filter = match[2] ?? "text";
    if (!Object.hasOwn(FILTERS, filter)) throw new Error(`there is no filter ${filter}; there are ${Object.keys(FILTERS).join(", ")}`);
    return { path: match[1]!.split("."), filter: filter as Filter, argument: match[3] };
  });
}

/** Renders a template over params in which sensitive values are already masked. Never throws: a missing value says so. */
export function summarise(parts: readonly Part[], params: Json): string {
  const sentence = parts.map((part) => (typeof part === "string" ? part : rendered(part, params))).join("");
  return cut(sentence.replace(/\s+/g, " ").trim(), LONGEST_SENTENCE);
}

function rendered({ path, filter, argument }: Exclude<Part, string>, params: Json): string {
  const value = at(params, path);
  if (value === undefined) return "(none)";
  return cut(visible(FILTERS[filter](value, argument === undefined ? undefined : (at(params, argument.split(".")) ?? argument))), LONGEST_VALUE);
}

function at(value: Json, path: readonly string[]): Json | undefined {
  let here: Json | undefined = value;
  for (const part of path) {
    if (here === null || typeof here !== "object" || !Object.hasOwn(here, part)) return undefined;
    here = (here as Record<string, Json>)[part];
  }
  return here;
}

const plain = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

const listed = (values: Json[]): string => {
  const shown = values.slice(0, 3).map(plain).join(", ");
  return values.length > 3 ? `${shown} and ${values.length - 3} more` : shown;
};

/** The params that a template calls money, as text, by JSON Pointer. */
export function amountsIn(parts: readonly Part[], params: Json): Record<string, string> {
  const found: Record<string, string> = {};
  for (const part of parts) {
    if (typeof part === "string" || part.filter !== "money") continue;
    const value = at(params, part.path);
    if (value === undefined) continue;
    const text = money(value, part.argument === undefined ? undefined : (at(params, part.argument.split(".")) ?? part.argument));
    if (text !== plain(value)) found[pointerTo(part.path)] = text;
  }
  return found;
}

function money(value: Json, currency: Json | undefined): string {
  // Only what is a number or writes one: an object's own `toString` may be anything at all.
  const amount = typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
  const code = typeof currency === "string" && /^[A-Z]{3}$/i.test(currency) ? currency.toUpperCase() : "USD";
  if (!Number.isFinite(amount)) return plain(value);
  // At least the digits that were sent: a sentence may not round what will run.
  const digits = Math.min(20, Math.max(2, String(amount).split(".")[1]?.length ?? 0));
  return formatOf(code, digits).format(amount);
}

// Making one costs as much as the rest of a sentence many times over. Agents choose the code, so the number kept is bounded.
const formats = new Map<string, Intl.NumberFormat>();
const MOST_FORMATS = 500;

function formatOf(currency: string, digits: number): Intl.NumberFormat {
  const name = `${currency} ${digits}`;
  let known = formats.get(name);
  if (!known) {
    if (formats.size >= MOST_FORMATS) formats.clear();
    known = new Intl.NumberFormat("en-US", { style: "currency", currency, minimumFractionDigits: 2, maximumFractionDigits: digits });
    formats.set(name, known);
  }
  return known;
}

// Characters that reorder or hide text would let a value rewrite the sentence around it.
const visible = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, (char) => (/\s/.test(char) ? " " : "\uFFFD"));

const cut = (text: string, most: number) => (text.length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);
