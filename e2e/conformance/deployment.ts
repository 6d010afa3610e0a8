import { randomBytes } from "node:crypto";

export type Answer = { status: number; headers: Headers; text: string; json: Record<string, unknown> };
export type Action = { id: string; state: string; revision: number; payload_hash: string; links: { self: string; review: string } };

type Sending = { headers?: Record<string, string>; body?: unknown; raw?: string | Uint8Array };

/** What nobody registered is high and cannot be undone, so whoever approves it types its name. */
const TOOL = "conformance_probe";

/** A running deployment, as somebody outside sees it. It remembers what it proposed, to withdraw it at the end. */
export class Deployment {
  readonly proposed: { id: string; as: string }[] = [];
  private origin: string;

  constructor(
    readonly url: string,
    readonly key: string,
  ) {
    this.origin = new URL(url).origin;
  }

  async send(method: string, path: string, { headers = {}, body, raw }: Sending = {}): Promise<Answer> {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(new URL(path, this.url), {
      method,
      redirect: "manual",
      headers: { ...(payload === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      ...(payload === undefined ? {} : { body: payload as BodyInit }),
      signal: AbortSignal.timeout(60_000),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  }

  /** As an agent; with the main key unless told otherwise. */
  asAgent(method: string, path: string, { headers, ...rest }: Sending = {}, key = this.key): Promise<Answer> {
    return this.send(method, `/api/v1${path}`, { ...rest, headers: { Authorization: `Bearer ${key}`, ...headers } });
  }

  /** Proposes a call of a tool that nobody registered: it is held for people, and nothing could run it. */
  async propose(params: Record<string, unknown> = {}, { idempotencyKey = name(), key = this.key }: { idempotencyKey?: string; key?: string } = {}): Promise<Answer> {
    const answer = await this.asAgent("POST", "/actions", { body: { tool: TOOL, params }, headers: { "Idempotency-Key": idempotencyKey } }, key);
    if (answer.status === 202) {
      const { id, links } = answer.json as unknown as Action;
      this.proposed.push({ id, as: key });
      this.origin = new URL(links.review).origin;
    }
    return answer;
  }

  async held(params?: Record<string, unknown>): Promise<Action> {
    const answer = await this.propose(params);
    expect(answer.status === 202, `a proposal is answered 202, not ${answer.status}: ${answer.text.slice(0, 300)}`);
    const action = answer.json as unknown as Action;
    expect(action.state === "pending", `a call of a tool that nobody registered is held, not ${action.state}`);
    return action;
  }

  async read(id: string): Promise<Action & Record<string, unknown>> {
    return (await this.asAgent("GET", `/actions/${id}`)).json as Action & Record<string, unknown>;
  }

  /** A decision as a person's page sends it. */
  decide(cookie: string, action: Action, verdict: "approve" | "reject", more: Record<string, unknown> = {}): Promise<Answer> {
    return this.send("POST", `/api/people/actions/${action.id}/decision`, {
      headers: { Cookie: cookie, Origin: this.origin },
      body: { verdict, revision: action.revision, payload_hash: action.payload_hash, note: verdict === "reject" ? "A conformance probe" : "", ...(verdict === "approve" && { fact: TOOL }), ...more },
    });
  }

  /** Signs a person in. @returns the Cookie header of the session */
  async signIn(email: string, password: string): Promise<string> {
    const jar = new Map<string, string>();
    const visit = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(new URL(path, this.url), { redirect: "manual", ...init, headers: { ...init.headers, Origin: this.origin, Cookie: [...jar.values()].join("; ") } });
      for (const cookie of response.headers.getSetCookie()) jar.set(cookie.split("=")[0]!, cookie.split(";")[0]!);
      return response;
    };
    const { csrfToken } = (await (await visit("/api/auth/csrf")).json()) as { csrfToken: string };
    const answer = await visit("/api/auth/callback/credentials", { method: "POST", body: new URLSearchParams({ csrfToken, email, password, json: "true" }) });
    if (!answer.ok) throw new Error(`${email} could not sign in (${answer.status}): ${(await answer.text()).slice(0, 200)}`);
    return [...jar.values()].join("; ");
  }

  /** Withdraws what is still open, so that nobody finds probes in their queue. */
  async tidy(): Promise<void> {
    await Promise.all(this.proposed.map(({ id, as }) => this.asAgent("POST", `/actions/${id}/cancellation`, { body: { reason: "A conformance probe" } }, as).catch(() => undefined)));
  }
}

export const name = (): string => `conformance-${randomBytes(9).toString("base64url")}`;

/** What a probe found missing. */
export class Missing extends Error {}
/** What a probe needs and was not given. */
export class Skipped extends Error {}

export function expect(holds: boolean, says: string): asserts holds {
  if (!holds) throw new Missing(says);
}

export const problemCode = ({ json }: Answer): string => String(json.code ?? "");

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
