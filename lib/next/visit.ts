import { headers } from "next/headers";
import { REQUEST_ID, requestIdOf } from "@/lib/http/request-id";
import type { Visit } from "@/lib/people/sign-in";

type Headers = { get(name: string): string | null };

/**
 * Where a request comes from. Of `X-Forwarded-For` only the last entry counts: the nearest proxy wrote it
 * (or Next itself, from the socket); whatever stands before it, anybody may have made up.
 */
export function visitOf(from: Headers): Visit {
  const ip = from.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return { ip: ip ? ip.slice(0, 64) : null, userAgent: from.get("user-agent") };
}

export const currentVisit = async (): Promise<Visit> => visitOf(await headers());

/** The id under which this request is logged. */
export const requestId = async (): Promise<string> => requestIdOf((await headers()).get(REQUEST_ID));
