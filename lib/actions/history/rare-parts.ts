/** Some payloads as the trigram index sees them: lower case, and one space for all between two words. */
export type Sample = { texts: readonly string[]; /** How many the sample stands for. */ payloads: number };

/** A trigram that is in more payloads than this costs the index more than it rules out. */
const COMMON = 0.1;
/** Of a long text, this many rare trigrams find it, and no more than so many are looked at. */
const ENOUGH = 8;
const MOST = 64;

/**
 * `text` as a LIKE pattern of its rare parts: what many payloads contain is let go. It finds all that the text finds,
 * and more, from short lists of the index. `share` of the payloads is expected; undefined when no part is rare.
 */
export function rareParts(text: string, { texts }: Sample): { pattern: string; share: number } | undefined {
  const letters = [...text];
  const keep = new Set<number>();
  for (let at = 0, rare = 0; at < Math.min(letters.length - 2, MOST) && rare < ENOUGH; at++) {
    const [a, b, c] = letters.slice(at, at + 3) as [string, string, string];
    // Letters of one word, or its last two and the space that the index puts behind them.
    if (!isWord(a) || !isWord(b)) continue;
    const trigram = asIndexed(a + b + c);
    if (isCommon(trigram, texts)) continue;
    rare++;
    for (const kept of [at, at + 1, at + 2]) keep.add(kept);
  }
  // A word that begins inside a part would bring its first letters' trigrams along, and they are in everything.
  const begins = (at: number) => isWord(letters[at]!) && !isWord(letters[at - 1] ?? " ");
  const parts = letters
    .map((letter, at) => (keep.has(at) ? (begins(at) ? "\0" : "") + letter : "\0"))
    .join("")
    .split(/\0+/)
    .filter(Boolean);
  if (parts.length === 0) return undefined;
  return { pattern: `%${parts.map(literal).join("%")}%`, share: texts.length > 0 ? countOf(texts, parts.map(asIndexed)) / texts.length : 0 };
}

export const asIndexed = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
/** Text in a LIKE pattern that stands for itself. */
export const literal = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

const isWord = (letter: string) => /[\p{L}\p{N}]/u.test(letter);
function isCommon(trigram: string, texts: readonly string[]): boolean {
  let left = COMMON * texts.length;
  return texts.some((text) => text.includes(trigram) && --left < 0);
}
const countOf = (texts: readonly string[], parts: readonly string[]) => texts.filter((text) => parts.every((part) => text.includes(part))).length;
