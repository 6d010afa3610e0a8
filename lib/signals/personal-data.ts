import { emailsIn } from "./addresses";
import * as check from "./checksums";
import { numbersOf, scanOf, scanOfText, type Scan } from "./scan";
import type { Detector, Severity, Signal } from "./types";

/**
 * Personal data that a check digit or a clear form gives away. `near` words are needed where the form alone is common.
 * Names and addresses are not looked for: no honest pattern finds them.
 */
type Kind = { kind: string; severity: Severity; pattern: RegExp; valid?: (compact: string) => boolean; near?: RegExp; raw?: true; /** A cheap look that must succeed first. */ when?: (scan: Scan) => boolean; /** Digits and separators only: looked for among the numbers of a text. */ number?: true };

const SEPARATORS = /[ .\-/:]/g;
// A number stands alone: no digit or letter touches it, and no decimal point or currency follows.
const alone = (body: string, flags = "g") => new RegExp(`(?<![\\w.@+-])${body}(?![\\w@]|[.,-]\\d)`, flags);

const mixed = (scan: Scan): boolean => scan.mixed;

export const KINDS: readonly Kind[] = [
  { kind: "card", number: true, severity: "high", pattern: alone("(?:[3-6]\\d{3}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4}(?:[ -]?\\d{1,3})?|3[47]\\d{2}[ -]?\\d{6}[ -]?\\d{5}|3[068]\\d{2}[ -]?\\d{6}[ -]?\\d{4}|1\\d{14}|2[2-7]\\d{2}[ -]?\\d{4}[ -]?\\d{4}[ -]?\\d{4})"), valid: check.luhn },
  { kind: "iban", when: mixed, severity: "medium", pattern: alone("[A-Za-z]{2}\\d{2}(?:[ -]?[A-Za-z0-9]{2,4}){2,8}(?:[ -]?[A-Za-z0-9]{1,3})?"), valid: ibanIn, raw: true },
  { kind: "us_ssn", number: true, severity: "high", pattern: alone("\\d{3}([- ])\\d{2}\\1\\d{4}"), valid: check.ssn },
  { kind: "us_itin", number: true, severity: "high", pattern: alone("9\\d{2}[- ]?(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])[- ]?\\d{4}"), valid: check.itin, near: /-| |itin|tax/i },
  { kind: "us_npi", number: true, severity: "low", pattern: alone("[12]\\d{3}[- ]?\\d{3}[- ]?\\d{3}"), valid: check.npi },
  { kind: "us_mbi", when: mixed, severity: "high", pattern: alone("[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\\d-?[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\\d-?[AC-HJKMNP-RT-Y]{2}\\d{2}", "gi") },
  { kind: "us_bank_routing", number: true, severity: "low", pattern: alone("\\d{9}"), valid: check.aba, near: /aba|routing|bank|transit|^\d{9}$/i },
  { kind: "uk_nhs", number: true, severity: "high", pattern: alone("\\d{3}[- ]?\\d{3}[- ]?\\d{4}"), valid: check.nhs, near: /nhs|patient|health|^[\d -]{10,12}$/i },
  { kind: "uk_nino", when: ({ digits }) => digits >= 6, severity: "high", pattern: alone("(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]", "gi") },
  { kind: "ca_sin", number: true, severity: "high", pattern: alone("\\d{3}[- ]?\\d{3}[- ]?\\d{3}"), valid: check.sin, near: /-| |sin|social|insurance|canad|^\d{9}$/i },
  { kind: "au_abn", number: true, severity: "low", pattern: alone("\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}"), valid: check.abn },
  { kind: "au_acn", number: true, severity: "low", pattern: alone("\\d{3} ?\\d{3} ?\\d{3}"), valid: check.acn, near: /acn|company|^[\d ]{9,11}$/i },
  { kind: "au_tfn", number: true, severity: "high", pattern: alone("\\d{3} ?\\d{3} ?\\d{3}"), valid: check.tfn, near: /tfn|tax|^[\d ]{9,11}$/i },
  { kind: "au_medicare", number: true, severity: "high", pattern: alone("[2-6]\\d{3} ?\\d{5} ?\\d"), valid: check.medicare, near: /medicare|health|^[\d ]{10,12}$/i },
  { kind: "de_tax_id", number: true, severity: "high", pattern: alone("[1-9]\\d{10}"), valid: check.germanTax, near: /steuer|tax|idnr|tin\b|^\d{11}$/i },
  { kind: "pl_pesel", number: true, severity: "high", pattern: alone("\\d{11}"), valid: check.pesel },
  { kind: "tr_national_id", number: true, severity: "high", pattern: alone("[1-9]\\d{10}"), valid: check.turkish },
  { kind: "es_nif", when: mixed, severity: "high", pattern: alone("\\d{7,8}-?[A-Za-z]"), valid: check.spanish },
  { kind: "es_nie", when: mixed, severity: "high", pattern: alone("[XYZ]\\d{7}-?[A-Z]"), valid: check.spanish },
  { kind: "fi_hetu", when: ({ digits }) => digits >= 9, severity: "high", pattern: alone("\\d{6}[-+A-FU-Y]\\d{3}[0-9A-Y]", "gi"), valid: check.finnish, raw: true },
  { kind: "it_fiscal_code", when: mixed, severity: "high", pattern: alone("[A-Z]{6}\\d{2}[A-EHLMPR-T]\\d{2}[A-Z]\\d{3}[A-Z]", "gi") },
  { kind: "se_personnummer", number: true, severity: "high", pattern: alone("(?:18|19|20)?\\d{6}[-+]?\\d{4}"), valid: check.swedish, near: /[-+]\d{4}|person|identity|swed|svensk|\b\d{12}\b|^\d{10}$/i },
  { kind: "sg_nric", when: mixed, severity: "high", pattern: alone("[STFG]\\d{7}[A-Z]", "gi"), valid: check.singaporean },
  { kind: "in_aadhaar", number: true, severity: "high", pattern: alone("[2-9]\\d{3}([- :]?)\\d{4}\\1\\d{4}"), valid: check.verhoeff },
  { kind: "in_pan", when: mixed, severity: "high", pattern: alone("[A-Z]{3}[ABCFGHLJPT][A-Z]\\d{4}[A-Z]") },
  { kind: "th_tnin", number: true, severity: "high", pattern: alone("[1-8]\\d{12}"), valid: check.thai },
  { kind: "za_id", number: true, severity: "high", pattern: alone("\\d{13}"), valid: check.southAfrican },
  { kind: "kr_rrn", number: true, severity: "high", pattern: alone("\\d{6}-?[1-8]\\d{6}"), valid: check.korean, near: /-|rrn|korea|resident|^\d{13}$/i },
  { kind: "crypto_wallet", when: mixed, severity: "medium", pattern: alone("(?:bc1[a-z0-9]{25,59}|[13][1-9A-HJ-NP-Za-km-z]{25,33}|0x[0-9a-fA-F]{40})") , valid: (text) => !/^\d+$/.test(text) },
  { kind: "ip_address", number: true, severity: "info", pattern: /(?<![\w.:])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w:]|\.\d)/g },
  { kind: "ip_address", severity: "info", pattern: /(?<![\w:.])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,7}(?![\w:]|\.\d)|(?<![\w:.])(?:[0-9a-f]{1,4}:){1,7}:(?![\w:])|(?<![\w:.])(?:[0-9a-f]{1,4}:){0,6}:(?::?[0-9a-f]{1,4}){1,6}(?:[:.]\d{1,3}){0,4}(?![\w:]|\.\d)/gi, valid: ipv6, raw: true, when: ({ colons, text }) => colons && (text.includes("::") || text.split(":", 8).length === 8) },
  { kind: "mac_address", when: ({ pairs }) => pairs, severity: "info", pattern: /(?<![\w:.-])(?:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4})(?![\w:-])/gi, valid: (text) => !/^(?:0[:-]?|f[:-]?)+$/i.test(text) },
  { kind: "phone", number: true, severity: "low", pattern: /(?<![\w.+-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{2,4}\) ?\d{3}[ .-]?\d{4}|\d{3}[ .-]\d{3}[ .-]\d{4}|0\d{2,4}[ -]\d{3,4}[ -]?\d{2,4}(?:[ -]?\d{2})?|0\d-\d{6,8}|0[1-9]\d{8,9}|\d{3} \d{3} \d{2} \d{2}|\d{3}-\d{3}-\d{2}-\d{2})(?![\w-]|\.\d)/g, valid: (text) => /^\+?\d{8,15}$/.test(text.replace(/[()]/g, "")) },
  { kind: "phone", number: true, severity: "low", pattern: alone("\\d{8,12}"), near: /\b(?:tel|telephone|telefon|phone|mobile|cell|gsm|whatsapp)\b/i },
  { kind: "passport", when: mixed, severity: "high", pattern: alone("[A-Z]{1,3}\\d{6,8}", "gi"), near: /passport|pasaporte|passeport|reisepass|travel document/i },
];

