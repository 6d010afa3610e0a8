/** What conditions read by name, besides params and lists: a name that is none of these would hold every action it looks at. */
export const FACT_FIELDS = {
  tool: ["name", "access", "reversibility"],
  agent: ["name", "autonomy"],
  intent: ["attested", "asked", "thing", "titles_fit", "destinations_stated", "links_stated", "contacts_stated", "identifiers_stated", "amounts_stated", "references_fit", "named", "credentials"],
  history: ["toolUses", "newDestinations", "usualAmount", "repeats", "lastMinute"],
  cost: ["amount", "currency"],
} as const satisfies Record<string, readonly string[]>;

/** The same of each item of a list. */
const ITEM_FIELDS = {
  destinations: ["pointer", "kind", "value", "domain"],
  origins: ["pointer", "kind", "value", "origin"],
  signals: ["detector", "kind", "severity", "pointer"],
} as const satisfies Record<string, readonly string[]>;

const ALL: Record<string, readonly string[]> = { ...FACT_FIELDS, ...ITEM_FIELDS };
/** The fields of a fact or of a list's items; undefined where anything may stand. */
export const fieldsOfFact = (name: string): readonly string[] | undefined => (Object.hasOwn(ALL, name) ? ALL[name] : undefined);
