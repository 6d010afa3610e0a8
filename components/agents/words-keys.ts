/** A key in the one moment in which it is shown. */
export const revealed = { label: "Key", keep: "Copy it to where the agent keeps its secrets. Only a hash of it is stored here." } as const;

export const createKey = {
  trigger: "Create a key",
  title: "Create a key",
  submit: "Create key",
  mode: "Mode",
  modes: {
    live: { label: "Live", hint: "What is approved is carried out." },
    test: { label: "Test", hint: "Classified and recorded the same, carried out as a dry run." },
  },
  scopes: "Scopes",
  until: "Works until",
  untilHint: "The end of that day, UTC; empty for no end.",
} as const;

export const rotateKey = {
  trigger: "Rotate",
  title: "Rotate this key",
  description: "A new key with the same scopes. The old one goes on working for a while, so that the agent can change over.",
  submit: "Rotate key",
  overlap: "The old key goes on working for",
  /** By hours. */
  overlaps: { "0": "No longer: it ends now", "1": "An hour", "24": "A day", "168": "A week" },
} as const;

export const keyTable = {
  title: "Keys",
  key: "Key",
  state: "State",
  states: { works: "Works", ending: "Rotated, ending", expired: "Expired", revoked: "Revoked" },
  scopes: "Scopes",
  lastUsed: "Last used",
  never: "Never",
  until: "Works until",
  noEnd: "No end",
  doing: "What can be done",
  /** Before the moment. */
  created: "created",
  test: "Test",
  revoke: "Revoke",
  revokeTitle: (key: string) => `Revoke ${key}?`,
  revokeDescription: "It stops working with its next request, for good. What it proposed already goes on.",
  revokeConfirm: "Revoke key",
  revoked: "The key is revoked",
} as const;
