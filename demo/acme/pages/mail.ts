import { Hono } from "hono";
import { html } from "hono/html";
import type { Pool } from "pg";
import { ago, page } from "./layout";
import { cell, grid } from "./rows";

type Mail = {
  id: string;
  sender: string;
  recipients: string[];
  subject: string;
  text: string;
  message_id: string;
  attachments: number;
  received_at: Date;
};

const HEADS = [{ label: "Received" }, { label: "From" }, { label: "To" }, { label: "Subject" }];

export function mailPages(pool: Pool) {
  const app = new Hono();

  app.get("/", async (c) => {
    const now = new Date();
    const { rows } = await pool.query<Mail>("select * from mails order by id desc limit 100");
    const lines = rows.map(
      (mail) => html`<tr role="row">
        ${cell("Received", ago(mail.received_at, now), "when")} ${cell("From", mail.sender, "long")}
        ${cell("To", mail.recipients.join(", "), "long")}
        ${cell("Subject", html`<a href="/mail/${mail.id}">${mail.subject || "(no subject)"}</a>`)}
      </tr>`,
    );
    const main = html`<p class="lead">Every mail that reached Acme's mail server. None of it left this machine.</p>
      ${grid("Mail", HEADS, lines, "No mail yet.")}`;
    return c.html(page("/mail", "Mail", main));
  });

  app.get("/:id{[0-9]{1,15}}", async (c) => {
    const { rows } = await pool.query<Mail>("select * from mails where id = $1", [c.req.param("id")]);
    const mail = rows[0];
    if (!mail) return c.notFound();
    const main = html`<dl>
        <dt>From</dt><dd>${mail.sender}</dd>
        <dt>To</dt><dd>${mail.recipients.join(", ")}</dd>
        <dt>Received</dt><dd>${ago(mail.received_at, new Date())}</dd>
        ${mail.attachments > 0 ? html`<dt>Attachments</dt><dd>${mail.attachments}, not kept</dd>` : ""}
      </dl>
      <pre class="mail">${mail.text || "(empty)"}</pre>
      <p><a href="/mail">All mail</a></p>`;
    return c.html(page("/mail/", mail.subject || "(no subject)", main));
  });

  return app;
}
