import { EventEmitter } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { freePort } from "@/scripts/process.mjs";

/** One call that came in whole. `effect`: whether the target says that it did something. */
export type Received = { ref: string; key: string; route: "safe" | "once"; at: number; effect: boolean };

type Answer = { response: http.ServerResponse; ref: string; call: number };

/**
 * A target system that notes every call: which action it was for (`ref`), under which idempotency key, and when.
 * `/safe/…` honours the key, so that a repeat has no second effect; `/once/…` has one effect for each call.
 * The rest of the path says how it misbehaves. Its name in memory is the only truth about what took effect.
 */
export class Target {
  readonly received: Received[] = [];
  /** How long it takes to answer what it does not misbehave at. */
  latencyMs: () => number = () => 5 + Math.random() * 60;
  /** Calls to an address that redirects led to: nobody may ever come here. */
  trespassers = 0;

  private readonly calls = new Map<string, number>();
  private readonly news = new EventEmitter().setMaxListeners(0);
  private held: (() => void)[] | undefined;
  private readonly server = http.createServer((request, response) => this.receive(request, response));
  /** The same target under an address where nobody listens before `arrive`. */
  private readonly late = http.createServer((request, response) => this.receive(request, response));
  private latePort = 0;
  private readonly elsewhere = http.createServer((_, response) => {
    this.trespassers++;
    response.end();
  });

  async start(): Promise<void> {
    this.latePort = await freePort(0);
    await Promise.all([this.server, this.elsewhere].map((one) => new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve))));
  }

  get lateHost(): string {
    return `127.0.0.1:${this.latePort}`;
  }

  /** From now on somebody listens at `lateHost`. */
  async arrive(): Promise<void> {
    if (!this.late.listening) await new Promise<void>((resolve) => this.late.listen(this.latePort, "127.0.0.1", resolve));
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.release();
    for (const one of [this.server, this.late, this.elsewhere]) {
      one.close();
      one.closeAllConnections();
    }
  }

  /** From now on calls take effect, but are not answered before `release`. */
  hold(): void {
    this.held ??= [];
  }

  release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const go of held) go();
  }

  of(ref: string): Received[] {
    return this.received.filter((call) => call.ref === ref);
  }

  /** How often it took effect for this action: once per key where keys are honoured, else once per call. */
  effects(ref: string): number {
    const calls = this.of(ref).filter((call) => call.effect);
    const keys = new Set(calls.filter(({ route }) => route === "safe").map(({ key }) => key));
    return keys.size + calls.filter(({ route }) => route === "once").length;
  }

  /** Resolves at the next call, or after `limit` milliseconds. */
  nextCall(limit: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.news.off("call", done);
        resolve();
      };
      const timer = setTimeout(done, limit);
      this.news.on("call", done);
    });
  }

  private receive(request: http.IncomingMessage, response: http.ServerResponse): void {
    const chunks: Buffer[] = [];
    response.on("error", () => {});
    request.on("error", () => {}).on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const [, route, behaviour = "ok"] = (request.url ?? "").split("/");
      const { ref } = JSON.parse(Buffer.concat(chunks).toString()) as { ref: string };
      const call = (this.calls.get(ref) ?? 0) + 1;
      this.calls.set(ref, call);
      const effect = !((behaviour === "busy" || behaviour === "booked") && call === 1) && behaviour !== "moved" && behaviour !== "refused";
      this.received.push({ ref, key: String(request.headers["idempotency-key"] ?? ""), route: route === "safe" ? "safe" : "once", at: Date.now(), effect });
      this.news.emit("call");
      this.behave(behaviour, { response, ref, call });
    });
  }

  private behave(behaviour: string, answer: Answer): void {
    const { response, call } = answer;
    const elsewhere = `http://127.0.0.1:${(this.elsewhere.address() as AddressInfo).port}/`;
    if (behaviour === "nonsense") return void response.writeHead(200, { "content-type": "application/json" }).end('{"ok":"maybe"}');
    if (behaviour === "redirect") return void response.writeHead(302, { location: elsewhere }).end();
    if (behaviour === "moved") return void response.writeHead(307, { location: elsewhere }).end();
    if (behaviour === "refused") return void response.writeHead(422).end('{"error":"no such account"}');
    if (behaviour === "relapse" && call === 2) return void response.writeHead(500).end("{}");
    if (behaviour === "broken") return void response.writeHead(500).end("{}");
    if (call > 1 || behaviour === "ok") return this.succeed(answer);
    switch (behaviour) {
      case "silent": // never answers: the time limit passes
        return;
      case "reset":
        response.writeHead(200, { "content-type": "application/json", "content-length": "400" });
        response.write('{"ok":', () => response.socket?.resetAndDestroy());
        return;
      case "busy":
        return void response.writeHead(429, { "retry-after": "3" }).end("{}");
      case "booked": // the same as a date, which has whole seconds only
        return void response.writeHead(429, { "retry-after": new Date(Date.now() + 4_000).toUTCString() }).end("{}");
      case "unwell":
        return void response.writeHead(503, { "retry-after": "3" }).end("{}");
      case "fault":
      case "relapse":
        return void response.writeHead(500).end("{}");
      case "drip":
        response.writeHead(200, { "content-type": "application/json", "content-length": "400" });
        return this.drip(response);
      default:
        return void response.writeHead(404).end("{}");
    }
  }

  private drip(response: http.ServerResponse): void {
    const timer = setInterval(() => response.write(" "), 100);
    response.on("close", () => clearInterval(timer));
  }

  private succeed({ response, ref }: Answer): void {
    const send = () => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ ok: true, ref }));
    if (this.held) this.held.push(send);
    else setTimeout(send, this.latencyMs());
  }
}
