/** The product's name is a name in every language. */
export const brand = { name: "Countersign", says: "Agents propose, people countersign." } as const;

export const navigation = {
  label: "Main",
  more: "More",
  admin: "Admin",
  queue: "Queue",
  history: "History",
  overview: "Overview",
  audit: "Audit",
  policy: "Policy",
  tools: "Tools",
  connectors: "Connectors",
  agents: "Agents",
  people: "People",
  groups: "Groups",
  notifications: "Notifications",
  settings: "Settings",
  /** After a count, for those who hear it; and where the page's name follows. */
  waiting: "waiting",
  waitingBefore: "waiting,",
  skip: "Skip to content",
} as const;

export const personMenu = {
  label: "Your account",
  button: (name: string) => `Signed in as ${name}`,
  profile: "Profile",
  signOut: "Sign out",
  signingOut: "Signing out…",
} as const;

export const fault = {
  title: "This page could not be shown",
  short: "Something went wrong",
  text: "Something went wrong on our side. Nothing was changed by opening this page. Try again; if it stays, tell whoever runs this deployment.",
  retry: "Retry",
  leave: "Go to the queue",
  reference: "Reference:",
  copy: "Copy reference",
} as const;

export const nothingHere = {
  title: "There is nothing here",
  short: "Not found",
  text: "The address may be mistyped, or what it named may not be visible to you.",
  queue: "Go to the queue",
  history: "Search the history",
} as const;
