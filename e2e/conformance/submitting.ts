import { expect, name, problemCode, type Action } from "./deployment";
import { needOther, type Probe } from "./probe";

export const duplicates: Probe = {
  number: 1,
  title: "duplicate submits are one action",
  async run({ deployment }) {
    const idempotencyKey = name();
    const answers = await Promise.all(Array.from({ length: 50 }, () => deployment.propose({ amount: 1 }, { idempotencyKey })));
    const odd = answers.find(({ status }) => status !== 202 && status !== 409);
    expect(!odd, `50 at once are answered 202 or 409, not ${odd?.status}: ${odd?.text.slice(0, 200)}`);
    const ids = new Set(answers.filter(({ status }) => status === 202).map(({ json }) => (json as unknown as Action).id));
    expect(ids.size === 1, `50 submits under one key made ${ids.size} actions`);
    const other = await deployment.propose({ amount: 2 }, { idempotencyKey });
    expect(other.status === 422 && problemCode(other) === "idempotency_mismatch", `the same key with other arguments is refused with 422, not ${other.status}`);
    const none = await deployment.asAgent("POST", "/actions", { body: { tool: "conformance_probe", params: {} } });
    expect(none.status === 400, `a submit without an Idempotency-Key is refused, not ${none.status}`);
    return `${answers.filter(({ status }) => status === 202).length} of 50 were given the one action, the others told to come back`;
  },
};

export const noise: Probe = {
  number: 13,
  title: "one agent's noise does not slow another",
  async run(given) {
    const { deployment } = given;
    const other = needOther(given);
    const took = async (key: string) => {
      const started = performance.now();
      const { status } = await deployment.asAgent("GET", "/actions?limit=1", {}, key);
      return { status, ms: performance.now() - started };
    };
    const quiet = median(await inTurn(15, () => took(deployment.key)));
    const noise = { going: true, sent: 0, refused: 0 };
    const noisy = Array.from({ length: 8 }, async () => {
      while (noise.going && noise.sent < 2_000) {
        noise.sent++;
        if ((await took(other)).status === 429) noise.refused++;
      }
    });
    const during = await inTurn(25, () => took(deployment.key));
    noise.going = false;
    await Promise.all(noisy);
    expect(during.every(({ status }) => status === 200), `while another agent was noisy, one answer was ${during.find(({ status }) => status !== 200)?.status}`);
    const policy = (await deployment.asAgent("GET", "/actions?limit=1")).headers.get("ratelimit-policy");
    expect(policy !== null, "an answer says its limit: RateLimit-Policy");
    const wrong = median(await inTurn(15, () => took(`${deployment.key.slice(0, -1)}${deployment.key.endsWith("0") ? "1" : "0"}`)));
    expect(wrong < quiet * 3 + 25, `verifying a key is cheap: a wrong one took ${wrong.toFixed(1)} ms, a right one with its work ${quiet.toFixed(1)} ms`);
    return `median ${quiet.toFixed(1)} ms alone, ${median(during).toFixed(1)} ms beside ${noise.sent} requests of another (${noise.refused} refused); limit ${policy}`;
  },
};

async function inTurn<T>(times: number, work: () => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let i = 0; i < times; i++) done.push(await work());
  return done;
}

const median = (all: { ms: number }[]): number => all.map(({ ms }) => ms).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
