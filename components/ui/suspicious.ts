import { suspicious as words } from "./words";

/** Characters that make text look like something it is not, found so that they can be shown. */
export type Piece = { text: string; flag?: { name: string; kind: "hidden" | "lookalike" } };

// Spaces of other widths, too: between words they look like one space, and are none to whatever compares them.
// Controls but tab and newline, everything Unicode calls "format", fillers, lone surrogates, private use,
// variation selectors that are not the emoji one, and words that mix Latin with Cyrillic or Greek.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00a0\u034f\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u3164\uffa0\u2028\u2029\p{Cf}\p{Cs}\p{Co}\ufe00-\ufe0e\u{e0100}-\u{e01ef}]/u;
const WORD = /[\p{L}\p{M}]+/u;
const EITHER = new RegExp(`(${HIDDEN.source})|${WORD.source}`, "gu");
const LATIN = /\p{Script=Latin}/u;
const FOREIGN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
// Cyrillic letters that are drawn like Latin ones, and Latin letters drawn in another style for other uses.
const CLONE = /^[аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅ]{2,}$/u;
const OTHER_CYRILLIC = /(?![аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅ])\p{Script=Cyrillic}/u;
const STYLED = /[\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d7ff}\u24b6-\u24e9]/u;
const PICTOGRAM = /\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?$/u;

const hex = (point: number): string => `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;

const nameOf = (character: string): string => {
  const point = character.codePointAt(0) ?? 0;
  if ((point >= 0x2000 && point <= 0x200a) || point === 0x202f || point === 0x205f) return `${hex(point)} ${words.space}`;
  const code = hex(point);
  if (point >= 0xe0000 && point <= 0xe007f) return `${code} ${words.tag}`;
  return `${code} ${words.names[point] ?? words.other}`;
};

/** `text` cut into plain pieces and flagged ones; joined again they are `text`, nothing lost. */
export function inspect(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const plain = (until: number) => {
    if (until > end) pieces.push({ text: text.slice(end, until) });
  };
  for (const found of text.matchAll(EITHER)) {
    const [match, hidden] = found;
    const look = hidden ? undefined : imitated(match, text);
    if (!hidden && !look) continue;
    // The joiner inside an emoji (👩‍💻) is how that emoji is written.
    if (hidden === "\u200d" && PICTOGRAM.test(text.slice(Math.max(0, found.index - 8), found.index))) continue;
    // A carriage return before a newline is how Windows and e-mail end a line.
    if (hidden === "\r" && text[found.index + 1] === "\n") continue;
    plain(found.index);
    pieces.push({ text: match, flag: hidden ? { name: nameOf(match), kind: "hidden" } : { name: look!, kind: "lookalike" } });
    end = found.index + match.length;
  }
  plain(text.length);
  return pieces;
}

/** How a word imitates another, if it does: letters of two alphabets in it, or of one that the text around is not written in. */
function imitated(word: string, text: string): string | undefined {
  if (LATIN.test(word) && FOREIGN.test(word)) {
    const foreign = [...word].filter((letter) => FOREIGN.test(letter));
    return words.mixed([...new Set(foreign)].map((letter) => ({ letter, code: hex(letter.codePointAt(0) ?? 0) })));
  }
  if (CLONE.test(word) && LATIN.test(text) && !OTHER_CYRILLIC.test(text)) return words.cyrillic;
  return STYLED.test(word) ? words.styled : undefined;
}
