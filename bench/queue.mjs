// npm run -s bench:queue -- [--pending 10000] [--keys 60]
// Drives the real queue in Chromium, with so many waiting, and in the same run a blank page that only moves a class on a
// key: what this machine's browser needs at least. Progress goes to stderr; the last line of stdout is one JSON object.
import { randomBytes } from "node:crypto";
import { buildPages } from "../scripts/build.mjs";
import { freePort } from "../scripts/process.mjs";
import { step } from "../scripts/step.mjs";
import { readArguments } from "./arguments.mjs";
import { rounded } from "./figures.mjs";
import { onGround, say } from "./ground.mjs";

const args = readArguments();
const pending = Number(args.pending ?? 10_000);
const keys = Number(args.keys ?? 60);
/** The most that a key may take, in p95s of the blank page. */
const FLOORS = { move: 3, open: 6, approve: 6 };

await onGround(async (ground) => {
  await buildPages(say);
  await ground.makeDatabase("bench_queue");
  const port = await freePort(0);
  const base = `http://127.0.0.1:${port}`;
  const env = {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`,
    DATA_DIR: ground.folder,
    DATABASE_URL: ground.app("bench_queue"),
    REDIS_URL: "",
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: base,
    ALLOW_NOOP_CONNECTOR: "true",
    LOG_LEVEL: "warn",
  };
  const told = async (file, ...words) => JSON.parse((await step(process.execPath, ["--import", "tsx", file, ...words], { env: { ...process.env, ...env }, what: file, limit: 300_000 })).trim().split("\n").at(-1));
  say(`Submitting ${pending} actions`);
  const world = await told("bench/lifecycle/world.ts");
  const filled = await told("bench/queue/fill.ts", String(pending));
  await ground.start("web", ["--import", "tsx", "server.ts"], env, async () => (await fetch(`${base}/api/ready`).catch(() => undefined))?.ok);

  const { openBrowser, measureBlank, measureLoad, measureKeys, measureScroll, measureElsewhere, clearHundred } = await import("./queue/drive.mjs");
  const browser = await openBrowser(base);
  try {
    const page = await browser.signedIn(world.people[0]);
    const other = await browser.signedIn(world.people[1]);
    say("Loading");
    const load = await measureLoad(page, 5);
    say("The blank page");
    const before = await measureBlank(page, keys);
    say("Keys");
    const took = await measureKeys(page, { moves: keys, opens: Math.ceil(keys / 3), approvals: keys });
    const after = await measureBlank(page, keys);
    // The machine is shared: the yardstick is the calmer of before and after.
    const blank = before.p95_ms < after.p95_ms ? before : after;
    say("Scrolling through all of it");
    const scroll = await measureScroll(page, () => arrive(base, world.agents));
    say("A decision elsewhere");
    const elsewhere = await measureElsewhere(page, other, 5);
    say("A hundred, by keyboard");
    const hundred = await clearHundred(page);
    const ratios = Object.fromEntries(Object.entries(took).map(([what, { p95_ms: ms }]) => [what, rounded(ms / blank.p95_ms)]));
    const kept = Object.entries(ratios).every(([what, ratio]) => ratio <= FLOORS[what]) && hundred.presses_each <= 1.6 && load.js_kb <= 250;
    console.log(JSON.stringify({ pending: filled.pending, blank, ...took, ratios, load, scroll, elsewhere, hundred, kept }));
  } finally {
    await browser.close();
  }
});

/** What agents submit while somebody scrolls: one each, a quarter of a second apart. */
async function arrive(base, agents) {
  for (const [n, { key }] of agents.entries()) {
    const params = { to: `late-${n}@bench.example`, amount: 10 + n, currency: "EUR", reason: "Came while somebody scrolled", lines: [{ sku: "SKU-1", qty: 1 }] };
    const answer = await fetch(`${base}/api/v1/actions`, { method: "POST", headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", "Idempotency-Key": `late-${n}` }, body: JSON.stringify({ tool: "refund", params }) });
    if (!answer.ok) throw new Error(`An agent was answered ${answer.status}: ${await answer.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
