import { plural } from "@/components/words";

export const endpointTable = {
  title: "Webhook endpoints",
  address: "Address",
  toldOf: {
    title: "Told of",
    what: (events: number, agent: string | undefined) => {
      const which = events === 0 ? "Every event" : plural(events, { one: `${events} event`, other: `${events} events` });
      return `${which} of ${agent ?? "all agents"}`;
    },
  },
  state: { title: "State", disabled: "Disabled", on: "On", waiting: (count: number) => `${count} waiting`, failed: (count: number) => `${count} failed` },
  lastDelivered: { title: "Last delivered", never: "Never" },
} as const;

/** Adding and changing an endpoint, and its secrets. */
export const endpointForm = {
  secret: { label: "Signing secret", once: "The receiver verifies every message with it. It is kept encrypted here and shown to nobody again." },
  url: { label: "Address", hint: "Messages are posted here. Redirects are not followed.", example: "https://hooks.example.com/countersign" },
  purpose: "What it is for",
  agent: { label: "Whose actions", all: "All agents" },
  events: { label: "Events", hint: "None chosen: all of them, those of later versions too." },
  create: { title: "Add an endpoint", description: "Messages carry ids and states, never what an action would do with.", submit: "Add endpoint" },
  edit: { trigger: "Edit", title: "Edit this endpoint", submit: "Save", done: "Saved" },
  rotate: {
    trigger: "Rotate secret",
    title: "Rotate the signing secret",
    description: "For a while messages are signed with both, so that the receiver can change over.",
    submit: "Rotate secret",
    overlap: "The old secret goes on signing for",
    none: "No longer: it ends now",
    hour: "An hour",
    day: "A day",
    week: "A week",
  },
} as const;

/** The page of one endpoint. */
export const endpointPage = {
  tab: "Webhook endpoint",
  back: "Notifications",
  test: {
    trigger: "Send a test",
    title: "Send a test message?",
    description: "It is signed like every other and says nothing of any action.",
    confirm: "Send",
    done: "A test message is on its way",
  },
  disabled: { title: "It is told nothing", before: "Disabled ", after: (reason: string | null) => `. ${reason ?? ""}` },
  enable: {
    trigger: "Enable",
    title: "Tell it again?",
    description: "It hears of what happens from now on.",
    confirm: "Enable",
    done: "It is told again",
  },
  disable: {
    trigger: "Disable",
    title: "Stop telling it?",
    description: "What happens meanwhile is not kept for it; agents can still ask by themselves.",
    confirm: "Disable",
    done: "It is told nothing any more",
  },
  remove: {
    trigger: "Remove",
    title: "Remove this endpoint?",
    description: "It is told nothing any more and its secrets end. What was delivered stays on record.",
    confirm: "Remove",
    done: "The endpoint is removed",
  },
  about: {
    title: "About",
    address: "Address",
    agent: "Whose actions",
    allAgents: "Those of all agents",
    events: "Events",
    everyEvent: "Every one",
    secrets: "Signed with",
    /** Around when it was made and when it ends. */
    secret: { since: "The secret of ", until: ", until " },
    evidence: "Evidence",
    changes: "Changes of this endpoint",
  },
  deliveries: { title: "Deliveries", all: "All of them", empty: { title: "It was told nothing yet", body: "Send a test, or wait for the next event." } },
  replay: {
    trigger: "Replay what failed",
    title: (failed: number) => `Send ${failed} again?`,
    description: "Each under its own id, so that the receiver knows what it has already.",
    confirm: "Replay",
    done: "They are being sent again",
  },
} as const;
