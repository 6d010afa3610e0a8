import { Hono } from "hono";
import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { transact } from "@/demo/acme/database/database";
import { amount, bodyOf, currency, Refused, text } from "./answer";
import { createOnce } from "./once";

const NewRefund = z.strictObject({
  order: z.string().regex(/^ord_\d+$/, "must be an order number such as ord_2001"),
  customer: z.string().regex(/^cus_\d+$/, "must be a customer number such as cus_1001"),
  amount,
  currency,
  reason: text(500),
});
type NewRefund = z.infer<typeof NewRefund>;

export function refunds(pool: Pool) {
  const api = new Hono();

  api.post("/", async (c) => {
    const body = await bodyOf(c, NewRefund);
    const { order, customer, ...rest } = body;
    const columns = { order_id: order, customer_id: customer, ...rest };
    return createOnce(c, { pool, table: "refunds", body, columns, check: (client) => requireRefundable(client, body), show });
  });

  api.get("/:id", async (c) => {
    const { rows } = await pool.query("select * from refunds where id = $1", [c.req.param("id")]);
    return c.json(show(rows[0] ?? unknown(c.req.param("id"))));
  });

  /** Takes a refund back while the bank has not paid it out. Asked again, it answers the same. */
  api.post("/:id/cancellation", async (c) => {
    const id = c.req.param("id");
    const row = await transact(pool, async (client) => {
      const { rows } = await client.query("select * from refunds where id = $1 for update", [id]);
      const refund = rows[0] ?? unknown(id);
      if (refund.status === "cancelled") return refund;
      if (refund.status === "paid_out") {
        throw new Refused(409, "paid_out", `Refund ${id} has been paid out and can no longer be cancelled.`);
      }
      const done = await client.query("update refunds set status = 'cancelled' where id = $1 returning *", [id]);
      return done.rows[0];
    });
    return c.json(show(row));
  });

  return api;
}

/** The order is theirs, in that currency, and has that much left to refund. */
async function requireRefundable(client: PoolClient, { order, customer, amount, currency }: NewRefund) {
  // The lock makes two refunds of one order take turns, so that together they cannot exceed it.
  const found = await client.query("select * from orders where id = $1 for update", [order]);
  const row = found.rows[0];
  if (!row) throw new Refused(422, "unknown_order", `There is no order ${order}.`);
  if (row.customer_id !== customer) throw new Refused(422, "wrong_customer", `Order ${order} is not of ${customer}.`);
  if (row.currency !== currency) throw new Refused(422, "wrong_currency", `Order ${order} was paid in ${row.currency}.`);
  const { rows } = await client.query(
    "select $2::numeric - coalesce(sum(amount), 0) as left from refunds where order_id = $1 and status <> 'cancelled'",
    [order, row.total],
  );
  if (amount > Number(rows[0].left)) {
    throw new Refused(422, "too_much", `Only ${rows[0].left} ${currency} of order ${order} is left to refund.`);
  }
}

function unknown(id: string): never {
  throw new Refused(404, "not_found", `There is no refund ${id}.`);
}

const show = (row: Record<string, unknown>) => ({
  id: row.id,
  order: row.order_id,
  customer: row.customer_id,
  amount: Number(row.amount),
  currency: row.currency,
  reason: row.reason,
  status: row.status,
});
