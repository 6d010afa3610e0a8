/** Letters that look like a Latin one. NFKC has already folded full-width, mathematical and circled forms. */
const LOOKALIKE: Record<string, string> = {
  а: "a", в: "b", е: "e", ё: "e", з: "3", і: "i", ї: "i", ј: "j", к: "k", м: "m", н: "h", о: "o", р: "p", с: "c", ѕ: "s", т: "t", у: "y", х: "x", ԁ: "d", ԛ: "q", ԝ: "w", һ: "h", ӏ: "l", г: "r", п: "n", ь: "b",
  α: "a", β: "b", ε: "e", η: "n", ι: "i", κ: "k", ν: "v", ο: "o", ρ: "p", τ: "t", υ: "u", χ: "x", γ: "y", ω: "w", σ: "o",
  ı: "i", ɩ: "i", ɡ: "g", ɑ: "a", ɴ: "n", ʀ: "r", ɪ: "i", ɢ: "g", ᴏ: "o", ᴇ: "e", ꜱ: "s", ᴜ: "u", ᴛ: "t", ᴄ: "c", ᴅ: "d", ᴀ: "a", ʟ: "l", ᴘ: "p", ᴠ: "v", ł: "l", ø: "o", đ: "d", ß: "ss", օ: "o", ո: "n", ս: "u", հ: "h",
};
// Invisible: soft hyphen, joiners, direction marks, fillers, variation selectors, and the tag block that mirrors ASCII.
const INVISIBLE = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]/g;
const TAGS = /[\u{e0000}-\u{e007f}]/gu;
const ASCII = /^[\x00-\x7f]*$/;

/** Lower case, without invisible characters, accents and look-alikes. */
export function folded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let result = "";
  for (const letter of shown(text).normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "")) result += LOOKALIKE[letter] ?? letter;
  return result;
}

/** As a reader of the language sees it: lower case, invisible characters gone, tag characters made visible. */
export function shown(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .replace(TAGS, (tag) => String.fromCharCode(tag.codePointAt(0)! - 0xe0000))
    .replace(INVISIBLE, "")
    .normalize("NFKC")
    .toLowerCase();
}

/** Folded text as words parted by single spaces. Plain text is most of it: by hand, without a piece of string for each gap. */
export function wordsIn(lower: string): string {
  if (!isAscii(lower)) return lower.replace(/[^\p{L}\p{N}]+/gu, " ");
  const bytes = Buffer.allocUnsafe(lower.length);
  let length = 0;
  let gap = false;
  for (let index = 0; index < lower.length; index++) {
    const code = lower.charCodeAt(index);
    if ((code > 96 && code < 123) || (code > 47 && code < 58)) {
      bytes[length++] = code;
      gap = false;
    } else if (!gap) {
      bytes[length++] = 32;
      gap = true;
    }
  }
  return bytes.toString("latin1", 0, length);
}

export const isAscii = (text: string): boolean => ASCII.test(text);

/** How many characters nobody can see: a few are typography, many hide a message. */
export const invisibles = (text: string): number => (isAscii(text) ? 0 : (text.match(INVISIBLE)?.length ?? 0) + (text.match(TAGS)?.length ?? 0));

const BASE64 = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
const HEX = /(?:[0-9a-fA-F]{2}){16,}/g;
const SPACED = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[ ._\-*|]{1,3}[\p{L}\p{N}](?![\p{L}\p{N}])){7,}/gu;
const MOST = 8;

/** What a text says once decoded: base64, hex, percent-encoding, spelled with spaces, with digits for letters. */
export function decoded(text: string): string[] {
  const found: string[] = [];
  const { run, spelled, mark, digits } = shapeOf(text);
  if (run) for (const match of (text.match(BASE64) ?? []).slice(0, MOST)) readable(Buffer.from(match, "base64"), found);
  if (run) for (const match of (text.match(HEX) ?? []).slice(0, MOST)) readable(Buffer.from(match, "hex"), found);
  if (mark && /%[0-9a-f]{2}.{0,40}%[0-9a-f]{2}/is.test(text)) found.push(text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))).replaceAll("+", " "));
  if (mark && /\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|&#x?[0-9a-f]{2,5};/i.test(text)) {
    found.push(
      text
        .replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (_, four?: string, two?: string) => String.fromCharCode(parseInt(four ?? two ?? "20", 16)))
        .replace(/&#x([0-9a-f]{2,5});/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
        .replace(/&#(\d{2,5});/g, (_, ten: string) => String.fromCodePoint(Number(ten))),
    );
  }
  const spaced = (spelled ? (text.match(SPACED) ?? []) : []).slice(0, MOST);
  // Two or more separators part words, one parts letters.
  for (const run of spaced) found.push(run.replace(/[ ._\-*|]{2,}/g, "\u0000").replace(/[ ._\-*|]/g, "").replaceAll("\u0000", " "));
  if (digits) found.push(text.replace(/[013457@$]/g, (digit) => LEET[digit]!));
  return found;
}

/** One pass for what may be hidden, so that ordinary text costs no pattern. */
function shapeOf(text: string): { run: boolean; spelled: boolean; mark: boolean; digits: boolean } {
  const shape = { run: false, spelled: false, mark: false, digits: false };
  let length = 0;
  let singles = 0;
  let word = 0;
  let kind = 0;
  let before = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const letter = (code > 96 && code < 123) || (code > 64 && code < 91) || code > 127;
    const digit = code > 47 && code < 58;
    if (code === 37 || code === 92 || code === 38) shape.mark = true;
    if (letter || digit || code === 43 || code === 47 || code === 45 || code === 95) {
      if (++length >= 24) shape.run = true;
    } else length = 0;
    if (letter || digit) {
      word++;
      if (letter && kind === 2 && before === 1) shape.digits = true;
    } else {
      singles = word === 1 ? singles + 1 : word === 0 ? singles : 0;
      if (singles >= 7) shape.spelled = true;
      word = 0;
    }
    before = kind;
    kind = letter ? 1 : digit || code === 36 ? 2 : 0;
  }
  return shape;
}

const LEET: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s" };

function readable(bytes: Buffer, found: string[]): void {
  const text = bytes.toString("utf8");
  if (text.length < 12) return;
  let plain = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if ((code >= 32 && code < 127) || code === 10 || code === 13 || code === 9 || (code > 160 && code !== 0xfffd)) plain++;
  }
  if (plain / text.length > 0.9) found.push(text);
}
