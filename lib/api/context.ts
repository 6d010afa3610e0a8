import type { Context } from "hono";
import type { HttpBindings } from "@hono/node-server";
import type { Agent } from "@/lib/actor";
import type { Authenticated } from "@/lib/agents/authenticate";
import { isNear } from "@/lib/http/near";

/** What middleware leaves for routes. */
export type ApiEnv = {
  /** Only behind our own server; Next hands over no sockets. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    agent: Agent;
    authenticated: Authenticated;
  };
};

export type ApiContext = Context<ApiEnv>;

export const isLoopback = (address: string): boolean => /^(::1$|(::ffff:)?127\.)/i.test(address);

export const socketAddress = (c: ApiContext): string | undefined => c.env?.incoming?.socket?.remoteAddress;

/**
 * Where a request comes from. A proxy is believed only where it stands close: what it wrote last into
 * `X-Forwarded-For` then counts. Anybody else may write anything there.
 */
export function addressOf(c: ApiContext): string {
  const socket = socketAddress(c);
  if (socket && !isNear(socket)) return socket;
  const forwarded = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim().slice(0, 64);
  return forwarded || socket || "unknown";
}
