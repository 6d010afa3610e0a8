import { Hono } from "hono";
import type { Pool } from "pg";
import { z } from "zod";
import { bodyOf, Refused, text } from "./answer";
import { createOnce } from "./once";

const NewMeeting = z.strictObject({
  title: text(200),
  starts_at: z.iso.datetime({ offset: true, error: "must be a time such as 2027-01-20T09:00:00Z" }),
  minutes: z.number().int().min(5).max(480),
  attendees: z.array(z.email()).min(1).max(50),
});

export function meetings(pool: Pool) {
  const api = new Hono();

  api.post("/", async (c) => {
    const body = await bodyOf(c, NewMeeting);
    return createOnce(c, { pool, table: "meetings", body, columns: body, show });
  });

  api.post("/:id/cancellation", async (c) => {
    const id = c.req.param("id");
    const { rows } = await pool.query("update meetings set status = 'cancelled' where id = $1 returning *", [id]);
    if (!rows[0]) throw new Refused(404, "not_found", `There is no meeting ${id}.`);
    return c.json(show(rows[0]));
  });

  return api;
}

const show = ({ id, title, starts_at, minutes, attendees, status }: Record<string, unknown>) => ({
  id,
  title,
  starts_at,
  minutes,
  attendees,
  status,
});
