import { excerpt } from "@/lib/connectors/outcome";
import type { Json, Probe, ProbeCall } from "@/lib/connectors/types";
import { exchange } from "./exchange";
import { readyRequest, withoutSecrets } from "./request";
import { responseCheck } from "./response-check";
import type { HttpBinding, HttpConfig, HttpCredentials } from "./schemas";

export type HttpProbe = ProbeCall<HttpConfig, HttpCredentials, HttpBinding>;

/** Asks the target as the binding declares. @throws Refusal `invalid` for a missing value */
export async function probe(call: HttpProbe): Promise<Probe> {
  const { probe: declared } = call.binding;
  if (!declared) return { finding: "cannot_tell", evidence: "The tool declares no way to ask its target. Look there for the request's idempotency key or its values." };
  const { method, path, headers, happened, didNotHappen, happenedBody } = declared;
  const ready = readyRequest(call, { method, path, headers, success: { status: happened } }, { params: call.params, call: { idempotency_key: call.idempotencyKey } });
  const asked = `${method} ${ready.url.pathname}${ready.url.search}`;
  const answer = await exchange(ready, call);
  if (answer.kind !== "answered") return { finding: "cannot_tell", evidence: `${asked} was not answered: ${answer.reason}.` };
  const body = withoutSecrets(answer.body, ready.secrets);
  const detail: Json = { status: answer.status, body: excerpt(body) };
  const said = `${asked} was answered ${answer.status}`;
  if (didNotHappen.includes(answer.status)) return { finding: "did_not_happen", evidence: `${said}.`, detail };
  if (!happened.includes(answer.status)) return { finding: "cannot_tell", evidence: `${said}, of which the tool does not say what it means.`, detail };
  if (!happenedBody) return { finding: "happened", evidence: `${said}.`, detail };
  if (answer.truncated) return { finding: "cannot_tell", evidence: `${said}, and is too long to be checked.`, detail };
  return fits(answer.body, happenedBody)
    ? { finding: "happened", evidence: `${said}, with what the tool declares.`, detail }
    : { finding: "did_not_happen", evidence: `${said}, without what the tool declares.`, detail };
}

function fits(body: string, schema: Record<string, Json>): boolean {
  try {
    return responseCheck(schema)(JSON.parse(body) as Json).length === 0;
  } catch {
    return false;
  }
}
