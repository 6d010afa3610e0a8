// npm run -s bench:signatures -- --data FILE
// Published vectors of Slack's request signatures and of Standard Webhooks, accepted and refused as they say. The last line is one JSON object.
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { signedHeaders } from "@/lib/deliveries/webhook/message";
import { verifySignature } from "@/lib/slack/signature";
import { dataNamed, flags } from "./policy/data";

type Verify = (secrets: string[], headers: Record<string, string | undefined>, body: string) => { ok: boolean };
const { verify } = (await import(String(new URL("../scripts/webhooks/receiver.mjs", import.meta.url)))) as { verify: Verify };

const Vectors = z.object({
  slack: z.object({ secret: z.string(), timestamp: z.string(), body: z.string(), signature: z.string(), rejects: z.array(z.string()) }),
  standard_webhooks: z.object({ secret: z.string(), id: z.string(), timestamp: z.number(), payload: z.string(), signature: z.string(), tolerance_s: z.number(), rejects: z.array(z.string()), accepts: z.array(z.string()) }),
});

const file = dataNamed(flags(), "a file of vectors");
if (!existsSync(file)) {
  console.error(`SKIPPED: there are no vectors at ${file}; name the file with --data. Those of our own are in lib/slack/signature.test.ts and scripts/webhooks/receiver.test.mjs.`);
  process.exit(2);
}
const { slack, standard_webhooks: standard } = Vectors.parse(JSON.parse(readFileSync(file, "utf8")));
const wrong: string[] = [];
let count = 0;
const check = (name: string, is: boolean) => {
  count++;
  console.log(`${is ? "as it should be" : "NOT AS IT SHOULD BE"}  ${name}`);
  if (!is) wrong.push(name);
};
/** A vector in words that nobody here understands must not pass for one that holds. */
const each = (what: string, listed: string[], known: Record<string, () => boolean>) => {
  for (const name of listed) check(`${what}: ${name}`, known[name]?.() ?? false);
};

const at = Number(slack.timestamp) * 1000;
const signed = { signature: slack.signature, timestamp: slack.timestamp, raw: slack.body };
const slackTakes = (change: Partial<Record<keyof typeof signed, string | null>> = {}, now = at) => verifySignature(slack.secret, { ...signed, ...change } as typeof signed, now) === true;
check("Slack takes: its published example", slackTakes());
each("Slack refuses", slack.rejects, {
  "timestamp older than 5 minutes": () => !slackTakes({}, at + 301_000),
  "changed body byte": () => !slackTakes({ raw: slack.body.replace("roadrunner", "roadrunnes") }),
  "missing header": () => !slackTakes({ signature: null }) && !slackTakes({ timestamp: null }),
  "v1= prefix": () => !slackTakes({ signature: slack.signature.replace("v0=", "v1=") }),
  "truncated signature": () => !slackTakes({ signature: slack.signature.slice(0, -2) }),
});

// The library compares with this process's clock, so that is set to the vector's.
const setClock = (seconds: number) => (Date.now = () => seconds * 1000);
setClock(standard.timestamp);
const headers = { "webhook-id": standard.id, "webhook-timestamp": String(standard.timestamp), "webhook-signature": standard.signature };
const takes = (change: Record<string, string | undefined> = {}, secret = standard.secret) => verify([secret], { ...headers, ...change }, standard.payload).ok;
const late = (seconds: number) => {
  setClock(standard.timestamp + seconds);
  const taken = takes();
  setClock(standard.timestamp);
  return taken;
};
check("Standard Webhooks: what we sign is what they sign", signedHeaders([standard.secret], standard.id, new Date(standard.timestamp * 1000), standard.payload)["webhook-signature"] === standard.signature);
check("Standard Webhooks takes: its own vector", takes());
each("Standard Webhooks takes", standard.accepts, {
  "several space-separated signatures, one valid": () => takes({ "webhook-signature": `v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= ${standard.signature}` }),
  "secret with and without whsec_ prefix": () => takes({}, standard.secret) && takes({}, standard.secret.replace("whsec_", "")),
});
each("Standard Webhooks refuses", standard.rejects, {
  "empty key": () => !takes({}, ""),
  "missing id": () => !takes({ "webhook-id": undefined }),
  "missing timestamp": () => !takes({ "webhook-timestamp": undefined }),
  'invalid timestamp "hello"': () => !takes({ "webhook-timestamp": "hello" }),
  "missing signature": () => !takes({ "webhook-signature": undefined }),
  "v1,dawfeoifkpqwoekfpqoekf": () => !takes({ "webhook-signature": "v1,dawfeoifkpqwoekfpqoekf" }),
  "first 8 characters of signature only": () => !takes({ "webhook-signature": standard.signature.slice(0, 8) }) && !takes({ "webhook-signature": standard.signature.slice(0, 11) }),
  "v1, (empty)": () => !takes({ "webhook-signature": "v1," }),
  "timestamp 5 min + 1 s old": () => late(standard.tolerance_s) && !late(standard.tolerance_s + 1),
  "timestamp 5 min + 1 s in the future": () => late(-standard.tolerance_s) && !late(-standard.tolerance_s - 1),
});
console.log(JSON.stringify({ vectors: count, wrong }));
process.exit(wrong.length > 0 ? 1 : 0);
