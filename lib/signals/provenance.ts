import { emailsIn } from "./addresses";
import { isMoneyField, sumIn } from "./amounts";
import { codesIn } from "./codes";
import { wordsOf } from "./destinations";
import { folded } from "./fold";
import { placesIn } from "./links";
import { scanOfText } from "./scan";
import type { Detector, Examined, Look, Signal } from "./types";

/** Where a value of the params was seen before: the strongest place counts. */
export type Origin = "instruction" | "trusted" | "untrusted" | "nowhere";
export type Item = { pointer: string; kind: "destination" | "link" | "amount" | "identifier" | "reference" | "contact"; value: string; origin: Origin; /** The name of the source it stands in, where the person did not give it. */ source?: string };

/** Free text and time, which a person rarely dictates word for word. */
const DESCRIPTIVE = new Set(
  ("title subject body content contents text description desc message note notes comment comments summary reason memo caption html markdown headline location place venue date time datetime day start end " +
    "until from deadline duration timezone type format permission recurring priority status color colour language locale currency unit").split(" "),
);
export const ID = new Set("id ids number no nr num ref reference".split(" "));
const MEASURE = new Set("id page offset year month size width height length depth seconds minutes hours days ms timeout ttl port version zip postcode index line count n k top cursor latitude longitude lat lng lon".split(" "));
const ACCOUNT = /\b[A-Z]{2}\d{2}[A-Z0-9]{9,30}\b/g;
/** Ids that only a system knows: a person rarely dictates them. */
export const OPAQUE = /^(?:\d{1,12}|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,64}|[a-z]{1,6}_[A-Za-z0-9]{2,40})$/i;

/** Every destination, link, amount and identifier of the params, with where it was seen first. */
export function originsOf(look: Look, examined: Examined): Item[] {
  const known = once.get(examined);
  if (known) return known;
  const items = traced(look, examined);
  once.set(examined, items);
  return items;
}

// The detector and the conditions of one evaluation ask for the same.
const once = new WeakMap<Examined, Item[]>();

function traced(look: Look, { params, destinations }: Examined): Item[] {
  const seen = placesOf(look);
  // The person may speak of several where the call names one.
  const seenAlike = (value: string): Where => {
    const where = seen(value);
    return where.origin === "nowhere" && value.length <= 60 && /\p{L}{3}$/u.test(value) ? seen(`${value}s`) : where;
  };
  const going = new Set(destinations.map(({ pointer }) => pointer));
  const items: Item[] = destinations.map(({ pointer, value, kind }) => ({ pointer, kind: "destination", value, ...seen(value, kind === "phone" || kind === "account") }));
  for (const leaf of params) {
    const { pointer, field, text, number } = leaf;
    if (going.has(pointer)) continue;
    const words = wordsOf(field);
    if (isMoneyField(field)) {
      if (number !== undefined || text !== "") items.push({ pointer, kind: "amount", value: text, ...seen(text, false, number ?? sumIn(text)) });
    } else if (number === undefined) {
      const { links, hosts } = placesIn(leaf);
      for (const value of [...links, ...hosts]) items.push({ pointer, kind: "link", value, ...seen(value) });
      if (DESCRIPTIVE.has(words.at(-1) ?? "") || text.length > 80 || text.includes("\n")) {
        // An address or an account inside a text is a destination in disguise.
        for (const value of contactsIn(text)) items.push({ pointer, kind: "contact", value, ...seen(value) });
        for (const value of scanOfText(leaf).mixed ? codesIn(text) : []) items.push({ pointer, kind: "identifier", value, ...seen(value) });
      } else if (text !== "") items.push(OPAQUE.test(text) ? { pointer, kind: "reference", value: text, ...seen(text) } : { pointer, kind: "identifier", value: text, ...seenAlike(text) });
    } else if (ID.has(words.at(-1) ?? "")) items.push({ pointer, kind: "reference", value: text, ...seen(text) });
    // A large number is a quantity, a limit or a price, whatever its field is called.
    else if (Math.abs(number) > 100 && !words.some((word) => DESCRIPTIVE.has(word) || MEASURE.has(word))) items.push({ pointer, kind: "amount", value: text, ...seen(text, false, number) });
  }
  return items;
}

const contactsIn = (text: string): ReadonlySet<string> => new Set([...emailsIn(text, 20).map(({ value }) => value), ...(text.match(ACCOUNT) ?? []).slice(0, 20)]);

type Where = Pick<Item, "origin" | "source">;
type Place = { where: Where; read: (text: string) => string; text: string; compact?: string; numbers?: Set<number> };

