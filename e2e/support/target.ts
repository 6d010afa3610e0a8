import http from "node:http";
import type { AddressInfo } from "node:net";
import { newId } from "@/lib/ids";
import { inDatabase } from "./database";

type Call = { method: string; path: string; key: string; body: unknown };
type Answer = { status: number; body: unknown } | "cut";

/** A system of somebody else's: notes every call, and answers as the story says, or cuts the line. */
export async function startTarget(answer: (call: Call) => Answer) {
  const calls: Call[] = [];
  const server = http.createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const call = { method: request.method!, path: request.url!, key: String(request.headers["idempotency-key"]), body: text === "" ? null : (JSON.parse(text) as unknown) };
    calls.push(call);
    const said = answer(call);
    if (said === "cut") return void request.socket.destroy();
    response.writeHead(said.status, { "content-type": "application/json" }).end(JSON.stringify(said.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { calls, host, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** Registers a connector to that target and a tool of its own on it, as an installation would have them. */
export async function registerTool(host: string, name: string, { reversibility, binding }: { reversibility: "irreversible" | "compensable"; binding: object }): Promise<void> {
  const [connector, tool] = [newId(), newId()];
  const schema = { type: "object", properties: { what: { type: "string", maxLength: 100 } }, required: ["what"], additionalProperties: false };
  await inDatabase("countersign", async (client) => {
    await client.query("BEGIN");
    await client.query("INSERT INTO connectors (id, name, kind) VALUES ($1, $2, 'http')", [connector, `target-${name}`]);
    await client.query("INSERT INTO connector_versions (id, connector_id, version, config) VALUES ($1, $2, 1, $3)", [newId(), connector, { baseUrl: `http://${host}`, allowedHosts: [host] }]);
    await client.query("INSERT INTO tools (id, name) VALUES ($1, $2)", [tool, name]);
    await client.query(
      `INSERT INTO tool_versions (id, tool_id, version, title, access, reversibility, params_schema, summary, sensitive, data_classes, connector_id, operation, binding)
       VALUES ($1, $2, 1, $3, 'draft', $4, $5, $6, '{}', '{}', $7, 'request', $8)`,
      [newId(), tool, name, reversibility, schema, `${name}: {what}`, connector, binding],
    );
    await client.query("COMMIT");
  });
}
