import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

export type Skipped = { file: string; line: number; why: string };

/**
 * The objects of a JSON Lines file, gzipped or not; none when there is no such file. Lines that are none, or lack what an
 * object `needs`, are noted and left out.
 */
export function rows<Row>(skipped: Skipped[], needs: readonly (keyof Row & string)[], ...path: string[]): Row[] {
  const file = join(...path);
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text.split("\n").flatMap((line, index): Row[] => {
    if (line.trim() === "") return [];
    try {
      const value: unknown = JSON.parse(line);
      const missing = typeof value === "object" && value !== null ? needs.find((name) => (value as Row)[name] === undefined || (value as Row)[name] === "") : undefined;
      if (typeof value === "object" && value !== null && !Array.isArray(value) && missing === undefined) return [value as Row];
      skipped.push({ file, line: index + 1, why: missing === undefined ? "is no JSON object" : `has no ${missing}` });
    } catch {
      skipped.push({ file, line: index + 1, why: "is not JSON" });
    }
    return [];
  });
}

/** What `--data` names; without it, says what is to be named and ends with 2. */
export function dataNamed({ data }: Record<string, string>, what: string): string {
  if (data) return data;
  console.error(`Name ${what} with --data.`);
  process.exit(2);
}

/** What was left out, on stderr; how many, for the result. */
export function told(skipped: readonly Skipped[]): number {
  for (const { file, line, why } of skipped.slice(0, 20)) console.error(`left out: ${file}, line ${line}, ${why}`);
  if (skipped.length > 20) console.error(`left out: ${skipped.length - 20} more`);
  return skipped.length;
}

/** A share with its 95% Wilson interval. */
export function share(hits: number, of: number): { share: number | null; interval: [number, number] | null; hits: number; of: number } {
  if (of === 0) return { share: null, interval: null, hits, of };
  const z = 1.96;
  const p = hits / of;
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
  return { share: round(p), interval: [round(Math.max(0, middle - half)), round(Math.min(1, middle + half))], hits, of };
}

export const round = (value: number, places = 4): number => Number(value.toFixed(places));

/** `--name value` and `--flag`. */
export function flags(): Record<string, string> {
  const given: Record<string, string> = {};
  const words = process.argv.slice(2);
  words.forEach((word, index) => {
    if (word.startsWith("--")) given[word.slice(2)] = words[index + 1] && !words[index + 1]!.startsWith("--") ? words[index + 1]! : "true";
    else if (!words[index - 1]?.startsWith("--")) given._ ??= word;
  });
  return given;
}
