import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { ActionView } from "@/lib/actions/shown/view";
import { addTool, agentOf, assemble, type Cast } from "@/lib/actions/testing";
import type { Person } from "@/lib/actor";
import { createKey } from "@/lib/agents/keys";
import { SCOPES, type Scope } from "@/lib/agents/scopes";
import { sql, transact } from "@/lib/db/tx";
import type { Problem } from "@/lib/http/problem";
import { api } from "./app";

/** For tests: the API as a client sees it, with one key. */
export type Client = ReturnType<typeof client>;

export type Sent = { status: number; headers: Headers; text: string; json: unknown };

let count = 0;
export const newKey = (): string => `test-${process.pid}-${++count}`;

export function client(key: string | undefined, fetcher: (path: string, init: RequestInit) => Response | Promise<Response> = (path, init) => api.request(path, init)) {
  async function send(method: string, path: string, { headers = {}, body, ...init }: Omit<RequestInit, "body" | "headers"> & { headers?: Record<string, string>; body?: unknown } = {}): Promise<Sent> {
    const raw = typeof body === "string" || body instanceof Uint8Array || body instanceof ReadableStream;
    const response = await fetcher(`/api/v1${path}`, {
      method,
      headers: {
        ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: (raw ? body : JSON.stringify(body)) as BodyInit }),
      ...init,
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: text !== "" && /json/.test(response.headers.get("content-type") ?? "") ? (JSON.parse(text) as unknown) : undefined };
  }
  return {
    send,
    submit: (body: unknown, { key: idempotencyKey = newKey(), headers = {} }: { key?: string; headers?: Record<string, string> } = {}) =>
      send("POST", "/actions", { body, headers: { "Idempotency-Key": idempotencyKey, ...headers } }),
    get: (path: string, headers?: Record<string, string>) => send("GET", path, headers ? { headers } : {}),
  };
}

export const asAction = ({ json }: Sent): ActionView => json as ActionView;
export const asProblem = ({ json }: Sent): Problem => json as Problem;

/** A registered agent with a key, and a client that uses it. */
export async function agentClient(admin: Person, owner: Person, name: string, { mode = "live", scopes = [...SCOPES] }: { mode?: "live" | "test"; scopes?: Scope[] } = {}): Promise<Client & { agentId: string; key: string }> {
  const agent = await agentOf(owner, name);
  const { key } = await createKey(admin, { agentId: agent.id, mode, scopes });
  return { ...client(key), agentId: agent.id, key };
}

export async function assembleApi(): Promise<Cast & { bot: Client; key: string }> {
  const cast = await assemble();
  await addTool("secretive", { access: "write", sensitive: ["/card"] });
  const { key } = await createKey(cast.admin, { agentId: cast.agent.id, mode: "live", scopes: [...SCOPES] });
  return { ...cast, bot: client(key), key };
}

export const perMinute = (agentId: string, value: number): Promise<number> => transact((tx) => tx.run(sql`UPDATE agents SET per_minute = ${value} WHERE id = ${agentId}`));

/** The API behind a real socket, for what only sockets show. */
export async function listening(): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer(getRequestListener((request, bindings) => api.fetch(request, bindings), { overrideGlobalObjects: false }) as never);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
