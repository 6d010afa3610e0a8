import { exchange } from "@/lib/connectors/http/exchange";
import { retryAfter } from "@/lib/connectors/http/judge";
import type { Json } from "@/lib/connectors/types";
import type { Delivery, Sent } from "@/lib/deliveries/types";
import { signedHeaders } from "./message";

/** What is kept of an answer, to be shown. */
const KEPT = 2_000;
const KEPT_HEADERS = ["content-type", "retry-after", "location", "date", "server"];

export type Target = { url: string; secrets: readonly string[]; /** The database's. */ now: Date };

export type Posted = Sent & { /** The endpoint says that it is gone for good (410). */ gone?: boolean };

/**
 * Posts one message. The address is looked up once, checked and connected to (lib/connectors/guard.ts); nothing is
 * followed; an answer of 2xx is the only yes.
 */
export async function post({ url, secrets, now }: Target, delivery: Pick<Delivery, "id" | "content">, signal: AbortSignal): Promise<Posted> {
  const body = JSON.stringify(delivery.content);
  const headers = {
    "content-type": "application/json",
    accept: "*/*",
    "accept-encoding": "identity",
    "user-agent": "countersign-webhooks",
    ...signedHeaders(secrets, delivery.id, now, body),
  };
  const request: Json = { method: "POST", url, headers, body };
  const answer = await exchange({ method: "POST", url: new URL(url), headers, body, secrets: [] }, { signal, sending: async () => {} });
  if (answer.kind === "refused") return { outcome: "failed", reason: `Not sent: ${answer.reason}`, request };
  if (answer.kind !== "answered") {
    const status = "status" in answer ? { status: answer.status } : null;
    return { outcome: "retry", reason: capital(answer.reason), request, ...(status && { response: status as Json }) };
  }
  const { status, headers: said, body: text, truncated } = answer;
  const response: Json = {
    status,
    headers: Object.fromEntries(KEPT_HEADERS.flatMap((name) => (typeof said[name] === "string" ? [[name, said[name].slice(0, 300)]] : []))),
    body: text.length > KEPT || truncated ? `${text.slice(0, KEPT)}…` : text,
  };
  if (status >= 200 && status < 300) return { outcome: "delivered", request, response };
  if (status === 410) return { outcome: "failed", reason: "It answered 410, gone for good: the endpoint was disabled.", gone: true, request, response };
  if (status >= 300 && status < 400) return { outcome: "retry", reason: `It answered ${status}, a redirect; redirects are not followed.`, request, response };
  const after = status === 429 || status === 503 ? retryAfter(said["retry-after"]) : undefined;
  return { outcome: "retry", reason: `It answered ${status}.`, request, response, ...(after !== undefined && { after }) };
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
