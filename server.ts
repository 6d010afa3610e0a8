import { readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import { getRequestListener, RequestError, type HttpBindings } from "@hono/node-server";
import next from "next";
import { api } from "@/lib/api/app";
import { releaseHolds } from "@/lib/api/hold";
import { operations } from "@/lib/api/operations";
import { peopleApi } from "@/lib/api/people/app";
import { slackApi } from "@/lib/api/slack/app";
import { closePool } from "@/lib/db/pool";
import { env, type Env } from "@/lib/env";
import { isNear } from "@/lib/http/near";
import { problem, problemOf } from "@/lib/http/problem";
import { REQUEST_ID, requestIdOf } from "@/lib/http/request-id";
import { StaticFiles } from "@/lib/http/static-files";
import { closeLimits } from "@/lib/limits/requests";
import { log } from "@/lib/log";
import { startListening, stopListening } from "@/lib/notify/listen";
import { closeQueue } from "@/lib/queue/later";

/** How long requests get to finish when the process is asked to stop. */
const SHUTDOWN_MS = 10_000;

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const { HOST, PORT, PUBLIC_URL, NODE_ENV } = configured();

type App = { fetch(request: Request, bindings: HttpBindings): Response | Promise<Response> };

const listener = (app: App) =>
  getRequestListener((request, bindings) => app.fetch(request, bindings as HttpBindings), {
    // Next shares the process and its globals.
    overrideGlobalObjects: false,
    errorHandler: (error) =>
      error instanceof RequestError
        ? problem(requestIdOf(null), "malformed", "The request's address or Host header is not valid.")
        : problemOf(error, requestIdOf(null)),
  }) as Handler;
const toApi = listener(api);
const toOperations = listener(operations);
const toPeople = listener(peopleApi);
const toSlack = listener(slackApi);

const built = NODE_ENV === "development" ? undefined : new StaticFiles(path.join(import.meta.dirname, process.env.NEXT_DIST_DIR || ".next", "static"));
const files = new Set(readdirSync(path.join(import.meta.dirname, "public"), { recursive: true }).map((file) => `/${String(file)}`));

let stopping = false;
const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000, keepAliveTimeout: 65_000 }, (request, response) => {
  const url = request.url ?? "/";
  if (stopping) response.shouldKeepAlive = false;
  if (/^\/api\/v1(?:[/?]|$)/.test(url)) void toApi(request, response);
  else if (url.startsWith("/api/people/")) void toPeople(request, response);
  else if (url.startsWith("/api/slack/")) void toSlack(request, response);
  else if (/^\/api\/(?:health|ready|metrics)(?:\?|$)/.test(url)) void toOperations(request, response);
  else if (isFile(url) && request.method !== "GET" && request.method !== "HEAD") response.writeHead(405, { Allow: "GET, HEAD" }).end();
  else if (!built?.answer(request, response)) void page(request, response);
});

/** Next answers 500 to other methods on files. */
function isFile(url: string): boolean {
  const [name] = url.split("?", 1) as [string];
  return files.has(name) || name.startsWith("/_next/static/");
}

async function page(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const given = request.headers["x-request-id"];
  const id = requestIdOf(typeof given === "string" ? given : null);
  request.headers["x-request-id"] = id;
  // Pages learn the address from this header alone: only a proxy close by may have written it.
  const from = request.socket.remoteAddress;
  if (from && !isNear(from)) request.headers["x-forwarded-for"] = from;
  response.setHeader(REQUEST_ID, id);
  try {
    await (await toPages)(request, response);
  } catch (error) {
    log.error({ err: error, requestId: id }, "a page failed");
    if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
    response.end(`Something went wrong on our side. Try again; if it stays, tell an admin the reference ${id}.`);
  }
}

server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const [status, reason] = error.code === "HPE_HEADER_OVERFLOW" ? [431, "Request Header Fields Too Large"] : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? [408, "Request Timeout"] : [400, "Bad Request"];
  const body = JSON.stringify({ type: "about:blank", title: reason, status, code: "malformed", detail: "This is not an HTTP request that can be read.", request_id: requestIdOf(null) });
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
});

server.on("error", (error: NodeJS.ErrnoException) => {
  const why = error.code === "EADDRINUSE" ? `Port ${PORT} on ${HOST} is taken by another program. Set PORT to a free one.` : `Cannot listen on ${HOST}:${PORT}: ${error.message}`;
  log.fatal({ err: error }, why);
  process.exit(1);
});

const pages = next({ dev: NODE_ENV === "development", dir: import.meta.dirname, hostname: HOST, port: PORT, httpServer: server });
const toPages: Promise<Handler> = pages.prepare().then(() => pages.getRequestHandler());
toPages.catch(() => undefined); // reported below, once we listen
startListening();
server.listen(PORT, HOST, async () => {
  try {
    await toPages;
  } catch (error) {
    log.fatal({ err: error }, "The pages cannot be served. Without NODE_ENV=development they must be built first: npx next build");
    process.exit(1);
  }
  log.info({ url: PUBLIC_URL, host: HOST, port: PORT }, `web ready ${PUBLIC_URL}`);
});

async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, "web stopping");
  setTimeout(() => process.exit(0), SHUTDOWN_MS + 5_000).unref();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  releaseHolds();
  const cut = setTimeout(() => server.closeAllConnections(), SHUTDOWN_MS);
  await closed;
  clearTimeout(cut);
  await Promise.allSettled([pages.close(), stopListening(), closeQueue(), closeLimits()]);
  await closePool().catch(() => undefined);
  process.exit(0);
}
process.on("SIGTERM", () => void stop("SIGTERM"));
process.on("SIGINT", () => void stop("SIGINT"));

/** The configuration, or a readable report of what is wrong with it and the end. */
function configured(): Env {
  try {
    const read = env();
    if (read.PORT === 0) throw new Error("PORT must be a number above 0: links and the supervisor need to know it.");
    return read;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}
