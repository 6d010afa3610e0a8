/** Whether a name fits a pattern in which `*` stands for any run of characters. Linear: no regular expression. */
export function fits(name: string, pattern: string): boolean {
  if (!pattern.includes("*")) return name === pattern;
  const parts = pattern.split("*");
  if (!name.startsWith(parts[0]!)) return false;
  let at = parts[0]!.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1)!;
  return name.length - at >= last.length && name.endsWith(last);
}

export const fitsAny = (name: string, patterns: readonly string[]): boolean => patterns.some((pattern) => fits(name, pattern));
