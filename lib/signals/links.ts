import { codesIn } from "./codes";
import { hostOf } from "./destinations";
import type { Detector, Signal, Text } from "./types";

const MOST = 50;
const REST = /[^\s<>"'`)\]}\\]{3,500}/y;

/** The links of a leaf and the hosts it names without a scheme, each once; looked for once, for all detectors. */
export const placesIn = (leaf: Text): { links: readonly string[]; hosts: readonly string[] } =>
  (leaf.places ??= { links: once(linksIn(leaf.text)), hosts: leaf.text.includes(".") ? once(bareHostsIn(leaf.text)) : [] });

const once = (found: string[]): string[] => (found.length > 1 ? [...new Set(found)] : found);

/** Links in a text, found from their `://` or `www.`, without the sentence's own punctuation. */
export function linksIn(text: string): string[] {
  const found: string[] = [];
  let past = 0;
  const take = (start: number, rest: number): void => {
    REST.lastIndex = rest;
    if (start < past || !REST.test(text)) return;
    past = REST.lastIndex;
    found.push(text.slice(start, past).replace(/[.,;:!?]{1,20}$/, ""));
  };
  for (let at = text.indexOf("://"); at > 0 && found.length < MOST; at = text.indexOf("://", at + 3)) {
    const scheme = /(?:https?|ftp|wss?)$/i.exec(text.slice(Math.max(0, at - 6), at));
    if (scheme) take(at - scheme[0].length, at + 3);
  }
  past = 0;
  const linked = new Set(found);
  for (let at = text.indexOf("www."); at >= 0 && found.length < MOST; at = text.indexOf("www.", at + 4)) {
    if (at > 0 && /[\w./-]/.test(text[at - 1]!)) continue;
    const before = found.length;
    take(at, at + 4);
    if (found.length > before && linked.has(found[before]!)) found.pop();
  }
  return found;
}

// Without a scheme only endings that are no file's.
const ENDING = /\.(?:com|net|org|io|info|biz|ru|cn|xyz|top|site|online|app|dev|me|tv|cc|link|click|shop|store|live|club|uk|de|fr|eu)(?![\w@-]|\.\w)/g;

/** Hosts written without `https://`, as people do. */
function bareHostsIn(text: string): string[] {
  const found: string[] = [];
  ENDING.lastIndex = 0;
  for (let match = ENDING.exec(text); match && found.length < MOST; match = ENDING.exec(text)) {
    let start = match.index;
    while (start > 0 && match.index - start < 120 && /[\w.-]/.test(text[start - 1]!)) start--;
    const before = text[start - 1] ?? "";
    if (start === match.index || before === "@" || before === "/") continue;
    found.push(text.slice(start, match.index + match[0].length));
  }
  return found;
}

/** Whether a host is one of the allowed ones or below one. */
const isWithin = (host: string, allowed: readonly string[]): boolean =>
  allowed.some((known) => host === known.toLowerCase() || host.endsWith(`.${known.toLowerCase()}`));

/** Links and hosts outside the allowed lists, and links that hide where they go. */
export const links: Detector = ({ hosts }, { params, destinations }) => {
  const texts = params.flatMap((leaf) => (leaf.number === undefined ? placesIn(leaf).links.map((link) => ({ pointer: leaf.pointer, link })) : []));
  const urls = destinations.flatMap(({ kind, pointer, value }) => (kind === "url" ? [{ pointer, link: value }] : []));
  const seen = new Set<string>();
  const named = new Set<string>();
  const carrying = urls.filter(({ link }) => carriesData(link)).map(({ pointer, link }): Signal => ({ detector: "link", kind: "carries_data", pointer, excerpt: link.slice(0, 100), severity: "low" }));
  const strange = [...urls, ...texts].flatMap(({ pointer, link }): Signal[] => {
    if (named.has(`${pointer} ${link}`)) return [];
    named.add(`${pointer} ${link}`);
    const host = hostOf(link);
    if (seen.has(`${pointer} ${host}`)) return [];
    seen.add(`${pointer} ${host}`);
    const odd = oddness(host, link);
    const outside = hosts !== null && !isWithin(host, hosts);
    if (!odd && !outside) return [];
    return [{ detector: "link", kind: odd ?? "outside", pointer, excerpt: link.slice(0, 100), severity: odd ? "high" : "medium" }];
  });
  return [...strange, ...carrying];
};

/** Whether opening a link tells its host something: a query, or a code or escaped text in its path or host. */
const carriesData = (link: string): boolean => /\?[^#]/.test(link) || /(?:%[0-9a-f]{2}[^%]{0,20}){3}/i.test(link) || codesIn(link).length > 0;

const SHORTENERS = new Set("bit.ly t.co tinyurl.com goo.gl is.gd ow.ly buff.ly cutt.ly rb.gy rebrand.ly shorturl.at t.ly tiny.cc lnkd.in s.id v.gd".split(" "));

/** What makes a link suspicious by itself. */
function oddness(host: string, link: string): string | undefined {
  if (host === "") return "unreadable";
  if (/^(?:\d{1,3}\.){3}\d{1,3}$|^\[/.test(host)) return isPrivate(host) ? "private_address" : "bare_address";
  if (host === "localhost" || host.endsWith(".internal") || host.endsWith(".local")) return "private_address";
  if (SHORTENERS.has(host)) return "shortened";
  if (host.split(".").some((label) => label.startsWith("xn--"))) return "lookalike_host";
  if (/^[a-z]+:\/\/[^/@]{1,200}@/i.test(link)) return "credentials_in_link";
  return undefined;
}

const isPrivate = (host: string): boolean => /^(?:10|127|0|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.|^\[(?:::1|f[cde])/i.test(host);
