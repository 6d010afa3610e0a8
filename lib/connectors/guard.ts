import dns from "node:dns";
import type http from "node:http";
import net from "node:net";
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from "request-filtering-agent";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";

/** An address that may not be connected to: refused before anything was sent. */
export class ForbiddenAddress extends Error {
  override name = "ForbiddenAddress";
}

// Cloud metadata hands out credentials; no deployment wants a tool to read it, private targets allowed or not.
const metadata = new net.BlockList();
metadata.addSubnet("169.254.0.0", 16, "ipv4");
metadata.addAddress("100.100.100.200", "ipv4");
metadata.addAddress("fd00:ec2::254", "ipv6");
metadata.addAddress("fd20:ce::254", "ipv6");
// The same within IPv6: as IPv4-compatible, through NAT64, through 6to4.
metadata.addSubnet("::a9fe:0", 112, "ipv6");
metadata.addSubnet("64:ff9b::a9fe:0", 112, "ipv6");
metadata.addSubnet("2002:a9fe::", 32, "ipv6");
// IPv4-compatible addresses, long deprecated, hold any IPv4 address; the filter takes them for public ones.
const compatible = new net.BlockList();
compatible.addSubnet("::", 96, "ipv6");

/**
 * Whether the URL's host stands in the list: `host` means the scheme's usual port, `host:port` that port.
 * @throws Refusal `not_permitted`
 */
export function requireAllowedHost(url: URL, allowedHosts: readonly string[]): void {
  if (allowedHosts.some((allowed) => allowed.toLowerCase() === url.host)) return;
  throw new Refusal("not_permitted", `${url.host} is not among this connector's allowed hosts (${allowedHosts.join(", ")}).`);
}

/**
 * An agent for one request. The address is looked up once, checked, and that same address is connected to, so
 * that a name cannot resolve to one thing for the check and another for the connection. Private, loopback,
 * link-local and reserved addresses are refused unless ALLOW_PRIVATE_TARGETS; cloud metadata always.
 */
export function guardedAgent(url: URL): http.Agent {
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  const why = net.isIP(literal) !== 0 ? forbidden(literal) : undefined;
  if (why) throw new ForbiddenAddress(`${literal} is ${why}`);
  const options = { keepAlive: false, allowPrivateIPAddress: env().ALLOW_PRIVATE_TARGETS, lookup };
  return url.protocol === "https:" ? new RequestFilteringHttpsAgent(options) : new RequestFilteringHttpAgent(options);
}

/** The agent says "not allowed" with a plain error; whatever the network says carries a code. */
export const isForbidden = (error: Error): boolean => error instanceof ForbiddenAddress || (!("code" in error) && error.message.includes("is not allowed"));

function forbidden(address: string): string | undefined {
  const six = net.isIPv6(address);
  if (metadata.check(address, six ? "ipv6" : "ipv4")) return "a metadata address";
  return six && !env().ALLOW_PRIVATE_TARGETS && compatible.check(address, "ipv6") ? "an address of this machine or an outdated one" : undefined;
}

const lookup: net.LookupFunction = (hostname, options, done) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, "", 0);
    for (const { address } of addresses) {
      const why = forbidden(address);
      if (why) return done(new ForbiddenAddress(`${hostname} leads to ${address}, ${why}`), "", 0);
    }
    if (options.all) return done(null, addresses);
    const [first] = addresses;
    return first ? done(null, first.address, first.family) : done(Object.assign(new Error(`${hostname} has no address`), { code: "ENOTFOUND" }), "", 0);
  });
};
