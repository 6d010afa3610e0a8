const pad = (value: number) => String(value).padStart(2, "0");
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" });

/** "2026-11-21 06:41:33 UTC" */
export const utc = (date: Date): string => `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;

const HOUR_MS = 3_600_000;

/**
 * "21 Nov, 07:41", with the year when it is another one; in the zone of whoever looks. In the hour that comes twice
 * when clocks go back, the offset says which of the two it is.
 */
export function absolute(date: Date, now: number, timeZone?: string): string {
  const { year, day, dayAndYear, offset } = formatsOf(timeZone);
  const same = year.format(date) === year.format(new Date(now));
  const format = same ? day : dayAndYear;
  const text = format.format(date);
  const twice = [-HOUR_MS, HOUR_MS].some((away) => format.format(date.getTime() + away) === text);
  return twice ? `${text} ${offset.formatToParts(date).find(({ type }) => type === "timeZoneName")?.value ?? ""}` : text;
}

// Making one costs as much as formatting a hundred times, and a list has many moments.
const formats = new Map<string | undefined, ReturnType<typeof makeFormats>>();

function makeFormats(timeZone: string | undefined) {
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  const minute = { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" } as const;
  return { year: make({ year: "numeric" }), day: make(minute), dayAndYear: make({ ...minute, year: "numeric" }), offset: make({ timeZoneName: "shortOffset" }) };
}

function formatsOf(timeZone: string | undefined): ReturnType<typeof makeFormats> {
  let known = formats.get(timeZone);
  if (!known) formats.set(timeZone, (known = makeFormats(timeZone)));
  return known;
}

/** "3 min. ago", "in 2 hr.", "1 day ago": by time passed, never by the calendar, whose days differ from zone to zone and with the clocks. */
export function ago(date: Date, now: number): string {
  const seconds = Math.round((date.getTime() - now) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return seconds > 0 ? "in a moment" : "just now";
  if (size < 3_570) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 84_600) return relative.format(Math.round(seconds / 3_600), "hour");
  if (size < 30 * 86_400) return relative.format(Math.round(seconds / 86_400), "day");
  if (size < 350 * 86_400) return relative.format(Math.round(seconds / (30.44 * 86_400)), "month");
  return relative.format(Math.round(seconds / (365.25 * 86_400)), "year");
}

/** "2d 4h", "1h 12m", "9m 05s", "8s": rounded down, never below zero. */
export function remaining(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3_600);
  const minutes = Math.floor((total % 3_600) / 60);
  const seconds = total % 60;
  if (days > 0) return `${days}d ${hours}h`;
  if (hours > 0) return `${hours}h ${pad(minutes)}m`;
  if (minutes > 0) return `${minutes}m ${pad(seconds)}s`;
  return `${seconds}s`;
}
