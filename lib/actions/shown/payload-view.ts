import { EmailBinding, EmailConfig } from "@/lib/connectors/email/schemas";
import { DeleteBinding, InsertBinding, UpdateBinding } from "@/lib/connectors/postgres/schemas";
import { render, renderText } from "@/lib/connectors/template";
import type { Json } from "@/lib/connectors/types";
import { pointerTo, Refusal } from "@/lib/errors";
import { readHtml } from "@/lib/payloads/html";
import type { Amounts, PayloadView } from "@/lib/payloads/kinds-view";
import { passagesIn } from "@/lib/payloads/passages";
import { addressesIn, domainsOf, recipientOf } from "@/lib/payloads/recipients";
import { wordsOf } from "@/lib/signals/destinations";
import { amountsOf, paramOf } from "./amounts";

/** What an admin said of the tool: it alone decides how a payload is shown. */
export type Described = { tool: string; kind: string; config: unknown; operation: string; binding: unknown; schema: unknown; summary: string };

/** How the connector would use these (masked) params, where it can be shown better than as a tree. Pure; whatever goes wrong, the tree is left. */
export function payloadView(described: Described | undefined, params: Json, ourDomains: readonly unknown[] = []): PayloadView {
  const amounts = described ? amountsOf(described.summary, params) : {};
  try {
    const shown = described && shownBy(described, params, ourDomains, amounts);
    if (shown) return { amounts, ...shown };
    return { amounts, kind: "tree", passages: described ? passagesIn(described.tool, described.schema, params) : [], failed: false };
  } catch (error) {
    // A binding that does not fit these params is told by its attempt; anything else is our fault, and must not cost the reader the tree.
    return { amounts, kind: "tree", passages: [], failed: !(error instanceof Refusal) };
  }
}

type Shown = PayloadView extends infer View ? (View extends PayloadView ? Omit<View, "amounts"> : never) : never;

function shownBy(described: Described, params: Json, ourDomains: readonly unknown[], amounts: Amounts): Shown | undefined {
  if (described.kind === "email" && described.operation === "send") return sent(described, params, ourDomains);
  if (described.kind === "postgres") return record(described, params, amounts);
  return described.schema ? mailBySchema(described.schema, params, ourDomains) : undefined;
}

function sent({ config, binding }: Described, params: Json, ourDomains: readonly unknown[]): Shown | undefined {
  const letter = EmailBinding.safeParse(binding);
  const settings = EmailConfig.safeParse(config);
  if (!letter.success || !settings.success) return undefined;
  const { from } = settings.data;
  const ours = domainsOf(from, ...ourDomains);
  // Inside an object, so that an optional placeholder without a value leaves its field out.
  const recipients = (template: Json | undefined) => {
    const { list } = render({ list: template ?? [] }, { params }) as { list?: Json };
    return list === undefined ? [] : texts(list).map((address) => recipientOf(address, ours));
  };
  const { to, cc, bcc, replyTo, subject, text } = letter.data;
  return {
    kind: "email",
    from,
    to: recipients(to),
    cc: recipients(cc),
    bcc: recipients(bcc),
    replyTo: replyTo === undefined ? null : renderText(replyTo, { params }),
    subject: renderText(subject, { params }),
    text: renderText(text, { params }),
    html: null,
    others: [],
  };
}

const BODY = ["text", "body", "message", "content", "html", "html_body", "htmlBody"];

/** A mail that another system sends: known by a schema that has a recipient, a subject and a body. */
function mailBySchema(schema: unknown, params: Json, ourDomains: readonly unknown[]): Shown | undefined {
  const properties = (schema as { properties?: Record<string, unknown> }).properties ?? {};
  const bodies = BODY.filter((name) => Object.hasOwn(properties, name));
  if (!Object.hasOwn(properties, "to") || !Object.hasOwn(properties, "subject") || bodies.length === 0) return undefined;
  if (params === null || typeof params !== "object" || Array.isArray(params)) return undefined;
  const { to, cc, bcc, from, reply_to, replyTo, subject, ...rest } = params;
  const held = bodies.filter((name) => typeof rest[name] === "string");
  if (to === undefined || typeof subject !== "string" || held.length === 0) return undefined;
  const ours = domainsOf(...ourDomains);
  const recipients = (value: Json | undefined) => (value === undefined ? [] : texts(value).flatMap(addressesIn).map((address) => recipientOf(address, ours)));
  const html = held.find((name) => isHtml(name, properties[name]));
  const text = held.find((name) => name !== html);
  const shown = new Set([html, text]);
  return {
    kind: "email",
    from: from === undefined ? null : texts(from).join(", "),
    to: recipients(to),
    cc: recipients(cc),
    bcc: recipients(bcc),
    replyTo: [reply_to, replyTo].filter((one) => one !== undefined).flatMap(texts).join(", ") || null,
    subject,
    text: text === undefined ? null : (rest[text] as string),
    html: html === undefined ? null : readHtml(rest[html] as string),
    others: Object.keys(rest).filter((name) => !shown.has(name)),
  };
}

const isHtml = (name: string, schema: unknown): boolean =>
  wordsOf(name).includes("html") || (schema as { contentMediaType?: unknown } | undefined)?.contentMediaType === "text/html" || (schema as { format?: unknown } | undefined)?.format === "html";

const BINDING = { insert: InsertBinding, update: UpdateBinding, delete: DeleteBinding } as const;

function record({ operation, binding }: Described, params: Json, amounts: Amounts): Shown | undefined {
  if (operation !== "insert" && operation !== "update" && operation !== "delete") return undefined;
  const parsed = BINDING[operation].safeParse(binding);
  if (!parsed.success) return undefined;
  const { table, key } = parsed.data;
  const columns = "set" in parsed.data ? parsed.data.set : "values" in parsed.data ? parsed.data.values : {};
  const values = render(columns as Json, { params });
  if (values === null || typeof values !== "object" || Array.isArray(values)) return undefined;
  return {
    kind: "record",
    verb: operation,
    table,
    key: key === undefined ? null : shown(render(key, { params })),
    fields: Object.entries(values).map(([field, value]) => ({ field, value, amount: amountOf(columns as Json, field, amounts) })),
  };
}

/** The amount that a column is filled with. */
function amountOf(columns: Json, field: string, amounts: Amounts): string | null {
  const path = paramOf(columns, field);
  return (path && amounts[pointerTo(path)]) || null;
}

const shown = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
const texts = (value: Json): string[] => (Array.isArray(value) ? value : [value]).filter((item) => item !== null).map(shown);
