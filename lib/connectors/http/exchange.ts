import http from "node:http";
import https from "node:https";
import { guardedAgent, isForbidden } from "@/lib/connectors/guard";
import type { ReadyRequest } from "./request";

/** Bytes of an answer that are read; the rest is cut, and said to be. */
const MAX_RESPONSE = 64 * 1024;

/** How far an exchange came. Only `lost` leaves open what the target did. */
export type Exchange =
  | { kind: "answered"; status: number; headers: http.IncomingHttpHeaders; body: string; truncated: boolean }
  | { kind: "refused"; reason: string }
  | { kind: "unreached"; reason: string; permanent: boolean }
  | { kind: "lost"; reason: string; /** What had come of the answer when it broke off. */ begun?: { status: number; bytes: number; body: string } };

/**
 * Makes one request over a connection of its own and reads a bounded answer. Redirects are not followed.
 * `sending` is awaited once the connection stands, before the first byte of the request; what it throws is thrown.
 */
export function exchange(request: ReadyRequest, { signal, sending }: { signal: AbortSignal; sending: () => Promise<void> }): Promise<Exchange> {
  const secure = request.url.protocol === "https:";
  return new Promise((resolve, reject) => {
    let sent = false;
    const broken = (error: Error) => resolve(sent ? { kind: "lost", reason: wordsFor(error, signal) } : beforeSending(error, signal));

    let outgoing: http.ClientRequest;
    try {
      outgoing = (secure ? https : http).request(request.url, {
        method: request.method,
        headers: request.headers,
        agent: guardedAgent(request.url),
        signal,
      });
    } catch (error) {
      return broken(error as Error);
    }

    const send = async () => {
      try {
        await sending();
      } catch (error) {
        outgoing.destroy();
        return reject(error);
      }
      if (outgoing.destroyed) return;
      sent = true;
      outgoing.end(request.body);
    };
    // Nothing of the request leaves before end(): the connection is made first, and sending() noted in between.
    outgoing.on("socket", (socket) => socket.once(secure ? "secureConnect" : "connect", send));
    outgoing.on("error", broken);
    outgoing.on("response", (incoming) => {
      // From here on the answer says what became of it; its own stream meets the same faults.
      outgoing.off("close", closed).off("error", broken).on("error", () => {});
      void read(incoming, signal).then(resolve).finally(() => outgoing.destroy());
    });
    const closed = () => broken(new Error("the connection closed without an answer"));
    outgoing.on("close", closed);
  });
}

const BROKE_OFF = "the connection closed in the middle of the answer";

function read(incoming: http.IncomingMessage, signal: AbortSignal): Promise<Exchange> {
  const status = incoming.statusCode ?? 0;
  const chunks: Buffer[] = [];
  let size = 0;
  const body = () => Buffer.concat(chunks).subarray(0, MAX_RESPONSE).toString("utf8");
  const answered = (truncated: boolean): Exchange => ({ kind: "answered", status, headers: incoming.headers, body: body(), truncated });
  const lost = (reason: string): Exchange => ({ kind: "lost", reason, begun: { status, bytes: size, body: body() } });
  return new Promise((resolve) => {
    incoming.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_RESPONSE) resolve(answered(true));
    });
    incoming.on("end", () => resolve(incoming.complete ? answered(false) : lost(BROKE_OFF)));
    incoming.on("error", (error) => resolve(lost(wordsFor(error, signal))));
    incoming.on("close", () => resolve(lost(BROKE_OFF)));
  });
}

function beforeSending(error: Error, signal: AbortSignal): Exchange {
  if (isForbidden(error)) return { kind: "refused", reason: error.message };
  const certificate = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS/.test(codeOf(error));
  return { kind: "unreached", reason: wordsFor(error, signal), permanent: certificate };
}

const codeOf = (error: Error): string => ("code" in error && typeof error.code === "string" ? error.code : "");

const WORDS: Record<string, string> = {
  ECONNREFUSED: "the connection was refused",
  ENOTFOUND: "its name could not be found",
  EAI_AGAIN: "its name could not be looked up",
  ECONNRESET: "the connection was reset",
  EPIPE: "the connection was closed",
  ETIMEDOUT: "the connection timed out",
  EHOSTUNREACH: "it could not be reached",
  ENETUNREACH: "its network could not be reached",
  HPE_HEADER_OVERFLOW: "its answer had too many headers",
};

function wordsFor(error: Error, signal: AbortSignal): string {
  if (signal.aborted) return "the time limit passed";
  const code = codeOf(error);
  return WORDS[code] ?? (code === "" ? error.message : `${error.message} (${code})`);
}
