import { z } from "zod";
import type { Person } from "@/lib/actor";
import { record } from "@/lib/audit/record";
import { EmailConfig, type EmailCredentials } from "@/lib/connectors/email/schemas";
import { db, sql, transact, type Db } from "@/lib/db/tx";
import { queueDeliveries } from "@/lib/deliveries/queue";
import { SECURITY, type MailServerView } from "@/lib/deliveries/view";
import { Refusal } from "@/lib/errors";
import { requireAdmin } from "@/lib/people/may";
import { open, seal } from "@/lib/sealing";

/** Asked for by an admin, to see that the server takes mail. */
export const MAIL_TEST = "mail.tested";

/** There is one server; this stands for its row where its password is sealed. */
const ROW = "mail_server";
const SUBJECT = { kind: "mail_server", id: "1" };

type Row = { host: string; port: number; secure: boolean; requireTls: boolean; sender: string; username: string | null; sealed: Buffer | null };

const Input = z.object({
  host: EmailConfig.shape.host,
  port: EmailConfig.shape.port,
  security: z.enum(SECURITY),
  sender: EmailConfig.shape.from,
  username: z.string().max(320).nullable(),
  /** Empty keeps the one that is there. */
  password: z.string().max(1_000),
});
export type MailServerInput = z.input<typeof Input>;

const read = (from: Db) => from.one<Row>(sql`SELECT host, port, secure, require_tls, sender, username, sealed FROM mail_server`);
const view = ({ host, port, secure, requireTls, sender, username, sealed }: Row): MailServerView => ({
  host,
  port,
  security: secure ? "tls" : requireTls ? "starttls" : "offered",
  sender,
  username,
  password: sealed !== null,
});

export async function mailServerView(admin: Person): Promise<MailServerView | null> {
  requireAdmin(admin);
  const row = await read(db);
  return row ? view(row) : null;
}

/** Whether mail to people goes anywhere. */
export const hasMailServer = async (from: Db = db): Promise<boolean> => (await read(from)) !== undefined;

/** How the server is spoken to; undefined while there is none. */
export async function mailServer(): Promise<{ config: EmailConfig; credentials: EmailCredentials } | undefined> {
  const row = await read(db);
  if (!row) return undefined;
  const { host, port, secure, requireTls, sender, username, sealed } = row;
  return {
    config: { host, port, secure, requireTls, from: sender, timeoutMs: 20_000 },
    credentials: username !== null && sealed ? { user: username, pass: open(sealed, ROW) } : {},
  };
}

/** @throws Refusal `invalid` with every fault */
export async function setMailServer(admin: Person, input: MailServerInput): Promise<void> {
  requireAdmin(admin);
  const parsed = Input.safeParse(input);
  const faults = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => ({ pointer: `/${path.join("/")}`, detail: message }));
  if (!parsed.success) throw new Refusal("invalid", "The mail server cannot be kept as it is. Correct every fault and try again.", { faults });
  const { host, port, security, sender, username, password } = parsed.data;
  await transact(async (tx) => {
    const before = await read(tx);
    const kept = username === null ? null : password !== "" ? seal(password, ROW) : (before?.sealed ?? null);
    if (username !== null && !kept) {
      const detail = "Give the password that belongs to this user.";
      throw new Refusal("invalid", detail, { faults: [{ pointer: "/password", detail }] });
    }
    // A password was given to one server, and is not sent to another.
    if (before && kept && password === "" && (before.host !== host || before.username !== username)) {
      const detail = "Give the password again: the server or the user is another one.";
      throw new Refusal("invalid", detail, { faults: [{ pointer: "/password", detail }] });
    }
    await tx.run(sql`
      INSERT INTO mail_server (one, host, port, secure, require_tls, sender, username, sealed, updated_by)
      VALUES (true, ${host}, ${port}, ${security === "tls"}, ${security === "starttls"}, ${sender}, ${username}, ${kept}, ${admin.id})
      ON CONFLICT (one) DO UPDATE SET host = excluded.host, port = excluded.port, secure = excluded.secure, require_tls = excluded.require_tls, sender = excluded.sender,
        username = excluded.username, sealed = excluded.sealed, updated_at = clock_timestamp(), updated_by = excluded.updated_by`);
    const after = view((await read(tx))!);
    await record(tx, { type: "mail_server.changed", actor: admin, subject: SUBJECT, data: { before: before ? view(before) : null, after, password_changed: password !== "" } });
  });
}

/** From now on nothing is sent by mail. */
export async function removeMailServer(admin: Person): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    const before = await read(tx);
    if (!before) return;
    await tx.run(sql`DELETE FROM mail_server`);
    await record(tx, { type: "mail_server.removed", actor: admin, subject: SUBJECT, data: { before: view(before) } });
  });
}

/** A mail to the admin who asks, through the same door as every other. */
export async function testMail(admin: Person): Promise<void> {
  requireAdmin(admin);
  await transact(async (tx) => {
    if (!(await read(tx))) throw new Refusal("conflict", "Set up a mail server first.");
    await queueDeliveries(tx, "email", [{ target: admin.id, eventType: MAIL_TEST, content: {} }]);
    await record(tx, { type: "mail_server.tested", actor: admin, subject: SUBJECT });
  });
}
