import { sha256 } from "@/lib/canonical";
import { deliver } from "@/lib/connectors/email/delivery";
import type { Letter } from "@/lib/connectors/email/letter";
import type { Json } from "@/lib/connectors/types";
import { db, sql } from "@/lib/db/tx";
import { TOLD_EVENTS } from "@/lib/deliveries/topics";
import { forAll, type Channel, type Delivery, type Sent } from "@/lib/deliveries/types";
import { env } from "@/lib/env";
import { itemsOf } from "./items";
import { mailOf } from "./mail";
import { plan } from "./plan";
import { hasMailServer, MAIL_TEST, mailServer } from "./server";
import { wordsOf } from "./words";

/** Mails to people, with links and nothing to press: several news make one mail. */
export const email: Channel = {
  listensTo: async (tx) => ((await hasMailServer(tx)) ? TOLD_EVENTS : []),
  plan,
  send,
  timeoutMs: 30_000,
  together: 1_000,
  takesAlong: true,
  atOnce: { all: 4, target: 1 },
  spacingMs: 0,
};

async function send(batch: readonly Delivery[], signal: AbortSignal): Promise<Sent[]> {
  const server = await mailServer();
  if (!server) return forAll(batch, { outcome: "dropped", reason: "No mail server is set up." });
  const target = batch[0]!.target;
  const person = await db.one<{ email: string }>(sql`SELECT email FROM people WHERE id = ${target}::uuid AND deactivated_at IS NULL`);
  if (!person) return forAll(batch, { outcome: "dropped", reason: "This person was deactivated." });
  const write = (words: { subject: string; html: string; text: string }, about: readonly string[]): Promise<Sent> => post({ to: person.email, ...words }, about, server, signal);

  const tests = batch.filter(({ eventType }) => eventType === MAIL_TEST);
  const tested = tests.length > 0 ? await write({ subject: "A test mail from Countersign", ...TEST }, [tests[0]!.id, String(tests[0]!.attempt)]) : undefined;
  const news = batch.filter(({ eventType }) => eventType !== MAIL_TEST);
  const { items, dropped } = await itemsOf(news, target);
  let told: Sent | undefined;
  if (items.length > 0) {
    const words = wordsOf(items);
    told = await write({ subject: words.subject, ...(await mailOf(words)) }, items.map(({ deliveryId }) => deliveryId));
  }
  return batch.map(({ id, eventType }): Sent => {
    if (eventType === MAIL_TEST) return tested!;
    const reason = dropped.get(id);
    return reason ? { outcome: "dropped", reason } : told!;
  });
}

type Post = { to: string; subject: string; html: string; text: string };

async function post({ to, subject, html, text }: Post, about: readonly string[], server: NonNullable<Awaited<ReturnType<typeof mailServer>>>, signal: AbortSignal): Promise<Sent> {
  const { from } = server.config;
  const letter: Letter = {
    from,
    to: [to],
    cc: [],
    bcc: [],
    replyTo: undefined,
    subject,
    text,
    html,
    // The same news have the same id, so that a mailbox knows a mail that was sent twice.
    messageId: `<${sha256(about.join()).toString("hex").slice(0, 40)}@${/@([^@<>\s]+)>?\s*$/.exec(from)?.[1] ?? "countersign"}>`,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  };
  const outcome = await deliver(letter, { ...server, signal }, async () => {});
  const request: Json = { from, to, subject, news: about.length };
  if (outcome.kind === "succeeded") return { outcome: "delivered", request, response: outcome.response ?? null };
  const detail = "detail" in outcome && outcome.detail !== undefined ? { response: outcome.detail } : {};
  // Told twice is better than not told.
  return { outcome: outcome.kind === "failed" ? "failed" : "retry", reason: outcome.reason, request, ...detail };
}

const TEST = {
  text: `This is a test: mail from Countersign arrives.\n\n${"-- "}\nNothing is decided by mail.`,
  get html() {
    return `<p>This is a test: mail from <a href="${env().PUBLIC_URL}">Countersign</a> arrives.</p><p>Nothing is decided by mail.</p>`;
  },
};
