import type { Text } from "./types";

/** What one pass over a text says of it, so that a pattern runs only where it can match. */
export type Scan = {
  text: string;
  /** How many digits it has. */
  digits: number;
  /** The longest run of letters, digits and `_`. */
  word: number;
  /** Whether a letter touches a digit, with or without a hyphen between them. */
  mixed: boolean;
  /** Whether two colons, or separators of pairs, stand as close as in an address of a machine. */
  colons: boolean;
  pairs: boolean;
  /** Whether its trigrams, case folded, are those of a literal: false means that it does not hold it. */
  grams: Uint32Array | undefined;
};

/** A literal in small letters to look for, with its trigrams. */
export type Hint = { literal: string; grams: readonly number[] };

/** Below this a look for the literal itself is cheaper than trigrams. */
const SHORT = 12;
const NONE = 0;
const LETTER = 1;
const DIGIT = 2;

const CLASS = Uint8Array.from({ length: 128 }, (_, code) => (code > 47 && code < 58 ? DIGIT : (code > 64 && code < 91) || (code > 96 && code < 123) || code === 95 ? LETTER : NONE));

export const hintOf = (literal: string): Hint => ({ literal, grams: Array.from({ length: Math.max(0, literal.length - 2) }, (_, at) => gramAt(literal, at)) });

// Five bits of each letter are the same for both of its cases.
const gramAt = (text: string, at: number): number => ((text.charCodeAt(at) & 31) << 10) | ((text.charCodeAt(at + 1) & 31) << 5) | (text.charCodeAt(at + 2) & 31);

export function scanOf(text: string): Scan {
  const grams = text.length < SHORT ? undefined : new Uint32Array(text.length < 64 ? 32 : text.length < 500 ? 256 : 1_024);
  // A power of two: fewer bits fold several trigrams into one.
  const mask = grams ? grams.length * 32 - 1 : 0;
  const scan: Scan = { text, digits: 0, word: 0, mixed: false, colons: false, pairs: false, grams };
  let gram = 0;
  let word = 0;
  let before = NONE;
  let colon = -9;
  let mark = -9;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (grams) {
      gram = ((gram << 5) | (code & 31)) & 0x7fff;
      const bit = gram & mask;
      grams[bit >> 5]! |= 1 << (bit & 31);
    }
    const kind = code < 128 ? CLASS[code]! : NONE;
    if (kind === NONE) {
      if (word > scan.word) scan.word = word;
      word = 0;
      if (code === 58) {
        if (index - colon <= 5) scan.colons = true;
        colon = index;
      }
      if (code === 58 || code === 45 || code === 46) {
        if (index - mark === (code === 46 ? 5 : 3)) scan.pairs = true;
        mark = index;
      }
      if (code !== 45) before = NONE;
    } else {
      word++;
      if (kind === DIGIT) scan.digits++;
      if (kind !== before && before !== NONE) scan.mixed = true;
      before = kind;
    }
  }
  if (word > scan.word) scan.word = word;
  return scan;
}

/** The scan of a leaf, made once for all detectors. */
export const scanOfText = (leaf: Text): Scan => (leaf.scan ??= scanOf(leaf.text));

/** Whether a text may hold a literal; only `false` is certain. */
export function mayHold({ grams }: Scan, hint: Hint): boolean {
  if (!grams) return true;
  const mask = grams.length * 32 - 1;
  for (const gram of hint.grams) {
    const bit = gram & mask;
    if (!(grams[bit >> 5]! & (1 << (bit & 31)))) return false;
  }
  return true;
}

export function mayHoldAny(scan: Scan, hints: readonly Hint[]): boolean {
  for (const hint of hints) if (mayHold(scan, hint)) return true;
  return false;
}

/** Whether a text in small letters holds a literal; the scan may be of the text in any case. */
export const holdsHint = (lower: string, scan: Scan, hint: Hint): boolean => mayHold(scan, hint) && lower.includes(hint.literal);

/**
 * The parts of a text that could hold a number people know things by: runs of digits and their separators, with what
 * touches them. `textAt` is where a place of `joined` stands in the text.
 */
export function numbersOf(text: string): { joined: string; textAt: (place: number) => number } {
  const parts: string[] = [];
  const places: { joined: number; text: number }[] = [];
  let length = 0;
  let start = -1;
  let digits = 0;
  let dots = 0;
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 0;
    const digit = code > 47 && code < 58;
    // Space ( ) + - . / :
    if (digit || code === 32 || code === 40 || code === 41 || code === 43 || (code > 44 && code < 48) || code === 58) {
      if (start < 0) start = index;
      if (digit) digits++;
      else if (code === 46) dots++;
      continue;
    }
    if (start >= 0 && (digits >= 7 || (digits >= 4 && dots >= 3))) {
      const from = Math.max(0, start - 1);
      const part = text.slice(from, index + 2);
      places.push({ joined: length, text: from });
      parts.push(part);
      length += part.length + 1;
    }
    start = -1;
    digits = 0;
    dots = 0;
  }
  return {
    joined: parts.join("\n"),
    textAt: (place) => {
      let low = 0;
      for (let high = places.length - 1; low < high; ) {
        const middle = (low + high + 1) >> 1;
        if (places[middle]!.joined <= place) low = middle;
        else high = middle - 1;
      }
      return place - (places[low]?.joined ?? 0) + (places[low]?.text ?? 0);
    },
  };
}
