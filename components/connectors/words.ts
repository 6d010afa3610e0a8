export const connectorsPage = {
  title: "Connectors",
  description: "The systems that tools act on, and what opens them.",
  create: "Create a connector",
  empty: "No connectors yet",
  emptyHint: "A tool is bound to a connector: create one first, then register its tools.",
  name: "Name",
  kind: "Kind",
  credentials: "Credentials",
  credentialsSet: "Set, encrypted",
  credentialsNone: "None",
  tools: "Tools",
  version: "Version",
  archived: "Archived",
} as const;

export const newConnectorPage = { title: "Create a connector", back: "Connectors" } as const;

export const editConnectorPage = {
  title: "Edit connector",
  heading: (name: string) => `Edit ${name}`,
  description: "Approved actions that still wait were signed with the current version, and are refused once there is another.",
} as const;

export const connectorPage = {
  title: "Connector",
  back: "Connectors",
  archived: "Archived",
  edit: "Edit",
  restore: {
    trigger: "Restore",
    title: (name: string) => `Restore ${name}?`,
    description: "Tools may be bound to it again.",
    confirm: "Restore connector",
    done: "The connector is in use again",
  },
  archive: {
    trigger: "Archive",
    refused: "Tools use it. Archive them or bind them to another connector first.",
    title: (name: string) => `Archive ${name}?`,
    description: "No tool can be bound to it until it is restored.",
    confirm: "Archive connector",
    done: "The connector is archived",
  },
  connection: "Connection",
  kind: "Kind",
  credentials: "Credentials",
  credentialsSet: "Set, encrypted; nobody can read them here",
  credentialsNone: "None",
  evidence: "Evidence",
  toEvidence: "Events about this connector",
  settings: "Settings",
  settingsTree: "settings",
  usedBy: "Used by",
  usedByNone: "No tool uses it yet.",
} as const;

export const connectorForm = {
  target: "Where it leads",
  name: "Name",
  nameHint: "Small letters, digits, _ and -",
  kind: "Kind",
  settings: "Settings",
  settingsHint: "JSON. Never a password or a key: those go below.",
  credentials: "Credentials",
  credentialsKept: "There are some, encrypted. Leave this empty to keep them; {} removes them.",
  credentialsFresh: "Encrypted as soon as they arrive, and shown to nobody again. Leave this empty if the target needs none.",
  credentialsHint: (example: string) => `As JSON, such as ${example}`,
  create: "Create connector",
  publish: (version: number) => `Publish version ${version}`,
  cancel: "Cancel",
} as const;

export const testConnector = {
  button: "Test the connection",
  good: "It answers",
  bad: "It does not answer",
  refused: "The test was refused",
} as const;
