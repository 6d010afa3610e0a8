import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Pool } from "pg";
import { answerError, Refused } from "./answer";
import { faqReplies } from "./faq-replies";
import { meetings } from "./meetings";
import { posts } from "./posts";
import { records } from "./records";
import { refunds } from "./refunds";

const MAX_BODY = 64 * 1024;
const digest = (text: string) => createHash("sha256").update(text).digest();

/** Acme's API: JSON over HTTP, behind one bearer token. */
export function acmeApi(pool: Pool, token: string) {
  const expected = digest(`Bearer ${token}`);
  const api = new Hono();

  api.use(async (c, next) => {
    const given = digest(c.req.header("authorization") ?? "");
    if (!timingSafeEqual(given, expected)) {
      c.header("WWW-Authenticate", 'Bearer realm="acme"');
      throw new Refused(401, "unauthenticated", "Send the token of Acme's API: Authorization: Bearer <token>.");
    }
    await next();
  });
  api.use(
    bodyLimit({
      maxSize: MAX_BODY,
      onError: () => {
        throw new Refused(413, "too_large", `A body has at most ${MAX_BODY / 1024} KiB.`);
      },
    }),
  );

  api.route("/refunds", refunds(pool));
  api.route("/posts", posts(pool));
  api.route("/meetings", meetings(pool));
  api.route("/faq-replies", faqReplies(pool));
  api.route("/", records(pool));
  api.all("*", (c) => {
    throw new Refused(404, "not_found", `Acme's API has no ${c.req.method} ${c.req.path}.`);
  });
  api.onError(answerError);
  return api;
}
