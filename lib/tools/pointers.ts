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
