import { decoded, folded, invisibles, isAscii, shown, wordsIn } from "./fold";
import { LANGUAGES, MARKS, PHRASES } from "./injection-phrases";
import { holdsHint, hintOf, scanOf, scanOfText, type Hint, type Scan } from "./scan";
import { excerptOf } from "./texts";
import type { Detector, Signal, Text } from "./types";

/**
 * Text that gives orders to the agent or its reviewer, plain or hidden. In what the agent wants to send and in what
 * it read: a source that carries one may have steered it.
 */
export const injection: Detector = (_, { params, statement, sources }) =>
  [...params, ...statement, ...sources].flatMap((text): Signal[] => {
    const found = text.number === undefined && text.text.length >= 8 ? injectionIn(text.text, scanOfText(text)) : undefined;
    return found ? [signalOf(text, found)] : [];
  });

type Found = { name: string; excerpt: string };

const signalOf = ({ pointer, source, trusted }: Text, { name, excerpt }: Found): Signal => ({
  detector: "injection",
  kind: name,
  pointer,
  excerpt,
  severity: source !== undefined && trusted ? "medium" : "high",
  ...(source !== undefined && { source }),
});

/** The first finding in a text, through its disguises; undefined when it reads as ordinary. */
export function injectionIn(text: string, scan?: Scan): Found | undefined {
  if (text.length < 8) return undefined;
  const ascii = isAscii(text);
  const lower = folded(text);
  const plain = phrasesIn(lower, text, ascii ? scan : undefined);
  if (plain) return plain;
  if (!ascii) {
    const seen = shown(text);
    const foreign = LANGUAGES.find((pattern) => pattern.test(seen));
    if (foreign) return { name: "override", excerpt: excerptOf(seen, seen.search(foreign), 60) };
    if (invisibles(text) >= Math.max(12, text.length / 50)) return { name: "hidden text", excerpt: `${invisibles(text)} characters that cannot be seen` };
  } else {
    const foreign = FOREIGN_ASCII.test(lower) ? LANGUAGES.find((pattern) => pattern.test(lower)) : undefined;
    if (foreign) return { name: "override", excerpt: excerptOf(text, lower.search(foreign), 60) };
  }
  for (const inside of decoded(text)) {
    const found = phrasesIn(folded(inside), inside) ?? squeezed(inside);
    if (found) return { name: `${found.name}, disguised`, excerpt: found.excerpt };
  }
  return undefined;
}

const MARKED = ["<", "[", "##", "system", "assistant:", "developer:", ":lock:"].map(hintOf);
const FOREIGN_ASCII = /ignor|olvid|descart|omite|oubli|neglig|vergiss|vergess|missacht|dimentic|trascura|esquec|desconsid|negeer|vergeet|zapomn|talimat|komut|abaikan|lupakan|glom/;

function phrasesIn(lower: string, original: string, scan: Scan = scanOf(lower)): Found | undefined {
  let score = 0;
  let first: Found | undefined;
  const add = (name: string, weight: number, excerpt: () => string): boolean => {
    // The same name twice is one finding.
    if (first?.name === name && weight === 1) return score >= 2;
    score += weight;
    if (!first || weight === 2) first = { name, excerpt: excerpt() };
    return score >= 2;
  };
  for (const { name, weight, pattern } of MARKED.some((mark) => holdsHint(lower, scan, mark)) ? MARKS : []) {
    const at = lower.search(pattern);
    if (at >= 0 && add(name, weight, () => excerptOf(original, at, 60))) return first;
  }
  let words: string | undefined;
  // Phrases of one name need the same.
  let last: string | undefined;
  let met = false;
  for (const { name, weight, pattern, needs } of PHRASES) {
    if (last !== name) met = hasAll(lower, scan, needs);
    last = name;
    if (!met) continue;
    words ??= wordsIn(lower);
    const match = pattern.exec(words);
    if (match && add(name, weight, () => excerptOf(words ?? lower, match.index, match[0].length))) return first;
  }
  return undefined;
}

function hasAll(lower: string, scan: Scan, needs: readonly (readonly Hint[])[]): boolean {
  for (const group of needs) {
    let some = false;
    for (const hint of group) if (holdsHint(lower, scan, hint)) { some = true; break; }
    if (!some) return false;
  }
  return true;
}

/** Letters spelled apart lose their word gaps too. */
function squeezed(text: string): Found | undefined {
  const letters = folded(text).replace(/[^a-z]/g, "");
  const match = /(?:ignore|disregard|forget|override)(?:all|any|the|your|my|of|these){0,4}(?:previous|prior|above|earlier|preceding)?(?:instructions|orders|prompts|rules|guidelines)/.exec(letters);
  return match ? { name: "override", excerpt: match[0].slice(0, 80) } : undefined;
}
