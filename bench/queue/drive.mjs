import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
import { findBrowser } from "../../scripts/test/browser.mjs";
import { percentile } from "../figures.mjs";
import { say } from "../ground.mjs";

const PROBE = fs.readFileSync(path.join(import.meta.dirname, "probe.js"), "utf8");
/** The smallest page that answers a key: what no page can be faster than on this machine. */
const BLANK = `<!doctype html><title>Blank</title><style>p{padding:8px}.at{background:#cde}</style><p class="at">One<p>Two
<script>addEventListener("keydown", () => { for (const p of document.querySelectorAll("p")) p.classList.toggle("at"); });</script>`;

export async function openBrowser(base) {
  const { path: executablePath, how } = await findBrowser();
  if (!executablePath) throw new Error(`There is no browser. To have one: ${how}`);
  const browser = await chromium.launch({ executablePath, args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu", "--no-first-run", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])] });
  const signedIn = async ({ email, password }) => {
    const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 800 }, locale: "en-GB", serviceWorkers: "block" });
    await context.addInitScript(PROBE);
    const page = await context.newPage();
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("button", { name: /^Signed in as/ }).waitFor();
    return page;
  };
  return { signedIn, close: () => browser.close() };
}

/** Waits until the action at the cursor has been on the screen, as a person does who reads it. */
export const seen = (page) =>
  page.waitForFunction(() => {
    const article = document.querySelector("article[data-seen]");
    const row = window.probe.row();
    return article && (row === null || row === `row-${article.dataset.action}`);
  });

/** Presses a key and gives the milliseconds until one of the probe's effects was painted. */
async function timed(page, key, effect, given) {
  const took = page.evaluate(([name, value]) => window.probe.next(name, value), [effect, given]);
  await page.evaluate(() => new Promise(requestAnimationFrame)); // it listens
  await page.keyboard.press(key);
  return took;
}

const summed = (ms) => ({ p50_ms: percentile(ms, 0.5), p95_ms: percentile(ms, 0.95) });

export async function measureBlank(page, times) {
  await page.route("**/bench-blank", (route) => route.fulfill({ contentType: "text/html", body: BLANK }));
  await page.goto("/bench-blank");
  const ms = [];
  for (let i = 0; i < times; i++) {
    const before = await page.evaluate(() => document.querySelector(".at").textContent);
    ms.push(await timed(page, "j", "toggled", before));
  }
  return summed(ms);
}

/** From asking for the page until its rows and the first payload have been on the screen, and the JavaScript that came with it. */
export async function measureLoad(page, times) {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Map();
  client.on("Network.responseReceived", ({ requestId, type }) => type === "Script" && scripts.set(requestId, 0));
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => scripts.has(requestId) && scripts.set(requestId, encodedDataLength));
  const rows = [];
  const whole = [];
  let bytes = 0;
  for (let i = 0; i < times; i++) {
    scripts.clear();
    await page.goto("/queue", { waitUntil: "commit" });
    await page.waitForSelector("[id^=row-]");
    rows.push(await page.evaluate(() => performance.now()));
    await page.waitForSelector("article[data-seen]");
    whole.push(await page.evaluate(() => performance.now()));
    await page.waitForLoadState("networkidle").catch(() => {});
    bytes = [...scripts.values()].reduce((sum, each) => sum + each, 0);
  }
  await client.detach();
  return { rows_p50_ms: percentile(rows, 0.5), usable_p50_ms: percentile(whole, 0.5), js_kb: Math.round(bytes / 1_000) };
}

export async function measureKeys(page, { moves, opens, approvals }) {
  await page.goto("/queue");
  await seen(page);
  const move = [];
  for (let i = 0; i < moves; i++) move.push(await timed(page, "j", "moved", await page.evaluate(() => window.probe.row())));
  say(`Move ${JSON.stringify(summed(move))}`);
  const open = [];
  for (let i = 0; i < opens; i++) {
    await page.keyboard.press("j");
    await seen(page);
    const id = await page.evaluate(() => window.probe.row());
    open.push(await timed(page, "Enter", "opened", id));
    await page.keyboard.press("u");
    await page.waitForFunction(() => document.querySelector("[id^=row-]")?.offsetParent);
  }
  say(`Open ${JSON.stringify(summed(open))}`);
  const approve = [];
  for (let i = 0; i < approvals; i++) {
    await seen(page);
    const id = await page.evaluate(() => window.probe.row());
    approve.push(await timed(page, "a", "gone", id));
  }
  say(`Approve ${JSON.stringify(summed(approve))}`);
  return { move: summed(move), open: summed(open), approve: summed(approve) };
}

