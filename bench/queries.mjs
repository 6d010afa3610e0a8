// npm run -s bench:queries -- --rows 1000000 [--runs 200]
// Fills a private database and measures the product's own query functions on it. Progress goes to stderr; the last
// line of stdout is {name: {p50_ms, p99_ms}}. `one_page` is the yardstick: an index-only scan of one page.
import { randomBytes } from "node:crypto";
import { step } from "../scripts/step.mjs";
import { readArguments } from "./arguments.mjs";
import { percentile } from "./figures.mjs";
import { onGround, say } from "./ground.mjs";
import { fill } from "./queries/fill.mjs";

const args = readArguments();
const rows = Number(args.rows ?? 1_000_000);

await onGround(async (ground) => {
  await ground.makeDatabase("bench_queries");
  await fill(ground.superuser("bench_queries"), rows, say);
  say("Measuring");
  const env = {
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: ground.app("bench_queries"),
    PUBLIC_URL: "http://127.0.0.1:1",
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `1:${randomBytes(32).toString("base64")}`,
    DATA_DIR: ground.folder,
  };
  const words = ["--import", "tsx", "bench/queries/measure.ts", String(args.runs ?? 200)];
  const said = await step(process.execPath, words, { env, what: "the measurement" });
  const took = JSON.parse(said.trim().split("\n").at(-1));
  const figures = Object.entries(took).map(([name, ms]) => [name, { p50_ms: percentile(ms, 0.5), p99_ms: percentile(ms, 0.99) }]);
  console.log(JSON.stringify(Object.fromEntries(figures)));
});