function placesOf({ instruction, sources }: Look) {
  const places: Place[] = [];
  // What only looks like the person's word is not theirs; in what nobody vouches for, a likeness is enough.
  if (instruction) places.push({ where: { origin: "instruction" }, read: spelt, text: spelt(instruction) });
  for (const { name, trusted, text } of sources) {
    const read = trusted ? spelt : spaced;
    places.push({ where: { origin: trusted ? "trusted" : "untrusted", source: name }, read, text: read(text) });
  }
  places.sort((one, other) => RANK[one.where.origin] - RANK[other.where.origin]);
  const known = new Map<string, Where>();
  const seen = (value: string, compact: boolean, amount?: number): Where => {
    for (const place of places) {
      const wanted = bare(place.read(value.trim()));
      if (amount !== undefined ? hasNumber(place, amount) : stands(place.text, wanted) || (compact && has(place, wanted))) return place.where;
    }
    return NOWHERE;
  };
  return (value: string, compact = false, amount?: number): Where => {
    const key = `${compact} ${amount !== undefined} ${value}`;
    let where = known.get(key);
    if (!where) known.set(key, (where = seen(value, compact, amount)));
    return where;
  };
}

const NOWHERE: Where = { origin: "nowhere" };
const RANK: Record<Origin, number> = { instruction: 0, trusted: 1, untrusted: 2, nowhere: 3 };
const spaced = (text: string): string => folded(text).replace(/\s+/g, " ");
const spelt = (text: string): string => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ");
const bare = (value: string): string => value.replace(/^(?:https?|ftp):\/\//, "").replace(/^www\./, "").replace(/^[#@]/, "").replace(/\/$/, "");

/** Whether a value stands in a text as a whole: `evil.com` does not stand in `notevil.com`, nor in `evil.com.example`. */
export function stands(text: string, value: string): boolean {
  if (value.length === 0) return false;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const before = text.slice(Math.max(0, at - 4), at);
    const after = text.slice(at + value.length, at + value.length + 2);
    if (!/[\p{L}\p{N}@_+-]$/u.test(before.endsWith("www.") ? "" : before) && !(before.endsWith(".") && before !== "www." && /[\p{L}\p{N}]\.$/u.test(before)) && !/^[\p{L}\p{N}@_-]|^\.[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}

function has(place: Place, value: string): boolean {
  place.compact ??= place.text.replace(/[ ().-]/g, "");
  return value.length >= 8 && place.compact.includes(value.replace(/[ ().-]/g, ""));
}

/** Numbers, but for parts of dates, times and ids. */
const NUMBER = /(?<![#_/:\d.]|[\p{L}\d]-)\d[\d,]{0,15}(?:\.\d{1,8})?(?![\d_]|[-/:]\d)/gu;
/** What comes before a number that names something. */
const NAMES = /(?:^|\s)(?:number|no\.?|nr\.?|id|ref|reference|invoice|ticket|case|account|booking|reservation|customer|contract|issue|request|claim|(?<!(?:^|\b(?:to|and|please|then) ))order) (?:number |no\.? |nr\.? |id )?$/;

function hasNumber(place: Place, amount: number): boolean {
  place.numbers ??= numbersIn(place.text);
  return place.numbers.has(amount) || place.numbers.has(-amount);
}

function numbersIn(text: string): Set<number> {
  const found = new Set<number>();
  let left = 2_000;
  for (const { 0: number, index } of text.matchAll(NUMBER)) {
    if (left-- === 0) break;
    if (!NAMES.test(text.slice(Math.max(0, index - 40), index))) found.add(Number(number.replaceAll(",", "")));
  }
  return found;
}

/** Where the values came from, as signals; without an instruction there is nothing to compare with. */
export const provenance: Detector = (look, examined) => {
  if (!look.instruction && look.sources.length === 0) return [];
  return originsOf(look, examined).flatMap(({ pointer, kind, value, origin, source }): Signal[] => {
    if (origin === "untrusted" && kind !== "identifier") return [{ detector: "provenance", kind: "untrusted_only", pointer, excerpt: `${kind} ${value.slice(0, 80)}: only in an untrusted source`, severity: kind === "amount" ? "low" : "medium", ...(source !== undefined && { source }) }];
    if (origin === "nowhere" && look.instruction && (kind === "destination" || kind === "link")) return [{ detector: "provenance", kind: "nowhere", pointer, excerpt: `${kind} ${value.slice(0, 80)}: in nothing the agent was given`, severity: "low" }];
    return [];
  });
};
