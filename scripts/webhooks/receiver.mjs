import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const MOST = 256 * 1024;

/**
 * Verifies one message as any receiver should: before it looks at the body, and under any of its secrets.
 * @param {string[]} secrets @param {Record<string, string | string[] | undefined>} headers @param {string} body
 * @returns {{ ok: true, id: string, message: unknown } | { ok: false, reason: string }}
 */
export function verify(secrets, headers, body) {
  let reason = "no secret was given";
  for (const secret of secrets) {
    try {
      return { ok: true, id: String(headers["webhook-id"]), message: new Webhook(secret).verify(body, headers) };
    } catch (error) {
      reason = error.message;
    }
  }
  return { ok: false, reason };
}

/** A receiver on this machine: tells `heard` of every message, answers `status` to those that verify and 401 to others. */
export function receiver({ secrets, heard, status = 204 }) {
  const seen = new Set();
  return createServer((request, response) => {
    if (request.method !== "POST") return response.writeHead(405, { allow: "POST" }).end("Messages are posted here.\n");
    const chunks = [];
    let size = 0;
    request.on("error", () => {});
    request.on("data", (chunk) => {
      size += chunk.length;
      if (size <= MOST) chunks.push(chunk);
    });
    request.on("end", () => {
      if (size > MOST) return response.writeHead(413).end();
      const result = verify(secrets, request.headers, Buffer.concat(chunks).toString("utf8"));
      const again = result.ok && seen.has(result.id);
      if (result.ok) seen.add(result.id);
      response.writeHead(result.ok ? status : 401).end();
      heard({ ...result, again });
    });
  });
}
