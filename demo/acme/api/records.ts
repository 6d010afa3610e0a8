import { Hono } from "hono";
import type { Pool } from "pg";
import { z } from "zod";
import { bodyOf, Refused } from "./answer";

const day = z.iso.date({ error: "must be a day such as 2024-01-01" });
const Purge = z.strictObject({ before: day });
const Period = z.strictObject({ from: day, to: day });

/** Reading customers, the sales report, and the one thing here that nobody can undo. */
export function records(pool: Pool) {
  const api = new Hono();

  api.get("/customers/:id", async (c) => {
    const id = c.req.param("id");
    const { rows } = await pool.query(
      "select id, name, email, phone, city, plan, since::text from customers where id = $1",
      [id],
    );
    if (!rows[0]) throw new Refused(404, "not_found", `There is no customer ${id}.`);
    return c.json(rows[0]);
  });

  api.post("/reports/sales", async (c) => {
    const { from, to } = await bodyOf(c, Period);
    const { rows } = await pool.query(
      `select count(*)::int as orders, coalesce(sum(total), 0)::float as total, 'USD' as currency
       from orders where placed_on between $1 and $2`,
      [from, to],
    );
    return c.json({ from, to, ...rows[0] });
  });

  /** Removes archived orders for good. Orders that were refunded stay: the books need them. */
  api.post("/orders/purges", async (c) => {
    const { before } = await bodyOf(c, Purge);
    const { rowCount } = await pool.query(
      `delete from orders o where status = 'archived' and placed_on < $1
       and not exists (select from refunds r where r.order_id = o.id)`,
      [before],
    );
    return c.json({ before, removed: rowCount ?? 0 });
  });

  return api;
}
