import type { Agent } from "@/lib/actor";
import { Refusal } from "@/lib/errors";

/** What a key may be used for. None of them decides, edits policy or releases (I7). */
export const SCOPES = ["actions:write", "actions:read", "results:write", "context:attest"] as const;
export type Scope = (typeof SCOPES)[number];

export const SCOPE_MEANS: Record<Scope, string> = {
  "actions:write": "Propose actions and cancel them",
  "actions:read": "Read its own actions and their events",
  "results:write": "Fetch grants and report results of tools it runs itself",
  "context:attest": "Vouch for the context it sends: only for harnesses that fill it, never for the model",
};

/** What a new key gets unless somebody chooses. */
export const USUAL_SCOPES: Scope[] = ["actions:write", "actions:read", "results:write"];

/** @throws Refusal `not_permitted` that names the scope */
export function requireScope(agent: Agent, scope: Scope): void {
  if (agent.scopes.includes(scope)) return;
  throw new Refusal("not_permitted", `This key lacks the scope ${scope}. Ask an admin for a key that has it.`, { facts: { scope } });
}
