import type { PayloadView } from "@/lib/payloads/kinds-view";
import type { SqlStatement } from "@/lib/payloads/sql-view";

export const payload = {
  all: "All params",
  params: "params",
  failed: "This could not be shown by its kind. Here is everything it holds.",
} as const;

/** What stands where a value holds nothing to read. */
export const value = { none: "none", empty: "empty text" } as const;

export const email = {
  from: "From",
  to: "To",
  cc: "Cc",
  bcc: "Bcc",
  replyTo: "Reply to",
  subject: "Subject",
  others: "Also sent",
  nobody: "nobody",
  outside: "Outside",
  outsideUnknown: "Recipients outside the company are not marked: the policy does not say which domains are its own (lists, our_domains).",
  andHtml: "And as HTML, which most readers see instead:",
} as const;

export const html = {
  about: "About this HTML",
  hidden: "Hidden text",
  hiddenHint: "A mail program would not show what is marked so above.",
  active: "Active parts",
  image: "Image not loaded",
  source: "HTML source",
  leads: (misleading: boolean) => (misleading ? "leads elsewhere:" : "leads to"),
  hiddenMark: "Hidden:",
} as const;

export const record = {
  says: { insert: "A new row in", update: "Changes one row of", delete: "Deletes one row of" } satisfies Record<Extract<PayloadView, { kind: "record" }>["verb"], string>,
  field: "Field",
  becomes: "Becomes",
  before: "Held before",
  now: "Holds now",
  gone: "Holds now, and would be gone",
  same: "the same",
  reading: "Reading what it holds…",
  notShown: (why: string) => `What it holds now is not shown: ${why}`,
  notRead: "What it holds now could not be read.",
} as const;

export const sql = {
  statements: "Statements",
  none: "No statement",
  effect: { reads: "reads", changes: "changes", destroys: "destroys", unclear: "unclear" } satisfies Record<SqlStatement["effect"], string>,
  ambiguous: "Databases read some of its quotes and comments differently: what looks like a text here may run there.",
} as const;

/** Heard around what went and what came. */
export const difference = { removed: "[removed:", added: "[added:", end: "]" } as const;
