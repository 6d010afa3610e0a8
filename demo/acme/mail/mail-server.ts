import type { AddressInfo } from "node:net";
import { callbackify } from "node:util";
import PostalMime from "postal-mime";
import type { Pool } from "pg";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";

const MAX_MAIL = 2 * 1024 * 1024;

/** An SMTP server that keeps every mail it gets, and delivers none of them anywhere. */
export async function listenForMail(pool: Pool, port: number): Promise<{ port: number; close: () => Promise<void> }> {
  const server = new SMTPServer({
    name: "mail.acme.example",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"], // it listens on this machine only
    disableReverseLookup: true,
    size: MAX_MAIL,
    closeTimeout: 300,
    onData: callbackify(async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
      await receive(pool, stream, session).catch((error: Error) => {
        throw Object.assign(error, { responseCode: stream.sizeExceeded ? 552 : 451 });
      });
    }),
  });
  server.on("error", (error) => console.error(`acme: mail: ${error.message}`));

  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.server.off("error", reject);
      resolve();
    });
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function receive(pool: Pool, stream: SMTPServerDataStream, { envelope }: SMTPServerSession) {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw new Error(`A mail has at most ${MAX_MAIL / 1024 / 1024} MiB`);
  const mail = await PostalMime.parse(Buffer.concat(chunks));
  await pool.query(
    `insert into mails (sender, recipients, subject, text, message_id, attachments) values ($1, $2, $3, $4, $5, $6)`,
    [
      mail.from?.address ?? (envelope.mailFrom ? envelope.mailFrom.address : ""),
      envelope.rcptTo.map(({ address }) => address),
      clean(mail.subject),
      // HTML is kept as the text it is written in: these pages never render it.
      clean(mail.text ?? mail.html),
      clean(mail.messageId),
      mail.attachments.length,
    ],
  );
}

/** Postgres holds no NUL. */
const clean = (text = "") => text.replaceAll("\0", "\uFFFD");
