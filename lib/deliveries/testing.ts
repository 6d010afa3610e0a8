import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { db, sql } from "@/lib/db/tx";
import { behind } from "./derive";
import { deriveAll, type Channels } from "./run";
import type { ChannelName } from "./types";

/** For tests: a mail server that keeps what it takes. */
export async function mailbox() {
  const arrived: (Email & { rcpt: string })[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          arrived.push({ ...mail, rcpt: envelope.rcptTo.map(({ address }) => address).join() });
          done();
        });
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { arrived, port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

export type Told = { type: string; timestamp: string; data: { action_id: string; state: string; revision: number; sequence: number } };

/** For tests: a receiver of webhooks that keeps what it takes. */
export async function listener() {
  const arrived: Told[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      arrived.push(JSON.parse(body) as Told);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { arrived, url, close: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))) };
}

/** Lets time pass for what waits to be sent: the database's clock is the only one, so tests move the rows. */
export async function passForDeliveries(seconds: number): Promise<void> {
  await db.run(sql`UPDATE deliveries SET next_at = next_at - ${seconds} * interval '1 second', created_at = created_at - ${seconds} * interval '1 second', finished_at = finished_at - ${seconds} * interval '1 second'`);
  await db.run(sql`UPDATE slack_messages SET posted_at = posted_at - ${seconds} * interval '1 second'`);
}

/** Reads every event. What a transaction that is still open holds back, in any database of the server, is read at a later look. */
export async function readEverything(channels: Channels): Promise<void> {
  do await deriveAll(channels);
  while ((await behind(Object.keys(channels) as ChannelName[])).length > 0);
}
