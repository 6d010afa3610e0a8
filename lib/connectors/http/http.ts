import { prepared } from "@/lib/connectors/outcome";
import type { Call, ConnectorKind, Json, Operation, RollbackCall } from "@/lib/connectors/types";
import { exchange } from "./exchange";
import { judge } from "./judge";
import { probe, type HttpProbe } from "./probe";
import { readyRequest, shown } from "./request";
import { HttpBinding, HttpConfig, HttpCredentials } from "./schemas";

type HttpCall = Call<HttpConfig, HttpCredentials, HttpBinding>;
type HttpRollback = RollbackCall<HttpConfig, HttpCredentials, HttpBinding>;

const NONE = "The tool declares no compensation: what this request did cannot be undone from here";

const readSafely = (method: string) => method === "GET" || method === "HEAD";

/** What the original answered; a compensation's `{{response.id}}` looks into its body. */
const answerOf = (after: Json): Json => (after !== null && typeof after === "object" && !Array.isArray(after) ? (after.body ?? null) : null);

/** A compensation is a request of its own, so it has a key of its own. */
const undoing = (call: HttpRollback) => {
  const { compensation } = call.binding;
  if (!compensation) throw new Error(NONE);
  const ready = readyRequest({ ...call, idempotencyKey: `${call.idempotencyKey}:rollback` }, compensation, {
    params: call.params,
    response: answerOf(call.after),
  });
  return { compensation, ready };
};

/**
 * One HTTP request. What each answer and fault means is the table at `judge`. The target cannot be compared with
 * how we left it: a compensation relies on the target to refuse what no longer holds.
 */
const request: Operation<HttpConfig, HttpCredentials, HttpBinding> = {
  binding: HttpBinding,
  idempotent: ({ idempotent, method }) => (idempotent ? "key" : readSafely(method) ? "natural" : "no"),
  timeout: ({ timeoutMs }) => timeoutMs,

  async preview(call: HttpCall) {
    const ready = readyRequest(call, call.binding, call);
    return { sentence: `${ready.method} ${ready.url.href}`, request: shown(ready, call.credentials) };
  },

  run: (call: HttpCall) =>
    prepared(
      () => readyRequest(call, call.binding, call),
      async (ready) =>
        judge(await exchange(ready, call), {
          method: ready.method,
          success: call.binding.success.status,
          responseSchema: call.binding.responseSchema,
          repeatable: request.idempotent(call.binding) !== "no",
          secrets: ready.secrets,
        }),
    ),

  probe: (call: HttpProbe) => probe(call),

  rollBack: {
    possible: ({ compensation }) => (compensation ? true : NONE),
    idempotent: ({ compensation, idempotent }) => ((compensation?.idempotent ?? idempotent) ? "key" : "no"),

    async preview(call: HttpRollback) {
      const { ready } = undoing(call);
      return {
        sentence: `${ready.method} ${ready.url.href}`,
        request: shown(ready, call.credentials),
        changedSince: null,
      };
    },

    run: (call: HttpRollback) =>
      prepared(
        () => undoing(call),
        async ({ compensation, ready }) =>
          judge(await exchange(ready, call), {
            method: ready.method,
            success: compensation.success.status,
            repeatable: compensation.idempotent ?? call.binding.idempotent,
            secrets: ready.secrets,
          }),
      ),
  },
};

export const http: ConnectorKind<HttpConfig, HttpCredentials> = {
  kind: "http",
  title: "HTTP API",
  config: HttpConfig,
  credentials: HttpCredentials,
  hosts: ({ allowedHosts }) => allowedHosts.map((host) => host.toLowerCase()),
  operations: { request },

  async test(config, credentials, signal) {
    const probe = { method: "HEAD" as const, path: "/", success: { status: [200] } };
    const ready = readyRequest({ config, credentials, idempotencyKey: "connection-test" }, probe, { params: {} });
    const answer = await exchange(ready, { signal, sending: async () => {} });
    if (answer.kind !== "answered") return { ok: false, message: `${ready.url.host} could not be used: ${answer.reason}` };
    if (answer.status === 401 || answer.status === 403) {
      return { ok: false, message: `${ready.url.host} answered ${answer.status}: it does not accept these credentials` };
    }
    return answer.status >= 500
      ? { ok: false, message: `${ready.url.host} answered ${answer.status}` }
      : { ok: true, message: `${ready.url.host} answered ${answer.status}` };
  },
};
