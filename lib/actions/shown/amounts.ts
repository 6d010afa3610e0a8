import type { Difference, Json } from "@/lib/connectors/types";
import { pointerTo } from "@/lib/errors";
import type { Amounts } from "@/lib/payloads/kinds-view";
import { amountsIn, parseSummary } from "@/lib/tools/summary";
import type { ShownDifference } from "./difference-view";

/** Which of the params a tool's sentence calls money, as it writes them. */
export function amountsOf(template: string, params: Json): Amounts {
  try {
    return amountsIn(parseSummary(template), params);
  } catch {
    // A template of an older version that is no longer understood says nothing of money.
    return {};
  }
}

/** The param that a column is filled with, where its template is exactly that one. */
export function paramOf(columns: Json | undefined, field: string): string[] | undefined {
  const template = columns && typeof columns === "object" && !Array.isArray(columns) ? columns[field] : undefined;
  return typeof template === "string" ? /^\{\{\s*params\.([\w.-]+)\s*\??\s*\}\}$/.exec(template)?.[1]?.split(".") : undefined;
}

/** What a tool says of money. */
export type Money = { summary: string; columns: Json | undefined; /** Masked. */ params: Json };

/** Money as the tool's sentence writes it, in both states: a column stands for the param that fills it. What does not differ is as the params say. */
export function shownDifference(money: Money | undefined, difference: Difference): ShownDifference {
  if (!money) return difference;
  const { summary, columns, params } = money;
  const side = (which: "from" | "to") => {
    const held = structuredClone(params);
    for (const change of difference) {
      const path = paramOf(columns, change.field);
      if (path) put(held, path, change[which]);
    }
    return amountsOf(summary, held);
  };
  const [from, to] = [side("from"), side("to")];
  return difference.map((change) => {
    const pointer = pointerTo(paramOf(columns, change.field) ?? []);
    const amounts = { from: from[pointer] ?? null, to: to[pointer] ?? null };
    return amounts.from === null && amounts.to === null ? change : { ...change, amounts };
  });
}

function put(into: Json, path: readonly string[], value: Json): void {
  const [first, ...rest] = path;
  if (first === undefined || into === null || typeof into !== "object" || Array.isArray(into) || !Object.hasOwn(into, first)) return;
  if (rest.length === 0) into[first] = value;
  else put(into[first]!, rest, value);
}
