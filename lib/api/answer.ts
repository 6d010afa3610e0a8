import type { HttpBindings } from "@hono/node-server";
import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { JSONParsed } from "hono/utils/types";

/** Tells the adapter that the answer has gone out (RESPONSE_ALREADY_SENT, without its body). */
const SENT = "x-hono-already-sent";

/**
 * Answers with JSON. Behind our own server the text goes straight to the socket: a web Response would first make a
 * stream of it and then read that again, which is half of what such an answer costs.
 */
export function answer<T, S extends ContentfulStatusCode, E extends { Bindings: Partial<HttpBindings> }>(c: Context<E>, value: T, status: S): TypedResponse<JSONParsed<T>, S, "json"> & Response {
  const text = JSON.stringify(value);
  const outgoing = c.env?.outgoing;
  if (!outgoing || outgoing.headersSent || c.req.raw.method === "HEAD") return c.body(text, status, { "Content-Type": "application/json" }) as never;
  const head = c.body(null, status as never, { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(text)) });
  outgoing.writeHead(status, Object.fromEntries(head.headers));
  outgoing.end(text);
  head.headers.set(SENT, "true");
  return head as never;
}

export const isSent = (response: Response): boolean => response.headers.has(SENT);
