import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { receiver, verify } from "./receiver.mjs";

const SECRET = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
const OTHER = `whsec_${Buffer.alloc(32, 3).toString("base64")}`;
const BODY = '{"type":"action.approved","data":{"sequence":2}}';
const now = () => Math.floor(Date.now() / 1000);
const hmac = (secret, text) => `v1,${createHmac("sha256", Buffer.from(secret.slice(6), "base64")).update(text).digest("base64")}`;
const signed = (at = now(), secret = SECRET) => ({ "webhook-id": "m1", "webhook-timestamp": String(at), "webhook-signature": hmac(secret, `m1.${at}.${BODY}`) });

test("a message that is signed with a secret of ours is taken", () => {
  expect(verify([SECRET], signed(), BODY)).toEqual({ ok: true, id: "m1", message: JSON.parse(BODY) });
  expect(verify([OTHER, SECRET], signed(), BODY)).toMatchObject({ ok: true });
  expect(verify([SECRET.slice(6)], signed(), BODY)).toMatchObject({ ok: true });
});

test("of several signatures one that fits is enough", () => {
  const headers = signed();
  expect(verify([SECRET], { ...headers, "webhook-signature": `v1,bm9uZQ== v2,other ${headers["webhook-signature"]}` }, BODY)).toMatchObject({ ok: true });
});

const without = (name) => Object.fromEntries(Object.entries(signed()).filter(([key]) => key !== name));
test.each([
  ["without an id", () => without("webhook-id")],
  ["without a time", () => without("webhook-timestamp")],
  ["without a signature", () => without("webhook-signature")],
  ["with a time that is none", () => ({ ...signed(), "webhook-timestamp": "soon" })],
  ["signed with another secret", () => signed(now(), OTHER)],
  ["with a signature cut short", () => ({ ...signed(), "webhook-signature": signed()["webhook-signature"].slice(0, 11) })],
  ["with an empty signature", () => ({ ...signed(), "webhook-signature": "v1," })],
  ["with another id", () => ({ ...signed(), "webhook-id": "m2" })],
  ["older than five minutes", () => signed(now() - 302)],
  ["from the future", () => signed(now() + 302)],
])("a message %s is refused", (_, headers) => {
  expect(verify([SECRET], headers(), BODY)).toMatchObject({ ok: false });
});

test("another body, and no secret at all, are refused", () => {
  expect(verify([SECRET], signed(), `${BODY} `)).toMatchObject({ ok: false });
  expect(verify([], signed(), BODY)).toMatchObject({ ok: false });
  expect(verify([""], signed(), BODY)).toMatchObject({ ok: false });
});

test("the receiver prints what it verified, knows what came before, and answers 401 to the rest", async () => {
  const heard = [];
  const server = receiver({ secrets: [SECRET], heard: (one) => heard.push(one) });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const post = (headers) => fetch(`http://127.0.0.1:${server.address().port}/`, { method: "POST", headers, body: BODY });
  expect((await post(signed())).status).toBe(204);
  expect((await post(signed())).status).toBe(204);
  expect((await post(signed(now(), OTHER))).status).toBe(401);
  expect((await fetch(`http://127.0.0.1:${server.address().port}/`)).status).toBe(405);
  expect(heard).toMatchObject([{ ok: true, again: false }, { ok: true, again: true }, { ok: false }]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
