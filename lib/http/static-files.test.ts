import fs from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { StaticFiles } from "./static-files";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "countersign-static-"));
const script = "const answer = 42;\n".repeat(200);
const files = new StaticFiles(path.join(folder, "static"));
const server = createServer((request, response) => {
  if (!files.answer(request, response)) response.writeHead(404).end("Next");
});
let base: string;

beforeAll(async () => {
  fs.mkdirSync(path.join(folder, "static", "chunks"), { recursive: true });
  fs.writeFileSync(path.join(folder, "static", "chunks", "a-1~_.b.js"), script);
  fs.writeFileSync(path.join(folder, "secret.js"), "secret");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  fs.rmSync(folder, { recursive: true });
});

/** As it stands in the address, without a client that tidies it first. */
const get = (name: string, encoding = "gzip, br") =>
  new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    request(base, { path: `/_next/static/${name}`, headers: { "Accept-Encoding": encoding } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts) }));
    })
      .on("error", reject)
      .end();
  });

test("a script is left to Next the first time, and then comes packed and for good", async () => {
  expect((await get("chunks/a-1~_.b.js")).status).toBe(404);
  await files.ready;
  const { status, headers, body } = await get("chunks/a-1~_.b.js");
  expect([status, headers]).toMatchObject([200, { "content-encoding": "br", "content-type": "application/javascript; charset=UTF-8", "cache-control": "public, max-age=31536000, immutable", vary: "Accept-Encoding" }]);
  expect(brotliDecompressSync(body).toString()).toBe(script);
  expect((await get("chunks/a-1~_.b.js", "gzip")).status).toBe(404);
});

test("nothing beyond the build's own folder is packed, whatever the address says", async () => {
  for (const name of ["../secret.js", "chunks/../../secret.js", "%2e%2e/secret.js", "..%2fsecret.js", "chunks/none.js"]) {
    await get(name);
    await files.ready;
    expect((await get(name)).status, name).toBe(404);
  }
});
