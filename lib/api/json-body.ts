import type { MiddlewareHandler } from "hono";
import { Refusal } from "@/lib/errors";
import { readJson } from "@/lib/http/body";
import type { ApiEnv } from "./context";

/**
 * The strict door in front of validation: what it has read is what the route's schema is held against, and nobody
 * parses the body again. With `optional`, no body is an empty object.
 */
export function jsonBody({ optional = false } = {}): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const value = await readJson(c.req.raw);
    if (value === undefined && !optional) throw new Refusal("malformed", "The body is empty; send a JSON object.", { faults: [{ pointer: "", detail: "is not JSON" }] });
    const read = value === undefined ? {} : value;
    // The validator's own look for a body would find this one read already.
    if (value === undefined) c.req.bodyCache.arrayBuffer = new ArrayBuffer(0);
    c.req.json = <T>() => Promise.resolve(read as T);
    await next();
  };
}
