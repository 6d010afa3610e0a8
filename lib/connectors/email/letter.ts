import { z } from "zod";
import { sha256 } from "@/lib/canonical";
import { Refusal } from "@/lib/errors";
import { render } from "@/lib/connectors/template";
import type { Json } from "@/lib/connectors/types";
import { Address, type EmailBinding, type EmailConfig } from "./schemas";

/** A mail as it will leave: plain text, bare addresses, every one of them checked. */
export type Letter = {
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  replyTo: string | undefined;
  subject: string;
  text: string;
  messageId: string;
  /** Only in our own mails: what agents write leaves as text. */
  html?: string;
  headers?: Record<string, string>;
};

const MAX_RECIPIENTS = 100;
const Line = z.string().max(998, "is longer than a mail header may be").regex(/^[^\r\n\0]*$/, "must be one line");

/**
 * The mail that a binding and these params make. The same idempotency key gives the same Message-ID, which
 * lets a mailbox recognise a mail that was sent twice.
 * @throws Refusal `invalid` for a missing value, a header with a line break or something that is no address;
 *   `not_permitted` for a domain that is not allowed
 */
export function letterOf(config: EmailConfig, binding: EmailBinding, params: Record<string, Json>, idempotencyKey: string): Letter {
  const value = (template: Json | undefined): Json | undefined =>
    // In a list, so that an optional placeholder may come out as nothing.
    template === undefined ? undefined : (render([template], { params }) as Json[])[0];
  const to = addressesIn("to", value(binding.to));
  const cc = addressesIn("cc", value(binding.cc));
  const bcc = addressesIn("bcc", value(binding.bcc));
  const everybody = [...to, ...cc, ...bcc];
  if (everybody.length === 0) throw new Refusal("invalid", "The mail has no recipient.");
  if (everybody.length > MAX_RECIPIENTS) throw new Refusal("invalid", `The mail has ${everybody.length} recipients; at most ${MAX_RECIPIENTS} are allowed.`);
  requireAllowedDomains(everybody, config.allowedDomains);
  const [replyTo] = addressesIn("replyTo", value(binding.replyTo));
  return {
    from: config.from,
    to,
    cc,
    bcc,
    replyTo,
    subject: checked("subject", Line, value(binding.subject)),
    text: checked("text", z.string(), value(binding.text)),
    messageId: `<${sha256(idempotencyKey).toString("hex").slice(0, 40)}@${domainOf(/([^<\s>]+)>?\s*$/.exec(config.from)![1]!)}>`,
  };
}

function addressesIn(field: string, value: Json | undefined): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((one) => checked(field, Address, one));
}

function checked(field: string, schema: z.ZodType<string>, value: Json | undefined): string {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Refusal("invalid", `The mail's ${field} cannot be used: ${parsed.error.issues[0]?.message ?? "it does not fit"}.`);
}

function requireAllowedDomains(addresses: string[], allowed: string[] | undefined): void {
  const outside = allowed && addresses.find((address) => !allowed.includes(domainOf(address)));
  if (outside) throw new Refusal("not_permitted", `${outside} is not in a domain this connector may write to (${allowed.join(", ")}).`);
}

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();
