/**
 * The language of the product. Sentences live in a `words.ts` beside the screens that say them; numbers, shares and
 * plurals are written here. See docs/decisions/0036-words-in-one-place-per-area.md.
 */
export const LOCALE = "en";

const numbers = new Intl.NumberFormat(LOCALE);
const shares = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules(LOCALE);

/** "12,345" */
export const number = (value: number): string => numbers.format(value);

/** "8.5%" of a whole; a dash where there is no whole. */
export const share = (part: number, whole: number): string => (whole > 0 ? shares.format(part / whole) : "–");

/** The form that fits: `plural(3, { one: "1 rule", other: "3 rules" })`. */
export const plural = (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string => forms[plurals.select(count)] ?? forms.other;

/** "45 s", "12 min", "3.5 h", "2.1 days": about how long, in the unit that says it shortest. */
export function roughly(seconds: number): string {
  const in_ = (value: number, unit: string) =>
    new Intl.NumberFormat(LOCALE, { style: "unit", unit, unitDisplay: unit === "day" ? "long" : "short", maximumFractionDigits: value < 10 && unit !== "second" ? 1 : 0 }).format(value);
  if (seconds < 90) return in_(seconds, "second");
  if (seconds < 5_400) return in_(seconds / 60, "minute");
  if (seconds < 129_600) return in_(seconds / 3_600, "hour");
  return in_(seconds / 86_400, "day");
}

/** "21 Nov" of `2026-11-21`, whatever the zone of whoever looks. */
export const shortDay = (day: string): string => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
