import type { Json } from "@/lib/connectors/types";

/** What stands where a sensitive value is not shown. */
export const MASK = "••••";

/** The parts of a JSON Pointer (RFC 6901); `*` stands for every element of an array. @throws Error when it is none. */
export function parsePointer(pointer: string): string[] {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) throw new Error(`${pointer} is not a JSON Pointer: it starts with /`);
  return pointer.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** A copy in which what the pointers name is masked; strings keep their last two characters when long enough not to tell. */
export function masked<T extends Json>(value: T, pointers: readonly string[]): T {
  return pointers.map(parsePointer).reduce<Json>((result, path) => maskAt(result, path), value) as T;
}

function maskAt(value: Json, path: readonly string[]): Json {
  const [part, ...rest] = path;
  if (part === undefined) return typeof value === "string" && value.length >= 12 ? `${MASK}${value.slice(-2)}` : MASK;
  if (Array.isArray(value)) {
    return value.map((item, index) => (part === "*" || part === String(index) ? maskAt(item, rest) : item));
  }
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, part)) return value;
  return { ...value, [part]: maskAt(value[part]!, rest) };
}

/** The texts and numbers that the pointers name or hold, where they are long enough to be told from others. */
export function valuesAt(value: Json, pointers: readonly string[]): string[] {
  const found = new Set<string>();
  const walk = (here: Json | undefined, [part, ...rest]: string[]): void => {
    if (here === undefined || here === null) return;
    if (part === undefined) {
      if (typeof here === "object") Object.values(here).forEach((inner) => walk(inner, []));
      else if (typeof here !== "boolean" && String(here).length >= 4) found.add(String(here));
    } else if (Array.isArray(here)) here.forEach((item, index) => (part === "*" || part === String(index)) && walk(item, rest));
    else if (typeof here === "object" && Object.hasOwn(here, part)) walk(here[part], rest);
  };
  for (const pointer of pointers) walk(value, parsePointer(pointer));
  return [...found];
}

/** JSON in whose texts, names and numbers the values do not occur: for what a target answered, which may repeat what it was sent, in an address too. */
export function hidden<T extends Json>(value: T, values: readonly string[]): T {
  if (values.length === 0) return value;
  // The longest first, so that none leaves the rest of another.
  const all = [...new Set(values.flatMap((one) => [one, encodeURIComponent(one)]))].sort((a, b) => b.length - a.length);
  const text = (given: string) => all.reduce((result, one) => result.replaceAll(one, MASK), given);
  const walk = (here: Json): Json => {
    if (typeof here === "string") return text(here);
    if (typeof here === "number") return values.includes(String(here)) ? MASK : here;
    if (Array.isArray(here)) return here.map(walk);
    if (here === null || typeof here !== "object") return here;
    return Object.fromEntries(Object.entries(here).map(([name, inner]) => [text(name), walk(inner)]));
  };
  return walk(value) as T;
}
