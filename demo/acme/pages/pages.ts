import { readFile } from "node:fs/promises";
import { Hono } from "hono";
import { html } from "hono/html";
import { secureHeaders } from "hono/secure-headers";
import type { Pool } from "pg";
import { ago, page } from "./layout";
import { mailPages } from "./mail";
import { type Change, changeRows, type Row, tableRows } from "./rows";
import { type Table, TABLES } from "./tables";

const MAX_ROWS = 200;
const MAX_CHANGES = 25;

/** What Acme's own people would look at. Read only: nothing on these pages can change anything. */
export async function acmePages(pool: Pool) {
  const [css, script] = await Promise.all(
    ["acme.css", "acme.js"].map((name) => readFile(new URL(name, import.meta.url), "utf8")),
  );
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["data:"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: false, // plain http, on this machine only
    }),
  );
  app.use(async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });

  app.get("/acme.css", (c) => c.body(css!, 200, { "Content-Type": "text/css; charset=utf-8" }));
  app.get("/acme.js", (c) => c.body(script!, 200, { "Content-Type": "text/javascript; charset=utf-8" }));
  app.get("/", async (c) => c.html(await overview(pool)));
  for (const table of TABLES) app.get(table.path, async (c) => c.html(await tablePage(pool, table)));
  app.route("/mail", mailPages(pool));
  app.notFound((c) => c.html(page("", "No such page", html`<p><a href="/">Back to the overview</a></p>`), 404));
  app.onError((error, c) => {
    console.error("acme: a page failed", error);
    return c.html(page("", "Something went wrong", html`<p>Acme's log says what. Reload to try again.</p>`), 500);
  });
  return app;
}

async function overview(pool: Pool) {
  const now = new Date();
  const [counts, changes] = await Promise.all([
    Promise.all([...TABLES.map(({ table }) => summaryOf(pool, table, "updated_at")), summaryOf(pool, "mails", "received_at")]),
    changesIn(pool),
  ]);
  const cards = [...TABLES, { path: "/mail", title: "Mail" }].map(({ path, title }, index) => {
    const { count, last } = counts[index]!;
    return html`<li>
      <a href="${path}">${title}<strong>${count}</strong><span>${last ? html`changed ${ago(last, now)}` : "never changed"}</span></a>
    </li>`;
  });
  return page(
    "/",
    "Overview",
    html`<p class="lead">What Acme's systems hold right now.</p>
      <ul class="cards">${cards}</ul>
      <h2>Latest changes</h2>
      ${changeRows(changes, now)}`,
  );
}

async function tablePage(pool: Pool, table: Table) {
  const now = new Date();
  const names = table.columns.map(({ name, as }) => (as === "day" ? `${name}::text` : name));
  const money = table.columns.some(({ as }) => as === "money") ? ["currency"] : [];
  const [rows, changes, { count, last }] = await Promise.all([
    pool.query<Row>(
      `select ${[...names, ...money, "updated_at"].join(", ")} from ${table.table} order by ${table.order} limit ${MAX_ROWS}`,
    ),
    changesIn(pool, table.table),
    summaryOf(pool, table.table, "updated_at"),
  ]);
  return page(
    table.path,
    table.title,
    html`<p class="lead">
        ${count > MAX_ROWS ? `${MAX_ROWS} of ${count}` : count} rows, last changed ${last ? ago(last, now) : "never"}.
      </p>
      ${tableRows(table, rows.rows, now)}
      <h2>Latest changes</h2>
      ${changeRows(changes, now)}`,
  );
}

async function changesIn(pool: Pool, table?: string): Promise<Change[]> {
  const { rows } = await pool.query<Change>(
    `select at, table_name, row_id, kind, before, after from changes
     where $1::text is null or table_name = $1 order by id desc limit ${MAX_CHANGES}`,
    [table ?? null],
  );
  return rows;
}

/** How many rows, and when one last changed; a removed row counts as a change too. */
async function summaryOf(pool: Pool, table: string, column: string): Promise<{ count: number; last: Date | null }> {
  const { rows } = await pool.query<{ count: number; last: Date | null }>(
    `select count(*)::int as count, greatest(max(${column}), (select max(at) from changes where table_name = $1)) as last
     from ${table}`,
    [table],
  );
  return rows[0]!;
}
