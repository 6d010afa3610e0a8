import { WEBHOOK_EVENTS } from "@/lib/deliveries/webhook/events";
import type { Person } from "@/lib/actor";
import { listAgents } from "@/lib/agents/queries";

/** What an endpoint's form chooses from. */
export async function endpointLists(admin: Person) {
  const agents = await listAgents(admin);
  return {
    agents: agents.map(({ id, name }) => ({ value: id, label: name })),
    events: Object.entries(WEBHOOK_EVENTS).map(([value, hint]) => ({ value, label: value, hint })),
  };
}
