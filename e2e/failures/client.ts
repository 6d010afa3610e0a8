import type { ToolName } from "./cast";
import { pause, type World } from "./world";

export type Proposal = { ref: string; tool: ToolName; fault?: string };
/** What was answered with 202. */
export type Acknowledged = Proposal & { id: string; revision: number; payloadHash: string; tries: number };

/** Longest that the client goes on trying, as an agent with patience would. */
const PATIENCE_MS = 60_000;

type Answer = { status: number; retryAfter: string | null; body: { id: string; code?: string; state: string; revision: number; payload_hash: string } };

/** Agents as they should be: an Idempotency-Key with each action, and the same request again, at the other port, when it was not answered. */
export class Client {
  /** Answers that no client of a healthy product should ever see. */
  readonly strange: string[] = [];
  /** Requests that were given up. */
  failed = 0;
  private heard: (() => void)[] = [];

  constructor(private readonly world: World) {}

  /** One request, answered or thrown. */
  async send(proposal: Proposal, address: string, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${address}/api/v1/actions`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.world.cast.key}`, "content-type": "application/json", "idempotency-key": proposal.ref, ...headers },
      body: JSON.stringify({ tool: proposal.tool, params: { ref: proposal.ref, fault: proposal.fault ?? "none" } }),
      signal: AbortSignal.timeout(40_000),
    });
    return { status: response.status, retryAfter: response.headers.get("retry-after"), body: (await response.json()) as Answer["body"] };
  }

  /** Proposes until it is acknowledged. Undefined when it never was: that is noted as failed. */
  async propose(proposal: Proposal, { only }: { only?: number } = {}): Promise<Acknowledged | undefined> {
    const until = Date.now() + PATIENCE_MS;
    const addresses = only === undefined ? this.world.addresses : [this.world.addresses[only]!];
    const start = Math.floor(Math.random() * addresses.length);
    for (let tries = 1; Date.now() < until; tries++) {
      const answer = await this.send(proposal, addresses[(start + tries) % addresses.length]!).catch(() => undefined);
      if (answer?.status === 202) {
        for (const hear of this.heard.splice(0)) hear();
        return { ...proposal, id: answer.body.id, revision: answer.body.revision, payloadHash: answer.body.payload_hash, tries };
      }
      if (answer && answer.status !== 503 && answer.status !== 409) this.strange.push(`${answer.status} ${answer.body.code} for ${proposal.ref}`);
      if (answer?.status === 503 && !answer.retryAfter) this.strange.push(`503 without Retry-After for ${proposal.ref}`);
      await pause(50 + Math.min(500, tries * 30));
    }
    this.failed++;
    return undefined;
  }

  /** Resolves in the moment in which the next 202 has come. */
  acknowledges(): Promise<void> {
    return new Promise((resolve) => this.heard.push(resolve));
  }

  /** Loads in rounds until `over` says so. */
  async loadUntil(name: string, over: () => boolean, how: { each: number; at: number; pauseMs: number }): Promise<Acknowledged[]> {
    const acknowledged: Acknowledged[] = [];
    for (let round = 0; !over(); round++) acknowledged.push(...(await this.load(`${name}-${round}`, how.each, how)));
    return acknowledged;
  }

  /** Proposes `count` actions, safe and once in turns, a few at a time with `pauseMs` between. */
  async load(name: string, count: number, { at = 6, pauseMs = 0, tools = ["safe_write", "once_write"] }: { at?: number; pauseMs?: number; tools?: ToolName[] } = {}): Promise<Acknowledged[]> {
    const acknowledged: Acknowledged[] = [];
    let next = 0;
    const one = async () => {
      while (next < count) {
        const i = next++;
        const done = await this.propose({ ref: `${name}-${i}`, tool: tools[i % tools.length]! });
        if (done) acknowledged.push(done);
        if (pauseMs > 0) await pause(pauseMs * (0.5 + Math.random()));
      }
    };
    await Promise.all(Array.from({ length: at }, one));
    return acknowledged;
  }

  /** The agent withdraws it. */
  async cancel(action: Acknowledged, address: string): Promise<Decided> {
    return decided(
      await fetch(`${address}/api/v1/actions/${action.id}/cancellation`, {
        method: "POST",
        headers: { authorization: `Bearer ${this.world.cast.key}`, "content-type": "application/json" },
        body: "{}",
        signal: AbortSignal.timeout(40_000),
      }),
    );
  }

  /** The reviewer's approval, over the same door as the page's. */
  async approve(action: Acknowledged, address: string): Promise<Decided> {
    const response = await fetch(`${address}/api/people/actions/${action.id}/decision`, {
      method: "POST",
      headers: { cookie: this.world.cast.reviewerCookie, origin: this.world.addresses[0]!, "content-type": "application/json" },
      body: JSON.stringify({ verdict: "approve", revision: action.revision, payload_hash: action.payloadHash }),
      signal: AbortSignal.timeout(40_000),
    });
    return decided(response);
  }
}

type Decided = { status: number; code?: string | undefined; retryAfter: string | null };

async function decided(response: Response): Promise<Decided> {
  const { code } = (await response.json()) as { code?: string };
  return { status: response.status, code, retryAfter: response.headers.get("retry-after") };
}
