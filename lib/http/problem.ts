import { isDataFault, isUnavailable } from "@/lib/db/unavailable";
import { env } from "@/lib/env";
import { Refusal, STATUS, type RefusalCode } from "@/lib/errors";
import { log } from "@/lib/log";
import { paths } from "@/lib/paths";

/** Where a fault is: in the body (a JSON Pointer, RFC 6901), a parameter of the address, or a header. */
export type ProblemError = { pointer?: string; parameter?: string; header?: string; detail: string };

/** RFC 9457, with what a machine branches on (`code`) and what a person quotes (`request_id`). */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  request_id: string;
  errors?: ProblemError[];
  [fact: string]: unknown;
};

export const PROBLEM_TYPE = "application/problem+json";

/** What each code means, in one line. */
export const PROBLEM_TITLES: Record<RefusalCode | "method_not_allowed" | "internal", string> = {
  invalid: "The request is not valid",
  malformed: "The request cannot be read",
  unauthenticated: "The key is missing or not accepted",
  not_permitted: "Not permitted",
  self_approval: "Nobody approves their own",
  channel_not_allowed: "Not to be decided this way",
  step_up_required: "The password is needed again",
  fact_required: "Something of the action must be typed",
  second_admin_needed: "A second admin must confirm",
  not_found: "Not found",
  already_decided: "Already decided",
  stale_revision: "The action has changed",
  wrong_state: "Not in this state",
  payload_mismatch: "The payload is not the one that was signed",
  idempotency_mismatch: "The Idempotency-Key was used for another body",
  idempotency_in_flight: "The same request is being handled",
  expired: "Too late",
  halted: "Execution is halted",
  conflict: "Conflict",
  too_large: "The body is too large",
  unsupported_type: "The body is of a type that is not read here",
  rate_limited: "Too many requests",
  unavailable: "Not available now",
  method_not_allowed: "The method is not allowed here",
  internal: "Something went wrong on our side",
};

/** Every code that a problem may carry. */
export type ProblemCode = keyof typeof PROBLEM_TITLES;

export const PROBLEM_CODES = Object.keys(PROBLEM_TITLES) as ProblemCode[];

export const statusOf = (code: ProblemCode): number => (code === "internal" ? 500 : code === "method_not_allowed" ? 405 : STATUS[code]);

type More = { errors?: ProblemError[]; retryAfter?: number | undefined; facts?: Record<string, unknown> | undefined; headers?: Record<string, string> };

export function problem(requestId: string, code: ProblemCode, detail: string, { errors, retryAfter, facts, headers }: More = {}): Response {
  const status = statusOf(code);
  const body: Problem = {
    ...facts,
    type: env().PUBLIC_URL + paths.api.problem(code),
    title: PROBLEM_TITLES[code],
    status,
    code,
    detail,
    ...(errors && errors.length > 0 ? { errors } : {}),
    request_id: requestId,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": PROBLEM_TYPE,
      "Cache-Control": "no-store",
      ...(retryAfter === undefined ? {} : { "Retry-After": String(Math.max(1, Math.ceil(retryAfter))) }),
      ...(status === 401 ? { "WWW-Authenticate": 'Bearer realm="Countersign"' } : {}),
      ...headers,
    },
  });
}

/** The answer to whatever was thrown. What is not a refusal is logged with its cause and shown as a reference. */
export function problemOf(error: unknown, requestId: string): Response {
  if (error instanceof Refusal) {
    if (error.cause !== undefined && error.status >= 500) log.warn({ err: error.cause, requestId }, error.message);
    return problem(requestId, error.code, error.message, { errors: error.faults, retryAfter: error.retryAfter, facts: error.facts });
  }
  if (isUnavailable(error)) {
    log.warn({ err: error, requestId }, "the database did not answer");
    return problem(requestId, "unavailable", "The gateway cannot reach its database now; nothing was changed unless it was answered. Send the same request again, with the same Idempotency-Key.", { retryAfter: 2 });
  }
  log.error({ err: error, requestId }, "a request failed");
  if (isDataFault(error)) return problem(requestId, "invalid", "A value in this request cannot be stored. Check it for characters or numbers out of the ordinary.");
  return problem(requestId, "internal", `Something went wrong on our side. Send the request again; if it stays, tell an admin the reference ${requestId}.`, {});
}
