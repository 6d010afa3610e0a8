import { emailsIn } from "./addresses";
import type { Destination, Text } from "./types";

/** Fields that say where something goes, whatever the tool: the last word of the name counts. */
const FIELD = new Set(
  ("to cc bcc recipient recipients participant participants attendee attendees invitee invitees guest guests email emails mail address addresses " +
    "payee beneficiary account iban destination destinations dest target targets url uri link href webhook callback endpoint host hostname domain server " +
    "channel channels user users username member members assignee assignees reviewer reviewers owner phone number msisdn handle contact contacts customer vendor supplier").split(" "),
);
const NOT_A_PLACE = new Set(["number", "customer", "owner"]);

const URL_TEXT = /^(?:https?|ftp|wss?):\/\/[^\s]+$/i;
const BARE_HOST = /^(?:www\.)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,18}(?:[/?#][^\s]*)?$/i;
const ACCOUNT = /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/;
const PHONE = /^\+?[\d][\d ()./-]{6,20}\d$/;
const URL_FIELD = new Set(["url", "uri", "link", "href", "webhook", "callback", "endpoint", "host", "hostname", "domain", "server"]);

/** The words of a field's name: `customerEmail`, `new_recipients` and `to-address` are read alike. */
export function wordsOf(name: string): readonly string[] {
  const known = words.get(name);
  if (known) return known;
  const found = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  if (name.length <= 60) {
    if (words.size >= 2_000) words.clear();
    words.set(name, found);
  }
  return found;
}

// The same few fields come again and again.
const words = new Map<string, readonly string[]>();

/** Whether a field's name says that its value is where something goes. */
export function isDestinationField(field: string): boolean {
  const words = wordsOf(field);
  const last = words.at(-1);
  return last !== undefined && FIELD.has(last);
}

/** Where an action goes, parsed from its params: never a suffix of a raw field. */
export function destinationsIn(params: readonly Text[]): Destination[] {
  return params.flatMap(({ pointer, field, text, number }): Destination[] => {
    if (number !== undefined || text.length > 2_000 || !isDestinationField(field)) return [];
    const last = wordsOf(field).at(-1)!;
    if (text.includes("@")) {
      const found = emailsIn(text);
      const addresses = found.map(({ value }): Destination => ({ pointer, kind: "email", value, domain: domainOf(value) }));
      if (addresses.length > 0) return hasMore(text, found) ? [...addresses, { pointer, kind: "name", value: text.trim(), domain: "" }] : addresses;
    }
    const value = text.trim();
    if (value === "") return [];
    if (URL_TEXT.test(value) || (URL_FIELD.has(last) && BARE_HOST.test(value))) return [{ pointer, kind: "url", value, domain: hostOf(value) }];
    if (ACCOUNT.test(value.replaceAll(" ", ""))) return [{ pointer, kind: "account", value, domain: "" }];
    if (PHONE.test(value)) return last === "number" || last === "phone" || last === "msisdn" || last === "to" ? [{ pointer, kind: "phone", value, domain: "" }] : [];
    if (NOT_A_PLACE.has(last) || value.length > 200) return [];
    return [{ pointer, kind: "name", value, domain: "" }];
  });
}

/** Whether addresses leave something over that a mail server may read as another, or as part of them. */
function hasMore(text: string, found: readonly { start: number; end: number }[]): boolean {
  let at = 0;
  let rest = "";
  for (const { start, end } of found) {
    rest += `${text.slice(at, start)}\0`;
    at = end;
  }
  return /[@＠﹫]|[^\s<>"'(),;:[\]\0]\0|\0[^\s<>"'(),;:[\]\0]/.test(rest + text.slice(at));
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf("@") + 1).toLowerCase();

/** The host of a URL, with or without its scheme; empty when it has none. */
export function hostOf(url: string): string {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`).hostname.replace(/\.$/, "").toLowerCase();
  } catch {
    return "";
  }
}
