import { number } from "@/components/words";

export const agentsPage = {
  title: "Agents",
  description: "Who may propose actions, who answers for them, and with which keys.",
  empty: "No agents yet",
  emptyHint: "Create one, give it a key, and it can propose its first action.",
  agent: "Agent",
  owner: "Owner",
  autonomy: "Autonomy",
  keys: "Keys",
  lastUsed: "Last used",
  never: "Never",
  halted: "Halted",
  deactivated: "deactivated",
} as const;

export const agentPage = {
  title: "Agent",
  back: "Agents",
  halted: "Nothing it proposes is carried out",
  ownerLeft: "Give it a new owner to lift this.",
  about: "About",
  owner: "Owner",
  autonomy: "Autonomy",
  perMinute: "Requests a minute",
  perMinuteOf: (count: number) => `${number(count)} per key`,
  created: "Created",
  lastUsed: "Last used",
  never: "Never",
  actions: "Actions",
  toActions: "What it proposed",
  evidence: "Evidence",
  toEvidence: "Events about this agent",
  keys: "Keys",
  keysEmpty: "No keys yet",
  keysEmptyHint: "With a key it can propose actions; a test key only rehearses them.",
} as const;

/** A person to choose as an owner. */
export const ownerChoice = (name: string, email: string): string => `${name} (${email})`;

/** What each ceiling lets an agent propose at all. */
export const autonomy = {
  full: { word: "Full", choice: "Full: whatever policy reviews" },
  limited_write: { word: "Limited write", choice: "Limited write: nothing destructive" },
  draft_only: { word: "Drafts only", choice: "Drafts only: reads and drafts" },
  read_only: { word: "Reads only", choice: "Reads only" },
  off: { word: "Off", choice: "Off: everything is blocked" },
} as const;

export const agentFields = {
  name: "Name",
  nameHint: "What reviewers see beside everything it asks for.",
  description: "Description",
  autonomy: "Autonomy",
  autonomyHint: "A ceiling above the policy: what goes beyond it is blocked.",
  perMinute: "Requests a minute, per key",
} as const;

export const createAgent = {
  trigger: "Create an agent",
  title: "Create an agent",
  description: "It can do nothing before it has a key.",
  submit: "Create agent",
  owner: "Owner",
  ownerHint: "Answers for the agent, and so cannot approve what it proposes.",
} as const;

export const editAgent = {
  trigger: "Edit",
  title: (name: string) => `Edit ${name}`,
  description: "It holds from the agent's next request.",
  submit: "Save",
  done: "Saved",
} as const;

export const changeOwner = {
  trigger: "Change owner",
  title: (name: string) => `Who answers for ${name}?`,
  description: "A new owner lifts the halt that the old one's leaving put on the agent. Owners cannot approve what their agents propose.",
  submit: "Change owner",
  done: "The agent has a new owner",
  owner: "Owner",
} as const;

export const firstAgentPage = {
  title: "Your first agent",
  description: "Three steps, about two minutes: an agent, its key, and the first action to approve.",
} as const;

export const firstAgent = {
  name: {
    title: "1. Name your agent",
    description: "You answer for it; later, give it an owner of its own.",
    done: "Done: it has a key.",
    begun: "You have an agent already. Its keys are under Agents.",
    submit: "Create the agent and its key",
  },
  propose: {
    title: "2. Let it propose something",
    description: "Paste this into a terminal. It is what your agent's code will do.",
    once: "This is the only time the key is shown",
    keep: "Copy it to where your agent keeps its secrets. Only a hash of it is stored here.",
    key: "Key",
    command: "First action",
    begun: "Create a key for it under Agents, and send an action with it.",
    later: "The command appears here with the key in it.",
  },
  countersign: {
    title: "3. Countersign it",
    description: "Nothing happens until you have looked.",
    asks: (agent: string) => `${agent} asks:`,
    look: "Look and decide",
    waits: "Waiting for the first action…",
    later: "It appears here by itself.",
  },
} as const;
