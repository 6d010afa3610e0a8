import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { MOST_AGE, signatureOf, verifySignature } from "./signature";

const secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const timestamp = "1700000000";
const raw = "payload=%7B%22type%22%3A%22block_actions%22%2C%22note%22%3A%22caf%C3%A9%22%7D";
const now = Number(timestamp) * 1000;
const signature = `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${raw}`).digest("hex")}`;
const signed = { signature, timestamp, raw };

describe("a request signed as Slack does", () => {
  test("is believed, as text and as bytes", () => {
    expect(signatureOf(secret, timestamp, raw)).toBe(signature);
    expect(verifySignature(secret, signed, now)).toBe(true);
    expect(verifySignature(secret, { ...signed, raw: Buffer.from(raw) }, now)).toBe(true);
  });

  test("is the one that Slack publishes as its example", () => {
    // https://docs.slack.dev/authentication/verifying-requests-from-slack#step-by-step-walk-through
    const published = {
      timestamp: "1531420618",
      raw: "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
    };
    const theirs = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    expect(signatureOf("8f742231b10e8888abcd99yyyzzz85a5", published.timestamp, published.raw)).toBe(theirs);
    expect(verifySignature("8f742231b10e8888abcd99yyyzzz85a5", { ...published, signature: theirs }, Number(published.timestamp) * 1000)).toBe(true);
  });

  test("is believed for five minutes and not a second longer, whichever clock is ahead", () => {
    for (const drift of [MOST_AGE, -MOST_AGE]) expect(verifySignature(secret, signed, now + drift * 1000)).toBe(true);
    for (const drift of [MOST_AGE + 1, -MOST_AGE - 1]) expect(verifySignature(secret, signed, now + drift * 1000)).toBe("stale");
  });

  test.each([
    ["one byte of the body changed", { raw: raw.replace("type", "tyqe") }],
    ["another timestamp", { timestamp: "1700000001" }],
    ["a timestamp that is no number", { timestamp: "1700000000 " }],
    ["another version", { signature: signature.replace("v0=", "v1=") }],
    ["a truncated signature", { signature: signature.slice(0, -1) }],
    ["a longer signature", { signature: `${signature}0` }],
    ["capital letters", { signature: signature.toUpperCase() }],
    ["the digest without its version", { signature: signature.slice(3) }],
  ])("is not believed with %s", (_, change) => {
    expect(verifySignature(secret, { ...signed, ...change }, now)).toBe("wrong");
  });

  test.each([
    ["signature", { signature: null }],
    ["timestamp", { timestamp: undefined }],
    ["signature that is empty", { signature: "" }],
  ])("is not believed without its %s", (_, change) => {
    expect(verifySignature(secret, { ...signed, ...change }, now)).toBe("missing");
  });

  test("is not believed under another secret", () => {
    expect(verifySignature(`${secret}0`, signed, now)).toBe("wrong");
  });
});
