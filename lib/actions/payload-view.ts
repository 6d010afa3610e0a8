import { EmailBinding, EmailConfig } from "@/lib/connectors/email/schemas";
import { DeleteBinding, InsertBinding, UpdateBinding } from "@/lib/connectors/postgres/schemas";
import { render, renderText } from "@/lib/connectors/template";
import type { Json } from "@/lib/connectors/types";
import { Refusal } from "@/lib/errors";
import type { PayloadView, Recipient } from "./person-view";

export type Bound = { kind: string; config: unknown; operation: string; binding: unknown };

/** How the connector would use these (masked) params, where it can be shown better than as a tree. Pure. */
export function payloadView(bound: Bound | undefined, params: Json): PayloadView {
  try {
    if (bound?.kind === "email" && bound.operation === "send") return email(bound, params);
    if (bound?.kind === "postgres") return record(bound, params);
  } catch (error) {
    // A binding that does not fit these params is told by its attempt; the tree still shows everything.
    if (!(error instanceof Refusal)) throw error;
  }
  return { kind: "tree" };
}

function email({ config, binding }: Bound, params: Json): PayloadView {
  const letter = EmailBinding.safeParse(binding);
  const settings = EmailConfig.safeParse(config);
  if (!letter.success || !settings.success) return { kind: "tree" };
  const { from } = settings.data;
  const ours = domainOf(/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from);
  // Inside an object, so that an optional placeholder without a value leaves its field out.
  const recipients = (template: Json | undefined): Recipient[] => {
    const { list } = render({ list: template ?? [] }, { params }) as { list?: Json };
    return list === undefined ? [] : texts(list).map((address) => ({ address, outside: domainOf(address) !== ours }));
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
  };
}

const BINDING = { insert: InsertBinding, update: UpdateBinding, delete: DeleteBinding } as const;

function record({ operation, binding }: Bound, params: Json): PayloadView {
  if (operation !== "insert" && operation !== "update" && operation !== "delete") return { kind: "tree" };
  const parsed = BINDING[operation].safeParse(binding);
  if (!parsed.success) return { kind: "tree" };
  const { table, key } = parsed.data;
  const columns = "set" in parsed.data ? parsed.data.set : "values" in parsed.data ? parsed.data.values : {};
  const values = render(columns as Json, { params });
  if (values === null || typeof values !== "object" || Array.isArray(values)) return { kind: "tree" };
  return {
    kind: "record",
    verb: operation,
    table,
    key: key === undefined ? null : shown(render(key, { params })),
    fields: Object.entries(values).map(([field, value]) => ({ field, value })),
  };
}

const shown = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
const texts = (value: Json): string[] => (Array.isArray(value) ? value : [value]).filter((item) => item !== null).map(shown);
const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1).trim().toLowerCase();
