/** What people see of a halt that is open. */
export type HaltView = {
  id: string;
  scope: "all" | "agent" | "tool" | "connector";
  target: string | null;
  rollbacks: boolean;
  /** An agent whose owner left is freed by giving it a new one, not here. */
  ownerLeft: boolean;
  reason: string;
  by: string | null;
  /** ISO 8601. */
  at: string;
};

type Named = { id: string; name: string };
export type HaltTargets = { agents: Named[]; tools: Named[]; connectors: Named[] };
