import type { Json, Outcome, Preview, Probe } from "@/lib/connectors/types";
import { hidden, valuesAt } from "@/lib/tools/pointers";
import { maskedDifference, sensitiveFields, withoutFields } from "@/lib/tools/sensitive-fields";

/**
 * I10: what of a target's words may not be shown: the values of sensitive params wherever it repeats them, and its own
 * fields that hold them, whose earlier values the params never had. Our own words around them are left alone: an agent
 * chooses the values, and one that reads "succeeded" must not rewrite what happened.
 */
export type Cover = { values: readonly string[]; fields: ReadonlySet<string> };

export const coverOf = (params: Json, tool: { binding: unknown; sensitive: readonly string[] }): Cover => ({
  values: valuesAt(params, tool.sensitive),
  fields: sensitiveFields(tool.binding as Json, tool.sensitive),
});

export const coveredJson = (value: Json, { values, fields }: Cover): Json => hidden(withoutFields(storable(value), fields), values);

export const coveredText = (text: string, { values }: Cover): string => hidden(plain(text), values);

/** Deeper than people read, and shallow enough for whatever walks it. */
const DEEPEST = 64;

/**
 * A target may say what no row can hold, and an outcome that cannot be written is a lost one: NUL, half of a surrogate
 * pair (somebody cut a text there), and nesting without end.
 */
function storable(value: Json, depth = 0): Json {
  if (typeof value === "string") return plain(value);
  if (value === null || typeof value !== "object") return value;
  if (depth === DEEPEST) return "nested too deeply to be shown";
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [plain(name), storable(held, depth + 1)]));
}

const plain = (text: string): string => text.toWellFormed().replaceAll("\0", "\uFFFD");

const coveredDifference = <T extends Preview["difference"] & object>(difference: T, { values, fields }: Cover): T =>
  maskedDifference(difference, fields).map((row) => ({ ...row, ...(hidden(storable({ from: row.from, to: row.to }), values) as { from: Json; to: Json }) })) as T;

/** What a rollback needs is kept sealed and never shown, so `after` stays whole. */
export function coveredOutcome(outcome: Outcome, cover: Cover): Outcome {
  switch (outcome.kind) {
    case "succeeded":
      return { ...outcome, response: coveredJson(outcome.response, cover) };
    case "changed":
      return { ...outcome, reason: coveredText(outcome.reason, cover), difference: coveredDifference(outcome.difference, cover) };
    default:
      return { ...outcome, reason: coveredText(outcome.reason, cover), ...(outcome.detail !== undefined && { detail: coveredJson(outcome.detail, cover) }) };
  }
}

export function coveredPreview<P extends Preview>(preview: P, cover: Cover): P {
  const { sentence, difference, request, changedSince } = preview as P & { changedSince?: Preview["difference"] | null };
  return {
    ...preview,
    sentence: coveredText(sentence, cover),
    ...(difference && { difference: coveredDifference(difference, cover) }),
    ...(request !== undefined && { request: coveredJson(request, cover) }),
    ...(changedSince && { changedSince: coveredDifference(changedSince, cover) }),
  };
}

export function coveredProbe(found: Probe, cover: Cover): Probe {
  return { ...found, evidence: coveredText(found.evidence, cover), ...(found.detail !== undefined && { detail: coveredJson(found.detail, cover) }) };
}
