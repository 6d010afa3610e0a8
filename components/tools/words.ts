/** A change that loosens, which a second admin confirms. */
export const toolProposal = {
  second: "A second admin must confirm it",
  alone: "You are the only admin",
  reason: "Why",
  reasonHint: "For whoever confirms it, and for the record.",
  password: "Your password",
  passwordHint: "Nobody else can confirm it, so it is recorded as done alone.",
  propose: (version: number) => `Propose version ${version}`,
  publishAlone: (version: number) => `Publish version ${version} alone`,
  waits: "A change waits",
} as const;

export const toolsPage = {
  title: "Tools",
  description: "What agents may ask for. Anything else is held as high risk until an admin looks.",
  import: "Import a list",
  register: "Register a tool",
  empty: "No tools yet",
  emptyHint: "Until a tool is registered, whatever agents propose is held as high and cannot be executed.",
  caption: "Registered tools",
  tool: "Tool",
  tier: "Tier",
  access: "Access",
  undo: "Undo",
  connector: "Connector",
  version: "Version",
  overridden: "override",
  archived: "Archived",
} as const;

export const newToolPage = { title: "Register a tool", back: "Tools" } as const;

export const editToolPage = {
  title: "Edit tool",
  heading: (tool: string) => `Edit ${tool}`,
  description: "What waits already keeps the version it was signed with.",
} as const;

export const toolPage = {
  title: "Tool",
  back: "Tools",
  archived: "Archived",
  edit: "Edit",
  restore: {
    trigger: "Restore",
    title: (name: string) => `Restore ${name}?`,
    description: "Agents may propose it again, and it is classified as its access says.",
    confirm: "Restore tool",
    done: "The tool is in use again",
  },
  archive: {
    trigger: "Archive",
    title: (name: string) => `Archive ${name}?`,
    description: "What agents propose under its name from now on counts as unregistered: it is held as high and cannot be executed. It can be restored.",
    confirm: "Archive tool",
    done: "The tool is archived",
  },
  definition: "Definition",
  name: "Name",
  tier: "Tier",
  byOverride: "by an override in the policy",
  byAccess: "by its access",
  access: "Access",
  undo: "Undo",
  rolledBackWithin: "Rolled back within",
  noLimit: "No limit",
  sentence: "Sentence",
  readsLike: "Reads like",
  sensitive: "Sensitive params",
  noSensitive: "None",
  data: "Data it touches",
  noData: "Nothing named",
  connector: "Connector",
  operation: "Operation",
  evidence: "Evidence",
  toEvidence: "Events about this tool",
  schema: "Schema of its params",
  schemaTree: "schema",
  binding: "Binding",
  bindingHint: "How params become the operation's call.",
  bindingTree: "binding",
} as const;

export const toolBadges = {
  access: { read: "Reads", draft: "Drafts", write: "Writes", destructive: "Destroys" },
  reversibility: { reversible: "Reversible", compensable: "Compensable", irreversible: "Irreversible" },
  nothingToUndo: "Nothing to undo",
} as const;
