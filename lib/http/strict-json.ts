import { Refusal } from "@/lib/errors";

/** Levels of arrays and objects inside one another. */
export const MOST_DEPTH = 32;
/** Members and elements in all of a body. */
export const MOST_VALUES = 20_000;
/** Characters of a number; the longest double needs 25. */
const LONGEST_NUMBER = 64;
/** Faults that one answer lists. */
const MOST_FAULTS = 20;

// They are harmless to JSON.parse, but not to everything that a payload meets on its way to a target.
const FORBIDDEN: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** An open array or object: the names it has so far (objects), and where we are in it. */
type Level = { names: Set<string> | undefined; name: string; index: number };

/**
 * Parses JSON whose meaning nobody can disagree about (I3): what people see, what is hashed and what runs are then the
 * same value. Refused, each with a pointer: duplicate names, names that reach prototypes, NUL, lone surrogates,
 * numbers that change when read as IEEE 754 doubles, and nesting or sizes past the limits.
 * The text is judged by one pass without recursion; the value is built by the engine's own parser.
 * @throws Refusal `malformed` when it is not JSON; `invalid` with every fault when it is not strict
 */
export function parseStrict(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = text.trim() === "" ? "The body is empty; send a JSON object." : `The body is not JSON: ${(error as Error).message.slice(0, 200)}.`;
    throw new Refusal("malformed", why, { faults: [{ pointer: "", detail: "is not JSON" }] });
  }
  const faults = judge(text);
  if (faults.length > 0) throw new Refusal("invalid", "The body is JSON, but not all of it can be carried exactly. Correct every fault in `errors`.", { faults });
  return value;
}

type Fault = { pointer: string; detail: string };

/** The faults of a text that is known to be JSON. */
function judge(text: string): Fault[] {
  const faults: Fault[] = [];
  const levels: Level[] = [];
  let level: Level | undefined;
  let naming = false; // the next string is a name
  let values = 0;
  let slash = text.indexOf("\\"); // the next backslash, looked for once: every string asks

  const fault = (detail: string, last?: string) => {
    if (faults.length < MOST_FAULTS) faults.push({ pointer: pointerTo(levels, last), detail });
  };

  for (let at = 0; at < text.length; ) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (slash !== -1 && slash < at) slash = text.indexOf("\\", at);
        const escaped = slash !== -1 && slash < end;
        if (naming) {
          const name = escaped ? (JSON.parse(text.slice(at, end)) as string) : text.slice(at + 1, end - 1);
          if (FORBIDDEN.has(name)) fault("this name is not accepted, at any depth", name);
          if (level!.names!.has(name)) fault("this name occurs twice in one object", name);
          if (escaped) judgeText(name, (detail) => fault(`the name ${detail}`, name));
          level!.names!.add(name);
          level!.name = name;
          naming = false;
          if (++values > MOST_VALUES) return [...faults, tooMany()];
        } else if (escaped) {
          judgeText(JSON.parse(text.slice(at, end)) as string, fault);
        }
        at = end;
        break;
      }
      case OPEN_OBJECT:
      case OPEN_ARRAY: {
        if (levels.length === MOST_DEPTH) {
          fault(`is nested more than ${MOST_DEPTH} levels deep`);
          return faults;
        }
        naming = text.charCodeAt(at) === OPEN_OBJECT;
        level = { names: naming ? new Set() : undefined, name: "", index: 0 };
        levels.push(level);
        at++;
        break;
      }
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        levels.pop();
        level = levels.at(-1);
        naming = false;
        at++;
        break;
      case COMMA:
        if (level!.names) naming = true;
        else {
          level!.index++;
          if (++values > MOST_VALUES) return [...faults, tooMany()];
        }
        at++;
        break;
      default: {
        const code = text.charCodeAt(at);
        if (code === COLON || code <= 0x20) at++;
        else if (code === 0x74 || code === 0x6e) at += 4; // true, null
        else if (code === 0x66) at += 5; // false
        else {
          const end = endOfNumber(text, at);
          if (!isExact(text, at, end)) fault(`the number ${shown(text.slice(at, end))} cannot be carried exactly; send it as a string, or with fewer digits`);
          at = end;
        }
      }
    }
  }
  return faults;
}

const tooMany = (): Fault => ({ pointer: "", detail: `has more than ${MOST_VALUES} values` });

/** Where the string that begins at `at` ends: the place after its closing quote. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); ; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
}

function endOfNumber(text: string, at: number): number {
  for (let end = at; ; end++) {
    const code = text.charCodeAt(end);
    const part = (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2b || code === 0x2e || code === 0x65 || code === 0x45;
    if (!part) return end;
  }
}

function judgeText(text: string, fault: (detail: string) => void): void {
  if (text.includes("\0")) fault("contains NUL (\\u0000)");
  if (!text.isWellFormed()) fault("contains half of a surrogate pair (\\ud800 to \\udfff alone)");
}

/** Whether a double stands for exactly this number, and its RFC 8785 form for it again. */
function isExact(text: string, from: number, to: number): boolean {
  if (to - from > LONGEST_NUMBER) return false;
  const negative = text.charCodeAt(from) === 0x2d;
  const first = negative ? from + 1 : from;
  // Up to 15 digits always survive; only minus zero does not.
  if (to - first <= 15) {
    let plain = true;
    for (let at = first; at < to && plain; at++) plain = text.charCodeAt(at) <= 0x39; // no exponent
    if (plain && !negative) return true;
  }
  const token = text.slice(from, to);
  const value = Number(token);
  if (!Number.isFinite(value) || Object.is(value, -0)) return false;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return false;
  return decimal(token) === decimal(String(value));
}

/** A decimal number in one spelling: its digits without zeros at either end, and the power of ten of the last. */
function decimal(token: string): string {
  const [, sign, whole, fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token)!;
  const digits = (whole! + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

/** RFC 6901. */
function pointerTo(levels: readonly Level[], last?: string): string {
  const parts = levels.map((level) => (level.names ? level.name : String(level.index)));
  if (last !== undefined) parts[parts.length - 1] = last;
  const pointer = parts.map((part) => `/${part.toWellFormed().replaceAll("~", "~0").replaceAll("/", "~1").replaceAll("\0", "\uFFFD")}`).join("");
  return shown(pointer, 300);
}

const shown = (text: string, most = 60) => (text.length > most ? `${text.slice(0, most)}…` : text);
