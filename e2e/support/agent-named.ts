import { randomUUID } from "node:crypto";
import { expect } from "playwright/test";
import { demo } from "./demo";

export type Told = { id: string; state: string; decision: { verdict: string; by: string; note: string } | null; outcome: { reason: string | null } | null };

/** An agent of the demo, over the public API. */
export function agentNamed(name: "support-bot" | "finance-bot" | "content-bot") {
  const key = demo().agents.find((agent) => agent.name === name)?.key;
  if (!key) throw new Error(`the demo has no key for ${name}`);
  const call = async (method: string, path: string, body?: unknown): Promise<Told> => {
    const answer = await fetch(`${process.env.E2E_URL}/api/v1/actions${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, ...(body !== undefined && { "Content-Type": "application/json", "Idempotency-Key": randomUUID() }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const told = (await answer.json()) as Told;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(told)}`);
    return told;
  };
  const read = (id: string) => call("GET", `/${id}`);
  return {
    propose: (tool: string, params: Record<string, unknown>, more: Record<string, unknown> = {}) => call("POST", "", { tool, params, ...more }),
    read,
    /** Waits until the action is in this state, as its agent sees it. */
    async sees(id: string, state: string): Promise<Told> {
      await expect.poll(async () => (await read(id)).state, { timeout: 30_000 }).toBe(state);
      return read(id);
    },
  };
}
