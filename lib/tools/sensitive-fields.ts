import type { Difference, Json } from "@/lib/connectors/types";
import { masked, parsePointer } from "./pointers";

/** The target's fields that hold what the tool calls sensitive: those that its binding fills with such a param, and those of the same name. */
export function sensitiveFields(binding: Json, sensitive: readonly string[]): ReadonlySet<string> {
  const paths = sensitive.map((pointer) => parsePointer(pointer));
  const found = new Set(paths.flatMap((path) => path.filter((part) => part !== "*").slice(-1)));
  const walk = (here: Json | undefined): void => {
    if (here === null || typeof here !== "object") return;
    for (const [field, value] of Object.entries(here)) {
      if (typeof value === "string" && paths.some(([first]) => new RegExp(`params\\.${first!.replaceAll(/\W/g, "\\$&")}(?!\\w)`).test(value))) found.add(field);
      else walk(value);
    }
  };
  walk(binding);
  return found;
}

/** A difference in which both sides of these fields are masked: it still shows that they differ. */
export const maskedDifference = (difference: Difference, fields: ReadonlySet<string>): Difference =>
  difference.map((row) => (fields.has(row.field) ? { ...row, ...masked({ from: row.from, to: row.to }, ["/from", "/to"]) } : row));

/** JSON in which these fields are masked, however deep: for what a target answers, which names them as it likes. */
export function withoutFields<T extends Json>(value: T, fields: ReadonlySet<string>): T {
  if (fields.size === 0 || value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => withoutFields(item, fields)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name, fields.has(name) && held !== null ? masked(held, [""]) : withoutFields(held, fields)]),
  ) as T;
}
