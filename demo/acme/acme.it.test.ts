import { randomBytes } from "node:crypto";
import { createTransport } from "nodemailer";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Acme, startAcme } from "./acme";

const token = "a-token-for-this-test";

describe("Acme", () => {
  const database = `acme_${randomBytes(6).toString("hex")}`;
  const server = new pg.Client({ connectionString: inject("superuserUrl") });
  const databaseUrl = Object.assign(new URL(inject("superuserUrl")), { pathname: `/${database}` }).href;
  const pool = new pg.Pool({ connectionString: databaseUrl });
  const start = () =>
    startAcme({ ACME_DATABASE_URL: databaseUrl, ACME_PORT: 0, ACME_SMTP_PORT: 0, ACME_API_TOKEN: token });
  let acme: Acme;

  beforeAll(async () => {
    await server.connect();
    await server.query(`create database ${database}`);
    acme = await start();
  });
  afterAll(async () => {
    await acme?.close();
    await pool.end();
    // The database goes with its server: dropped by force, it would cut off connections that are just closing.
    await server.end();
  });

  const call = async (path: string, body: object | undefined, key?: string) => {
    const response = await fetch(`${acme.url}/api${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", ...(key && { "Idempotency-Key": key }) },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as { id: string; status: string; error?: { code: string } } };
  };
  const page = async (path: string) => (await fetch(acme.url + path)).text();
  const refund = { order: "ord_2001", customer: "cus_1001", amount: 120, currency: "USD", reason: "Late" };

  test("of ten refunds at once under one key, one is made and all are told of it", async () => {
    const keys = ["one-key", "two", "three", "four", "five"]; // the first round only opens the connections
    for (const key of keys) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => call("/refunds", refund, key)));
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    }
    const { rows } = await pool.query("select count(*)::int as count from refunds where order_id = 'ord_2001'");
    expect(rows[0].count).toBe(keys.length);
  });

  test("the same key with another amount is refused", async () => {
    const { status, body } = await call("/refunds", { ...refund, amount: 121 }, "one-key");
    expect([status, body.error?.code]).toEqual([409, "idempotency_mismatch"]);
  });

  test("refunds at once cannot exceed what the order has left", async () => {
    const part = { order: "ord_2006", customer: "cus_1003", amount: 900, currency: "USD", reason: "Returned" };
    const answers = await Promise.all([call("/refunds", part), call("/refunds", part), call("/refunds", part)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  test("a cancelled refund stays cancelled, one that was paid out stays paid", async () => {
    const made = await call("/refunds", { ...refund, amount: 5 });
    for (const _ of ["first", "again"]) {
      const cancelled = await call(`/refunds/${made.body.id}/cancellation`, undefined);
      expect([cancelled.status, cancelled.body.status]).toEqual([200, "cancelled"]);
    }
    expect((await call("/refunds/ref_3001/cancellation", undefined)).body.error?.code).toBe("paid_out");
    expect(await page("/refunds")).toContain("<del>pending</del> → <ins>cancelled</ins>");
  });

  test("without its token the API does nothing", async () => {
    const response = await fetch(`${acme.url}/api/posts`, { method: "POST", body: "{}" });
    expect(response.status).toBe(401);
  });

  test("a mail is kept and shown as text, its markup never as markup", async () => {
    const transport = createTransport({ host: "127.0.0.1", port: acme.smtpPort, secure: false });
    await transport.sendMail({
      from: "hello@acme.example",
      to: "chloe@atelier-martin.example",
      subject: "<b>Bold</b>",
      text: "Dear Chloé, <script>alert(1)</script>",
    });
    transport.close();
    const { rows } = await pool.query("select id from mails order by id desc limit 1");
    const shown = (await page("/mail")) + (await page(`/mail/${rows[0].id}`));
    expect(shown).toContain("&lt;b&gt;Bold&lt;/b&gt;");
    expect(shown).toContain("Dear Chloé, &lt;script&gt;");
    expect(shown).not.toContain("<script>alert");
  });

  test("what is changed straight in a table shows on its page, before and after", async () => {
    await pool.query("update prices set amount = 75 where id = 'lamp-desk'");
    await pool.query("delete from customers where id = 'cus_1012'");
    expect(await page("/prices")).toContain("<del>69</del> → <ins>75</ins>");
    expect(await page("/customers")).toContain("lena@vogel-alt.example");
  });

  test("started again, it keeps its rows and brings no removed one back", async () => {
    await acme.close();
    acme = await start();
    const { rows } = await pool.query("select count(*)::int as count from customers");
    expect(rows[0].count).toBe(11);
    expect(await page("/prices")).toContain("$75.00");
  });
});
