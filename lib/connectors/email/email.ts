import { excerpt, prepared } from "@/lib/connectors/outcome";
import type { ConnectorKind, Json, Operation } from "@/lib/connectors/types";
import { deliver, signIn } from "./delivery";
import { letterOf } from "./letter";
import { EmailBinding, EmailConfig, EmailCredentials } from "./schemas";

/** Sends one plain-text mail. A mail that has left cannot be called back, so there is no rollback. */
const send: Operation<EmailConfig, EmailCredentials, EmailBinding> = {
  binding: EmailBinding,
  idempotent: () => "no",
  timeout: ({ timeoutMs }) => timeoutMs,

  async preview({ config, binding, params, idempotencyKey }) {
    const { messageId: _, replyTo, ...letter } = letterOf(config, binding, params, idempotencyKey);
    const people = [...letter.to, ...letter.cc, ...letter.bcc];
    const request: Json = { ...letter, ...(replyTo !== undefined && { replyTo }) };
    return { sentence: `A mail to ${people.join(", ")} would leave. It cannot be undone`, request };
  },

  run: ({ config, credentials, binding, params, idempotencyKey, signal, sending }) =>
    prepared(
      () => letterOf(config, binding, params, idempotencyKey),
      (letter) => deliver(letter, { config, credentials, signal }, sending),
    ),

  // SMTP has no way to ask.
  async probe({ config, binding, params, idempotencyKey }) {
    const { messageId, from, to, cc, bcc } = letterOf(config, binding, params, idempotencyKey);
    return {
      finding: "cannot_tell",
      evidence: `A mail server cannot be asked what it took. Look in the sent mail of ${from}, in the server's log, or ask ${[...to, ...cc, ...bcc].join(", ")}: the mail has the Message-ID ${messageId}.`,
    };
  },
};

export const email: ConnectorKind<EmailConfig, EmailCredentials> = {
  kind: "email",
  title: "Email (SMTP)",
  config: EmailConfig,
  credentials: EmailCredentials,
  hosts: ({ host }) => [host.toLowerCase()],
  operations: { send },

  async test(config, credentials, signal) {
    try {
      await signIn({ config, credentials, signal });
      return { ok: true, message: `${config.host}:${config.port} ${credentials.user ? "accepts these credentials" : "answers"}` };
    } catch (error) {
      return { ok: false, message: `${config.host}:${config.port} could not be used: ${excerpt((error as Error).message)}` };
    }
  },
};
