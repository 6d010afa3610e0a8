import { Hono } from "hono";
import type { Pool } from "pg";
import { z } from "zod";
import { bodyOf, text } from "./answer";
import { createOnce } from "./once";

const NewReply = z.strictObject({
  question: z.string().regex(/^q_\d+$/, "must be a question number such as q_801"),
  text: text(5_000),
});

export function faqReplies(pool: Pool) {
  const api = new Hono();

  api.post("/", async (c) => {
    const body = await bodyOf(c, NewReply);
    const columns = { question_id: body.question, text: body.text };
    return createOnce(c, { pool, table: "faq_replies", body, columns, show });
  });

  return api;
}

const show = ({ id, question_id: question, text }: Record<string, unknown>) => ({ id, question, text });