/** Scrolls on to the last of what waits while more arrives: how long the page was kept busy at a time, and what it holds in the end. */
export async function measureScroll(page, arrive) {
  await page.goto("/queue");
  await seen(page);
  await page.waitForTimeout(1_000); // the live connection stands
  const client = await page.context().newCDPSession(page);
  const heap = async () => {
    await client.send("HeapProfiler.collectGarbage");
    return Math.round((await client.send("Runtime.getHeapUsage")).usedSize / 100_000) / 10;
  };
  const heapBefore = await heap();
  const top = await page.evaluate(() => window.probe.row());
  await page.evaluate(() => window.probe.watch());
  const arrived = arrive();
  const place = () => page.evaluate(() => [...document.querySelectorAll("[id^=row-]")].at(-1).closest("li").ariaPosInSet);
  const box = await page.locator("[id^=row-]").first().boundingBox();
  await page.mouse.move(box.x + 100, box.y + 100);
  let last = 0;
  let still = 0;
  // The end is where a whole second of turning the wheel leads nowhere.
  while (still < 20) {
    await page.mouse.wheel(0, 1_200);
    await page.waitForTimeout(50);
    const now = Number(await place());
    still = now === last ? still + 1 : 0;
    last = now;
  }
  const busy = await page.evaluate(() => window.probe.watched());
  await arrived;
  await page.getByRole("button", { name: / new$/ }).waitFor();
  const unmoved = await page.evaluate(() => document.querySelector("[id^=row-]").closest("ul").parentElement.scrollTo(0, 0)).then(() => page.waitForSelector(`[id="${top}"]`, { timeout: 5_000 })).then(() => true, () => false);
  const heapAfter = await heap();
  await client.detach();
  return { rows: last, ...busy, unmoved, heap_mb: [heapBefore, heapAfter] };
}

/** How long until a decision by somebody else stands in a row that is on this person's screen. */
export async function measureElsewhere(page, other, times) {
  const ms = [];
  for (let i = 0; i < times; i++) {
    await page.goto("/queue");
    await seen(page);
    await page.waitForTimeout(1_000); // the live connection stands
    const id = await page.evaluate((n) => document.querySelectorAll("[id^=row-]")[n].id.slice(4), 3);
    const body = await other.evaluate(async (action) => {
      const { revision, payloadHash } = await (await fetch(`/queue/${action}/in-full`)).json();
      return { verdict: "reject", note: "Bench", revision, payload_hash: payloadHash };
    }, id);
    const shown = page.waitForFunction((action) => document.getElementById(`row-${action}`)?.textContent.includes("Rejected"), id, { polling: "raf" });
    const began = performance.now();
    await other.evaluate(([action, sent]) => fetch(`/api/people/actions/${action}/decision`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent) }), [id, body]);
    await shown;
    ms.push(performance.now() - began);
  }
  return summed(ms);
}

/** A day's work by keyboard alone: 60 approved as they stand, 25 rejected with a canned reason, 10 opened in full first, 5 put off. */
export async function clearHundred(page) {
  await page.goto("/queue");
  let presses = 0;
  const press = async (key) => {
    presses++;
    await page.keyboard.press(key);
  };
  const of = { approve: 60, reject: 25, open: 10, snooze: 5 };
  const order = Object.entries(of).flatMap(([what, times]) => Array.from({ length: times }, (_, n) => ({ what, at: (n + 0.5) / times }))).sort((a, b) => a.at - b.at);
  const began = performance.now();
  for (const { what } of order) {
    await seen(page);
    const id = await page.evaluate(() => document.querySelector("article").dataset.action);
    const gone = () => page.waitForFunction((action) => document.querySelector("article")?.dataset.action !== action, id);
    if (what === "reject" || what === "snooze") {
      await press(what === "reject" ? "r" : "h");
      await page.getByRole("dialog").waitFor();
      await press("1");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    } else {
      if (what === "open") {
        await press("Enter");
        await page.waitForFunction(() => !document.querySelector("[id^=row-]")?.offsetParent);
        await seen(page);
      }
      await press("a");
    }
    await gone();
    if (what === "open") await press("u");
  }
  await page.waitForLoadState("networkidle").catch(() => {});
  return { actions: order.length, presses, presses_each: presses / order.length, seconds: Math.round((performance.now() - began) / 100) / 10 };
}
