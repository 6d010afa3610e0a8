/** The page of the audit trail. */
export const auditPage = {
  title: "Audit",
  description: "Everything that happened, in the order it was written. Nothing here can be changed; reading and exporting it is recorded too.",
  intact: (shown: number) => `${shown} shown, hashes recomputed`,
  altered: {
    badge: (altered: number) => `${altered} altered`,
    title: "Somebody changed these events behind the gateway's back",
    body: (numbers: readonly string[]) =>
      `Events ${numbers.join(", ")} are not what was written. Run npm run audit:verify to read the whole trail, and keep a copy of the database before anything else.`,
  },
  mayNotExport: "Only auditors and admins export the audit trail.",
  empty: { title: "Nothing has happened yet", body: "The first sign-in will be the first line." },
  noneFits: { title: "No event fits these filters", body: "Clear a filter, or widen the dates." },
  table: "Audit events, the newest first",
  pages: "Pages of events",
} as const;

export const eventTable = {
  event: "Event",
  who: "Who",
  about: "About",
  when: "When",
  hash: "Hash",
  number: "Number",
  /** By the end of its id. */
  action: (end: string) => `Action …${end}`,
  kind: (kind: string) => kind.replaceAll("_", " "),
  intact: "Intact",
  altered: "Altered",
  raw: "event",
} as const;

export const auditFilters = {
  title: "Filter events",
  type: "Type",
  anyType: "Any",
  /** Every event about one kind of thing. */
  allOf: (noun: string) => `${noun}: all`,
  who: { label: "Who", example: "Name or id" },
  action: { label: "Action", example: "Id" },
  about: { label: "About", example: "Id" },
  from: "From (UTC)",
  to: "To (UTC)",
  readings: "Show readings of this page too",
  clear: "Clear",
  filter: "Filter",
} as const;
