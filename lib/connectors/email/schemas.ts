import { z } from "zod";
import { template, textTemplate } from "@/lib/connectors/template";

const oneLine = /^[^\r\n\0]*$/;

/** A bare address. Display names are the connector's to give, so that nobody reads a name as an address. */
export const Address = z.email().max(254).regex(oneLine);

const domain = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i, "must be a domain such as acme.example")
  .transform((text) => text.toLowerCase());

export const EmailConfig = z.strictObject({
  host: z.string().min(1).max(253).regex(/^[A-Za-z0-9.:-]+$/, "must be a host name or address"),
  port: z.int().min(1).max(65_535),
  /** TLS from the first byte (usually port 465). Otherwise STARTTLS is used when the server offers it. */
  secure: z.boolean().default(false),
  /** Refuse to send over a connection that is not encrypted. */
  requireTls: z.boolean().default(false),
  from: z
    .string()
    .max(320)
    .regex(oneLine, "must be one line")
    .refine((text) => Address.safeParse(/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).success, "must be an address, or a name with an address in <>"),
  /** When given, mail leaves only to addresses of exactly these domains. */
  allowedDomains: z.array(domain).min(1).max(500).optional(),
  timeoutMs: z.int().min(1_000).max(300_000).default(30_000),
});
export type EmailConfig = z.infer<typeof EmailConfig>;

export const EmailCredentials = z
  .strictObject({ user: z.string().min(1).optional(), pass: z.string().min(1).optional() })
  .refine(({ user, pass }) => (user === undefined) === (pass === undefined), "give both user and pass, or neither");
export type EmailCredentials = z.infer<typeof EmailCredentials>;

/** `to`, `cc`, `bcc`: an address or a list of them, or a placeholder for either. */
export const EmailBinding = z.strictObject({
  to: template(),
  cc: template().optional(),
  bcc: template().optional(),
  replyTo: textTemplate().optional(),
  subject: textTemplate(),
  text: textTemplate(),
});
export type EmailBinding = z.infer<typeof EmailBinding>;
