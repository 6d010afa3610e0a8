import { excerpt, failed, retry, unknown } from "@/lib/connectors/outcome";
import type { Json, Outcome } from "@/lib/connectors/types";
import type { Exchange } from "./exchange";
import { withoutSecrets } from "./request";
import { responseCheck } from "./response-check";

export type Rules = {
  method: string;
  success: readonly number[];
  responseSchema?: Record<string, Json> | undefined;
  /** Whether sending the same request again has no second effect. */
  repeatable: boolean;
  secrets: readonly string[];
};

/**
 * What an exchange means for the action.
 *
 * | what happened                                              | outcome |
 * |---|---|
 * | address forbidden, certificate not trusted                 | failed: nothing was sent |
 * | refused, no such name, no connection within the time limit | retry: nothing was sent |
 * | a status in the success list                               | succeeded; unknown when the body does not fit `responseSchema` (failed for GET and HEAD) |
 * | another 2xx                                                | unknown: it did something, but not what was declared (failed for GET and HEAD) |
 * | 429                                                        | retry after `Retry-After`: the target says it did nothing |
 * | 408, 425, 503                                              | repeatable: retry, not before `Retry-After`; else unknown: a proxy says 503 also when it lost its upstream in the middle |
 * | 301, 302, 303 to a request that changes things             | unknown: some targets answer so when they have done it |
 * | another redirect                                           | failed: redirects are not followed |
 * | another 4xx                                                | failed |
 * | another 5xx, reset or time limit after sending             | repeatable: retry; else unknown |
 */
export function judge(exchange: Exchange, rules: Rules): Outcome {
  switch (exchange.kind) {
    case "refused":
      return failed(`The address may not be called: ${exchange.reason}`);
    case "unreached":
      return exchange.permanent
        ? failed(`The target could not be trusted: ${exchange.reason}. Nothing was sent.`)
        : retry(`The target could not be reached: ${exchange.reason}. Nothing was sent.`);
    case "lost": {
      const { begun } = exchange;
      return ambiguous(`The request was sent, but ${exchange.reason}.`, rules, begun && { ...begun, body: excerpt(withoutSecrets(begun.body, rules.secrets)) });
    }
    case "answered":
      return judgeAnswer(exchange, rules);
  }
}

function judgeAnswer(answer: Extract<Exchange, { kind: "answered" }>, rules: Rules): Outcome {
  const { status, headers } = answer;
  const response = shownAnswer(answer, rules.secrets);
  if (rules.success.includes(status)) return judgeSuccess(answer, response, rules);
  const said = `The target answered ${status}${messageIn(response.body)}`;
  if (status === 429) {
    const after = retryAfter(headers["retry-after"], clockOf(headers));
    return retry(`${said}.`, { ...(after !== undefined && { after }), detail: response });
  }
  if (status === 408 || status === 425 || status === 503) return ambiguous(`${said}.`, rules, response, retryAfter(headers["retry-after"], clockOf(headers)));
  if (status >= 500) return ambiguous(`${said}.`, rules, response);
  if (status >= 400) return failed(`${said}.`, response);
  if (status >= 300) return judgeRedirect(answer, response, rules);
  return unexpected(`${said}, which this tool does not count as success`, rules, response);
}

function judgeSuccess({ truncated }: { truncated: boolean }, response: Answer, rules: Rules): Outcome {
  if (rules.responseSchema) {
    const faults = truncated ? ["the answer was too long to be read whole"] : responseCheck(rules.responseSchema)(response.body);
    if (faults.length > 0) {
      return unexpected(`The target answered ${response.status}, but not with what this tool declares: ${excerpt(faults.join("; "))}`, rules, response);
    }
  }
  return { kind: "succeeded", response, after: response };
}

function judgeRedirect({ status, headers }: { status: number; headers: { location?: string | undefined } }, response: Answer, rules: Rules): Outcome {
  const where = headers.location ? ` to ${excerpt(headers.location, 120)}` : "";
  const said = `The target answered ${status}, a redirect${where}. Redirects are not followed`;
  const nothingDone = readsOnly(rules) || status === 307 || status === 308;
  return nothingDone ? failed(`${said}.`, response) : unknown(`${said}, and it may have done its work before it sent one.`, response);
}

/** A yes that is not the declared one: what only reads has failed, what acts has done something. */
function unexpected(said: string, rules: Rules, response: Answer): Outcome {
  return readsOnly(rules) ? failed(`${said}.`, response) : unknown(`${said}. Look at the target to see what it did.`, response);
}

const readsOnly = ({ method }: Rules) => method === "GET" || method === "HEAD";

function ambiguous(reason: string, { repeatable }: Rules, detail: Json | undefined, after?: number): Outcome {
  if (!repeatable) return unknown(`${reason} Whether it happened cannot be said from here.`, detail);
  return retry(reason, { mayHaveHappened: true, ...(after !== undefined && { after }), ...(detail !== undefined && { detail }) });
}

export type Answer = { status: number; body: Json; truncated?: true };

function shownAnswer({ status, body, truncated }: { status: number; body: string; truncated: boolean }, secrets: readonly string[]): Answer {
  const text = withoutSecrets(body, secrets);
  return { status, body: truncated ? text : parsed(text), ...(truncated && { truncated: true as const }) };
}

function parsed(text: string): Json {
  if (text === "") return null;
  try {
    const value = JSON.parse(text) as Json;
    // Kept for a rollback as it is: what is nested without end could not be written again.
    return isDeeper(value, DEEPEST) ? text : value;
  } catch {
    return text;
  }
}

const DEEPEST = 64;

const isDeeper = (value: Json, than: number): boolean =>
  value !== null && typeof value === "object" && (than === 0 || Object.values(value).some((inner) => isDeeper(inner, than - 1)));

/** What an error body says of itself, in the shapes that APIs use most. */
function messageIn(body: Json): string {
  if (body === null || typeof body !== "object" || Array.isArray(body)) return "";
  const error = body.error;
  const inner = error !== null && typeof error === "object" && !Array.isArray(error) ? error?.message : error;
  const message = [inner, body.detail, body.message, body.title].find((text) => typeof text === "string" && text !== "");
  return typeof message === "string" ? `: ${excerpt(message).replace(/[.\s]+$/, "")}` : "";
}

/** A date that the target names is meant by its own clock, which its answer carries; ours may be wrong. */
function clockOf({ date }: { date?: string | undefined }): number {
  const told = Date.parse(date ?? "");
  return Number.isNaN(told) ? Date.now() : told;
}

const MAX_WAIT = 86_400;

/** Seconds that a `Retry-After` asks for: a number of them or a date (RFC 9110), at most a day. */
export function retryAfter(value: string | undefined, now = Date.now()): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const date = /^[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((date - now) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), MAX_WAIT) : undefined;
}
