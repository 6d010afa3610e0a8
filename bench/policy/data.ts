import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** The lines of a JSON Lines file, gzipped or not; empty when there is no such file. */
export function rows<Row>(...path: string[]): Row[] {
  const file = join(...path);
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text.split("\n").filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as Row);
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
