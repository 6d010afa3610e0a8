import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { excerpt, failed, retry, unknown } from "@/lib/connectors/outcome";
import type { Outcome } from "@/lib/connectors/types";
import type { Letter } from "./letter";
import type { EmailConfig, EmailCredentials } from "./schemas";

type Fault = SMTPConnection.SMTPError;
type Settings = { config: EmailConfig; credentials: EmailCredentials; signal: AbortSignal };

/**
 * Hands one mail to the server over a connection of its own. All recipients or none: when the server refuses
 * one of them, nothing is sent. `sending` is awaited once the server asks for the mail's text.
 *
 * | what happened                                        | outcome |
 * |---|---|
 * | no connection, no answer, no TLS before the text     | retry |
 * | the server says 4xx (at any point)                   | retry: it did not take the mail |
 * | the server says 5xx (at any point), wrong password   | failed: it did not take the mail |
 * | connection lost or time limit after the text began   | unknown |
 */
export async function deliver(letter: Letter, settings: Settings, sending: () => Promise<void>): Promise<Outcome> {
  const message = await new MailComposer({ ...letter, bcc: [], disableFileAccess: true, disableUrlAccess: true }).compile().build();
  const sender = /([^<\s>]+)>?\s*$/.exec(letter.from)![1]!;
  // The connection notes refused recipients on the envelope it was given.
  const envelope: SMTPConnection.Envelope & { rejectedErrors?: Fault[] } = {
    from: sender,
    to: [...new Set([...letter.to, ...letter.cc, ...letter.bcc])],
    size: message.length,
  };
  let begun = false;
  let over = false;
  let stopped: unknown;
  try {
    const answer = await connected(settings, (connection) => {
      const text = new Readable({
        read() {
          // Read once the server has asked for the text, or to be drained when it has refused.
          if (over) return void this.push(null);
          const refused = envelope.rejectedErrors?.[0];
          const go = refused ? Promise.reject(refused) : sending();
          go.then(
            () => {
              begun = true;
              this.push(message);
              this.push(null);
            },
            (error: unknown) => {
              stopped = error;
              connection.close();
              this.destroy(error as Error);
            },
          );
        },
      });
      return new Promise<SMTPConnection.SentMessageInfo>((resolve, reject) => {
        connection.once("error", reject);
        connection.send(envelope, text, (error, info) => {
          over = true;
          if (error) reject(error);
          else resolve(info);
        });
      });
    });
    return { kind: "succeeded", response: { accepted: answer.accepted, message_id: letter.messageId, server: excerpt(answer.response) } };
  } catch (error) {
    if (stopped !== undefined && !envelope.rejectedErrors?.length) throw stopped;
    return judge((envelope.rejectedErrors?.[0] ?? error) as Fault, begun, settings.signal);
  }
}

/** Signs in and out again. @throws Error that says why not */
export async function signIn(settings: Settings): Promise<void> {
  await connected(settings, async () => {});
}

/** A connection, signed in, for as long as `use` takes; closed at once when the signal fires. */
async function connected<T>({ config, credentials, signal }: Settings, use: (connection: SMTPConnection) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const connection = new SMTPConnection({
    host: config.host,
    port: config.port,
    secure: config.secure,
    requireTLS: config.requireTls,
    logger: false,
    connectionTimeout: config.timeoutMs,
    greetingTimeout: config.timeoutMs,
    socketTimeout: config.timeoutMs,
    dnsTimeout: config.timeoutMs,
  });
  const broken = new Promise<never>((_, reject) => {
    connection.on("error", reject);
    connection.on("end", () => reject(new Error("the connection closed")));
    signal.addEventListener("abort", () => reject(new Error("the time limit passed")), { once: true });
  });
  broken.catch(() => {});
  const step = (start: (done: (error?: Fault | null) => void) => void) =>
    Promise.race([broken, new Promise<void>((resolve, reject) => start((error) => (error ? reject(error) : resolve())))]);
  try {
    await step((done) => connection.connect(done));
    const { user, pass } = credentials;
    if (user !== undefined && pass !== undefined) await step((done) => connection.login({ user, pass }, done));
    const result = await Promise.race([broken, use(connection)]);
    connection.quit();
    return result;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function judge(error: Fault, begun: boolean, signal: AbortSignal): Outcome {
  const words = signal.aborted ? "the time limit passed" : excerpt(error.message);
  const code = error.responseCode ?? 0;
  const detail = error.responseCode === undefined ? undefined : { status: error.responseCode };
  if (code >= 500) return failed(`The mail server refused: ${words}`, detail);
  if (code >= 400) return retry(`The mail server asks to try later: ${words}`, detail && { detail });
  if (begun) return unknown(`The mail was handed over, but ${words}. It may or may not have been sent.`, detail);
  if (error.code === "EAUTH" || error.code === "EENVELOPE") return failed(`The mail could not be sent: ${words}`, detail);
  return retry(`The mail server could not be reached: ${words}. Nothing was sent.`, detail && { detail });
}
