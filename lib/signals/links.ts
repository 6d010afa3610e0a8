import { hostOf } from "./destinations";
import type { Detector, Signal } from "./types";

// Bounded, and each starts with a literal: linear.
const LINK = /\b(?:https?:\/\/|ftp:\/\/|www\.)[^\s<>"'`)\]}\\]{3,500}/gi;
const MOST = 50;

/** Links in a text, without the sentence's own punctuation. */
export const linksIn = (text: string): string[] =>
  text.includes("://") || /www\./i.test(text) ? (text.match(LINK) ?? []).slice(0, MOST).map((link) => link.replace(/[.,;:!?]+$/, "")) : [];

// Without a scheme only endings that are no file's.
const BARE = /(?<![\w@./-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|net|org|io|info|biz|ru|cn|xyz|top|site|online|app|dev|me|tv|cc|link|click|shop|store|live|club|uk|de|fr|eu)(?![\w@-]|\.\w)(?:\/[^\s<>"'`)\]]{0,300})?/gi;

/** Hosts written without `https://`, as people do. */
export const bareHostsIn = (text: string): string[] => (text.includes(".") ? (text.match(BARE) ?? []).slice(0, MOST) : []);

/** Whether a host is one of the allowed ones or below one. */
export const isWithin = (host: string, allowed: readonly string[]): boolean =>
  allowed.some((known) => host === known.toLowerCase() || host.endsWith(`.${known.toLowerCase()}`));

/** Links and hosts outside the allowed lists, and links that hide where they go. */
export const links: Detector = ({ hosts }, { params, destinations }) => {
  const texts = params.flatMap(({ pointer, text, number }) => (number === undefined ? linksIn(text).map((link) => ({ pointer, link })) : []));
  const urls = destinations.flatMap(({ kind, pointer, value }) => (kind === "url" ? [{ pointer, link: value }] : []));
  const seen = new Set<string>();
  return [...urls, ...texts].flatMap(({ pointer, link }): Signal[] => {
    const host = hostOf(link);
    if (seen.has(`${pointer} ${host}`)) return [];
    seen.add(`${pointer} ${host}`);
    const odd = oddness(host, link);
    const outside = hosts !== null && !isWithin(host, hosts);
    if (!odd && !outside) return [];
    return [{ detector: "link", kind: odd ?? "outside", pointer, excerpt: link.slice(0, 100), severity: odd ? "high" : "medium" }];
  });
};

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