/** Whether a run starts with an account number of its country's length: the sentence may go on in words as short as its groups. */
function ibanIn(run: string): boolean {
  const length = check.ibanLength(run.slice(0, 2).toUpperCase());
  let taken = "";
  for (let index = 0; index < run.length && taken.length < length; index++) if (/[A-Za-z0-9]/.test(run[index]!)) taken += run[index]!.toUpperCase();
  const rest = run.replace(/[ -]/g, "").length - taken.length;
  return check.iban(taken) && (rest === 0 || new RegExp(`^(?:[ -]?[A-Za-z0-9]){${length}}[ -]`).test(run));
}

/** Parted by colons, with one gap at most; one that ends as an IPv4 address ends as a whole one. */
function ipv6(text: string): boolean {
  if (!text.includes("::") && text.split(":").length !== (text.includes(".") ? 7 : 8)) return false;
  const last = text.slice(text.lastIndexOf(":") + 1);
  return !last.includes(".") || (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(last) && last.split(".").every((part) => Number(part) <= 255));
}

const MOST = 20;
/** Findings of every kind in a text: where, and what kind. Bounded to a few per kind. */
export function personalDataIn(text: string, scan: Scan = scanOf(text), most = MOST): { kind: string; severity: Severity; start: number; end: number }[] {
  const mails = text.includes("@") ? emailsIn(text, most).map(({ start, end }) => ({ kind: "email", severity: "info" as const, start, end })) : [];
  // Nothing below four digits is looked for; an IPv6 address may have none.
  if (scan.digits < 4 && !scan.colons) return mails;
  const { joined, textAt } = numbersOf(text);
  const found: { kind: string; severity: Severity; start: number; end: number }[] = [...mails];
  for (const { kind, severity, pattern, valid, near, raw, when, number } of KINDS) {
    const among = number ? joined : text;
    if (among === "" || (when && !when(scan))) continue;
    const full = found.length + most;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(among); match && found.length < full; match = pattern.exec(among)) {
      if (valid && !valid(raw ? match[0] : match[0].replace(SEPARATORS, ""))) continue;
      const start = number ? textAt(match.index) : match.index;
      if (near && !near.test(text.slice(Math.max(0, start - 60), start + match[0].length + 30))) continue;
      found.push({ kind, severity, start, end: start + match[0].length });
    }
  }
  return found;
}

/** Personal data in what leaves: where an address or an account is the destination itself, it is not reported. */
export const personalData: Detector = (_, { params, destinations }) => {
  const going = new Set(destinations.map(({ pointer }) => pointer));
  return params.flatMap((leaf): Signal[] =>
    leaf.number !== undefined || going.has(leaf.pointer)
      ? []
      : firstOfEach(personalDataIn(leaf.text, scanOfText(leaf), 1)).map(({ kind, severity, start, end }) => ({ detector: "pii", kind, pointer: leaf.pointer, excerpt: hinted(leaf.text.slice(start, end)), severity })),
  );
};

const firstOfEach = <T extends { kind: string }>(found: T[]): T[] => found.filter(({ kind }, index) => found.findIndex((other) => other.kind === kind) === index);

/** Enough to find it, not enough to use it. */
const hinted = (value: string): string => `${value.slice(0, 2)}…${value.slice(-2)} (${value.length} characters)`;
