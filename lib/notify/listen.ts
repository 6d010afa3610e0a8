import { EventEmitter, on } from "node:events";
import pg from "pg";
import { env } from "@/lib/env";
import { Id } from "@/lib/ids";
import { log } from "@/lib/log";
import { CHANNEL } from "./announce";

// One listening connection per process, shared by Next's bundles and server.ts.
const shared = globalThis as typeof globalThis & { countersignChanges?: Changes };

class Changes extends EventEmitter {
  private client: pg.Client | undefined;
  private again: NodeJS.Timeout | undefined;

  constructor() {
    super();
    this.setMaxListeners(0);
    void this.connect();
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true, application_name: "countersign listen" });
    this.client = client;
    const lost = (error?: Error) => {
      if (this.client !== client) return;
      this.client = undefined;
      log.warn({ err: error }, "the listening connection was lost; trying again");
      this.again = setTimeout(() => void this.connect(), 500);
      this.again.unref();
    };
    client.on("error", lost);
    client.on("end", () => lost());
    client.on("notification", ({ payload }) => {
      for (const id of payload?.split(",") ?? []) {
        // Whoever may connect may notify; an emitter takes "error" for a fault of its own, and ends the process.
        if (!Id.safeParse(id).success) continue;
        this.emit(id);
        this.emit("any", id);
      }
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      // What changed while nobody listened is unknown: everybody looks once. Nothing is an "error", which would end whoever listens.
      for (const name of this.eventNames()) if (name !== "error") this.emit(name);
    } catch (error) {
      lost(error as Error);
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.again);
    const { client } = this;
    this.client = undefined;
    await client?.end();
  }
}

function changes(): Changes {
  return (shared.countersignChanges ??= new Changes());
}

export async function stopListening(): Promise<void> {
  await shared.countersignChanges?.close();
  delete shared.countersignChanges;
}

/** Opens the listening connection before the first request needs it. */
export function startListening(): void {
  changes();
}

/**
 * Resolves when the action may have changed, after `ms` at the latest, or when `signal` fires.
 * A hint and never a fact: the caller reads the action again.
 */
export function changed(id: string, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const emitter = changes();
    const done = () => {
      clearTimeout(timer);
      emitter.off(id, done);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    emitter.on(id, done);
    signal?.addEventListener("abort", done);
    if (signal?.aborted) done();
  });
}

/** Ids of all actions that may have changed, until `signal` fires; undefined after a gap, when everything may have. */
export async function* allChanges(signal: AbortSignal): AsyncGenerator<string | undefined> {
  try {
    for await (const [id] of on(changes(), "any", { signal })) yield id as string | undefined;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
