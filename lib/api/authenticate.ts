import type { MiddlewareHandler } from "hono";
import { authenticateKey } from "@/lib/agents/authenticate";
import { requireScope, type Scope } from "@/lib/agents/scopes";
import { Refusal } from "@/lib/errors";
import { noteFailure, noteProved, requireCalm, spendRequest, type Spent } from "@/lib/limits/requests";
import { addressOf, type ApiContext, type ApiEnv } from "./context";

/** Lets an agent with this scope through, within its limit. One prepared query, and a count in memory (or Redis). */
export function asAgent(scope: Scope): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const authenticated = await provenAgent(c);
    const { agent, perMinute } = authenticated;
    tellLimit(c, await spendRequest(agent.keyId, perMinute));
    requireScope(agent, scope);
    c.set("agent", agent);
    c.set("authenticated", authenticated);
    await next();
  };
}

async function provenAgent(c: ApiContext) {
  const header = c.req.header("authorization");
  const address = addressOf(c);
  await requireCalm(address, header && KEY_ID.exec(header)?.[1]);
  try {
    const authenticated = await authenticateKey(header);
    noteProved(authenticated.agent.keyId);
    return authenticated;
  } catch (error) {
    if (error instanceof Refusal && error.code === "unauthenticated") await noteFailure(address);
    throw error;
  }
}

const KEY_ID = /\bcsk_(?:live|test)_([0-9A-Za-z]{12})_/;

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
export function limitHeaders({ limit, remaining, resetSeconds }: Spent): [string, string][] {
  return [
    ["RateLimit-Policy", `"key";q=${limit};w=60`],
    ["RateLimit", `"key";r=${remaining};t=${resetSeconds}`],
  ];
}

function tellLimit(c: ApiContext, spent: Spent): void {
  for (const [name, value] of limitHeaders(spent)) c.header(name, value);
}
