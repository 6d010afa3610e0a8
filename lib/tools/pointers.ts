import type { Json } from "@/lib/connectors/types";

const MASK = "••••";

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

/** The texts that the pointers name, where they are long enough to be told from others. */
export function valuesAt(value: Json, pointers: readonly string[]): string[] {
  const found: string[] = [];
  const walk = (here: Json | undefined, [part, ...rest]: string[]): void => {
    if (here === undefined || here === null) return;
    if (part === undefined) {
      const text = typeof here === "string" ? here : JSON.stringify(here);
      if (text.length >= 4) found.push(text);
    } else if (Array.isArray(here)) here.forEach((item, index) => (part === "*" || part === String(index)) && walk(item, rest));
    else if (typeof here === "object" && Object.hasOwn(here, part)) walk(here[part], rest);
  };
  for (const pointer of pointers) walk(value, parsePointer(pointer));
  return found;
}

/** JSON text in which the values do not occur: for what a target answered, which may repeat what it was sent. */
export function hidden(text: string, values: readonly string[]): string {
  return values.reduce((result, value) => result.replaceAll(JSON.stringify(value).slice(1, -1), MASK), text);
}
