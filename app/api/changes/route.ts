import type { NextRequest } from "next/server";
import { currentPerson } from "@/lib/next/session";
import { allChanges } from "@/lib/notify/listen";

export const dynamic = "force-dynamic";

const HEARTBEAT_MS = 15_000;
/** After this the browser connects again, and its session is asked anew. */
const LONGEST_MS = 5 * 60_000;

/** Ids of actions that changed, as server-sent events, for whoever is signed in. What became of them is read with GET. */
export async function GET(request: NextRequest): Promise<Response> {
  if (!(await currentPerson())) return new Response(null, { status: 401 });
  // Not AbortSignal.any with AbortSignal.timeout: Node 20 may collect the latter before it fires.
  const ending = new AbortController();
  const { signal } = ending;
  const end = () => ending.abort();
  const longest = setTimeout(end, LONGEST_MS);
  request.signal.addEventListener("abort", end);
  if (request.signal.aborted) end();
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(text));
      };
      send("retry: 2000\n: hello\n\n");
      const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
      try {
        for await (const id of allChanges(signal)) send(`data: ${JSON.stringify({ type: "action", id: id ?? null })}\n\n`);
      } finally {
        clearInterval(heartbeat);
        clearTimeout(longest);
        try {
          controller.close();
        } catch {
          // The browser was gone first.
        }
      }
    },
  });
  return new Response(stream, { headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" } });
}
