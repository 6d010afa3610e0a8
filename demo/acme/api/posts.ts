import { Hono } from "hono";
import type { Pool } from "pg";
import { z } from "zod";
import { bodyOf, Refused, text } from "./answer";
import { createOnce } from "./once";

const NewPost = z.strictObject({ channel: z.enum(["blog", "mastodon", "linkedin"]), text: text(5_000) });

export function posts(pool: Pool) {
  const api = new Hono();

  api.post("/", async (c) => {
    const body = await bodyOf(c, NewPost);
    return createOnce(c, { pool, table: "posts", body, columns: body, show });
  });

  api.post("/:id/withdrawal", async (c) => {
    const id = c.req.param("id");
    const { rows } = await pool.query("update posts set status = 'withdrawn' where id = $1 returning *", [id]);
    if (!rows[0]) throw new Refused(404, "not_found", `There is no post ${id}.`);
    return c.json(show(rows[0]));
  });

  return api;
}

const show = ({ id, channel, text, status, published_at: publishedAt }: Record<string, unknown>) => ({
  id,
  channel,
  text,
  status,
  publishedAt,
});
