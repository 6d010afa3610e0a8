import { folded } from "@/lib/signals/fold";
import { hostOf } from "@/lib/signals/destinations";
import type { Recipient } from "./kinds-view";

/** Domains that count as the company's own, in small letters. */
export const domainsOf = (...given: readonly unknown[]): ReadonlySet<string> =>
  new Set(given.filter((one): one is string => typeof one === "string" && one.trim() !== "").map((one) => domainOf(one).replace(/^\.+/, "")));

/** Compared whole, never by how it ends: acme.example.evil.example is not acme.example. */
export function recipientOf(address: string, ours: ReadonlySet<string>): Recipient {
  const domain = domainOf(address);
  const outside = ours.size === 0 ? null : !ours.has(domain);
  return { address, outside, remark: outside === false ? null : remarkOn(domain, ours) };
}

/** Several addresses in one text are several recipients. */
export const addressesIn = (text: string): string[] => {
  const parts = text.split(/[,;\n]/).map((part) => part.trim());
  return parts.length > 1 && parts.every((part) => part.includes("@")) ? parts : [text];
};

const domainOf = (address: string): string => {
  const bare = /<([^<>]*)>\s*$/.exec(address)?.[1] ?? address;
  return bare.slice(bare.lastIndexOf("@") + 1).trim().toLowerCase().replace(/\.$/, "");
};

function remarkOn(domain: string, ours: ReadonlySet<string>): string | null {
  for (const own of ours) {
    if (own === domain || own.length < 4) continue;
    if (folded(domain) === folded(own) || isOneOff(folded(domain), own)) return `looks like ${own}`;
    if (domain.startsWith(`${own}.`) || domain.startsWith(`${own}-`)) return `begins like ${own}`;
  }
  const ascii = hostOf(domain);
  if (/^[\x21-\x7e]*$/.test(domain)) return domain.split(".").some((label) => label.startsWith("xn--")) ? "written in other letters than it is sent with" : null;
  return ascii && ascii !== domain ? `sent as ${ascii}` : "has letters that no domain has";
}

/** One letter changed, left out or added, or two that stand side by side exchanged. */
function isOneOff(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
