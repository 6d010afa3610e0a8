import { Refusal } from "@/lib/errors";
import { requireAllowedHost } from "@/lib/connectors/guard";
import { render, renderPath, renderText, type Values } from "@/lib/connectors/template";
import type { Json } from "@/lib/connectors/types";
import type { HttpConfig, HttpCredentials, HttpRequest } from "./schemas";

export type ReadyRequest = {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: string | undefined;
  /** Values of credentials: never shown, and masked wherever the target repeats them. */
  secrets: string[];
};

const MASK = "••••";

/**
 * The request that a binding and these values make. Credentials win over the connector's and the binding's
 * headers, so that no binding can replace them.
 * @throws Refusal `invalid` for a missing value, `not_permitted` for a host that is not allowed
 */
export function readyRequest(
  { config, credentials, idempotencyKey }: { config: HttpConfig; credentials: HttpCredentials; idempotencyKey: string },
  request: HttpRequest,
  values: Values,
): ReadyRequest {
  const base = new URL(config.baseUrl);
  const url = new URL(`${base.href.replace(/\/+$/, "")}${renderPath(request.path, values)}`);
  if (url.origin !== base.origin) throw new Refusal("not_permitted", `The path ${request.path} would leave ${base.origin}.`);
  requireAllowedHost(url, config.allowedHosts);

  const body = request.body === undefined ? undefined : JSON.stringify(render(request.body, values));
  const headers: Record<string, string> = {
    accept: "application/json",
    "accept-encoding": "identity",
    "user-agent": "countersign",
    ...(body !== undefined && { "content-type": "application/json" }),
    ...lowered(config.headers),
    ...lowered(renderHeaders(request.headers ?? {}, values)),
    ...lowered(credentials.headers),
    "idempotency-key": idempotencyKey,
  };
  return { method: request.method, url, headers, body, secrets: secretsOf(credentials) };
}

/** The request as people may see it: credentials masked. */
export function shown({ method, url, headers, body }: ReadyRequest, credentials: HttpCredentials): Json {
  const hidden = new Set(Object.keys(credentials.headers).map((name) => name.toLowerCase()));
  return {
    method,
    url: url.href,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hidden.has(name) ? MASK : value])),
    ...(body !== undefined && { body: JSON.parse(body) as Json }),
  };
}

/** Text from the target, without the credentials it may have repeated. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((result, secret) => result.replaceAll(secret, MASK), text);

function renderHeaders(headers: Record<string, string>, values: Values): Record<string, string> {
  const rendered = Object.entries(headers).map(([name, value]) => [name, renderText(value, values)] as const);
  const wrong = rendered.find(([, value]) => !/^[\t\x20-\x7e]*$/.test(value));
  if (wrong) throw new Refusal("invalid", `The header ${wrong[0]} would carry a line break or other characters that headers cannot.`);
  return Object.fromEntries(rendered);
}

const lowered = (headers: Record<string, string>) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

// A scheme word before the secret ("Bearer abc") is not part of what a target may repeat.
const secretsOf = ({ headers }: HttpCredentials) =>
  Object.values(headers)
    .flatMap((value) => [value, value.split(" ").at(-1)!])
    .filter((value) => value.length >= 6);
