import { setTimeout as pause } from "node:timers/promises";
import { streamSSE, type SSEStreamingApi } from "hono/streaming";
import { authenticateKey } from "@/lib/agents/authenticate";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { changed } from "@/lib/notify/listen";
import type { ApiContext } from "./context";
import { hold } from "./hold";

/** Keeps proxies from closing a quiet line. */
const HEARTBEAT_MS = 15_000;
/** Announcements may be lost, so whoever waits also looks by themselves. */
const LOOK_MS = 5_000;

type Look = (stream: SSEStreamingApi) => Promise<{ told: boolean; over?: boolean }>;

/** Of everything, something changes all the time: what is looked at for that is looked at a few times a second at most. */
const ANY_MS = 250;

/**
 * Answers with server-sent events: looks whenever what `of` names (an action, or `any`) may have changed, until a look
 * says that it is over, the client leaves, its key is revoked or the process stops.
 */
export function follow(c: ApiContext, of: string, look: Look): Response {
  c.header("Cache-Control", "no-store");
  c.header("X-Accel-Buffering", "no"); // nginx would hold events back
  if (c.req.raw.method === "HEAD") return c.body(null, 200, { "Content-Type": "text/event-stream" });
  const place = hold(c.var.agent, c.req.raw);
  if (!place) throw new Refusal("rate_limited", "This key follows too many actions at once. Close some, or read the action with `Prefer: wait`.", { retryAfter: 15 });

  return streamSSE(
    c,
    async (stream) => {
      stream.onAbort(() => place.end());
      let quietSince = performance.now();
      try {
        while (!place.signal.aborted) {
          const hint = changed(of, LOOK_MS, place.signal);
          // A key that was revoked meanwhile hears no more.
          await authenticateKey(c.req.header("authorization"));
          const { told, over } = await look(stream);
          if (told) quietSince = performance.now();
          if (over) return;
          if (performance.now() - quietSince >= HEARTBEAT_MS) {
            await stream.write(": still here\n\n");
            quietSince = performance.now();
          }
          await hint;
          if (of === "any") await pause(ANY_MS, undefined, { signal: place.signal }).catch(() => undefined);
        }
      } finally {
        place.end();
      }
    },
    async (error) => log.warn({ err: error, requestId: c.var.requestId }, "a stream of events ended early; its client comes back"),
  );
}
