import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
import { findBrowser } from "../test/browser.mjs";
import { pagesOf } from "./pages.mjs";

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const LOOKS = [
  { name: "light", viewport: DESKTOP, colorScheme: "light" },
  { name: "dark", viewport: DESKTOP, colorScheme: "dark" },
  { name: "phone", viewport: PHONE, colorScheme: "light", hasTouch: true, isMobile: true },
];

/** Decides some of what waits, then photographs every page as its reader. Passwords and keys are never on one. */
export async function takeScreenshots({ demo, into, only, say }) {
  const { path: executablePath, how } = await findBrowser();
  if (!executablePath) throw new Error(`There is no browser. To have one: ${how}`);
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  try {
    const open = (look, storageState) => browser.newContext({ ...look, baseURL: demo.url, timezoneId: "Europe/Berlin", locale: "en-GB", reducedMotion: "reduce", storageState });
    const states = {};
    for (const { email, password } of demo.people) {
      const context = await open({ viewport: DESKTOP });
      await signIn(await context.newPage(), email, password);
      states[email.split("@")[0]] = await context.storageState();
      await context.close();
    }
    const context = await open({ viewport: DESKTOP }, states.rosa);
    await proposeAlike(demo);
    await decideSome(await context.newPage());
    const all = await pagesOf(context, await open({ viewport: DESKTOP }, states.ada));
    const pages = all.filter(({ name }) => only.length === 0 || only.includes(name));
    if (only.length === 0) fs.rmSync(into, { recursive: true, force: true });
    fs.mkdirSync(into, { recursive: true });
    for (const look of LOOKS) {
      say(`${pages.length} pages, ${look.name}`);
      const contexts = {};
      for (const { name, who, address, before, tall } of pages) {
        contexts[who] ??= await open(look, states[who]);
        const page = await contexts[who].newPage();
        try {
          await page.goto(address);
          await page.getByRole("heading", { level: 1 }).first().waitFor(); // not the skeleton
          // Until the page listens its times are the server's, which knows no zone.
          await page.waitForFunction(() => [...document.querySelectorAll("time")].every((time) => !time.textContent.endsWith("UTC")), undefined, { timeout: 10_000 }).catch(() => {});
          // Charts and what targets hold come after the page.
          await page.waitForFunction(() => !document.querySelector("main :is([aria-busy=true], .animate-pulse)"), undefined, { timeout: 5_000 }).catch(() => {});
          await before?.(page, look.name);
          if (!before || tall) await grow(page, look.viewport);
          await page.screenshot({ path: path.join(into, `${name}-${look.name}.png`) });
        } catch (error) {
          say(`${name}: ${error.message.split("\n")[0]}`);
        }
        await page.close();
      }
      for (const one of Object.values(contexts)) await one.close();
    }
  } finally {
    await browser.close();
  }
}

/** The window as tall as the page: what sticks to an edge of it is then where it belongs. */
async function grow(page, { width, height }) {
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  if (tall > height) await page.setViewportSize({ width, height: Math.min(tall, 6_000) });
}

async function signIn(page, email, password) {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/queue/);
}

/** Refunds that differ little: two to approve, the others to decide together and by that precedent. */
async function proposeAlike({ url, agents }) {
  const { key } = agents.find(({ name, key }) => name.startsWith("support") && key);
  for (const amount of [41, 42, 43, 44.5]) {
    const params = { order: "ord_2001", customer: "cus_1001", amount, currency: "USD", reason: "The parcel came late" };
    const answer = await fetch(`${url}/api/v1/actions`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", "Idempotency-Key": `screenshots-${Date.now()}-${amount}` },
      body: JSON.stringify({ tool: "process_refund", params }),
    });
    if (!answer.ok) throw new Error(`A refund could not be proposed: ${await answer.text()}`);
  }
}

/** Four approved and carried out, one rejected: so that history and audit have something to show. */
async function decideSome(page) {
  const row = (text) => page.getByRole("main").getByRole("link", { name: text }).first();
  for (const text of [/contact details/i, /Refund \$120/, /Refund \$41/, /Refund \$42/]) {
    await page.goto("/queue");
    if ((await row(text).count()) === 0) continue;
    await page.goto(await row(text).getAttribute("href"));
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByText(/takes effect|Succeeded/).first().waitFor();
  }
  await page.goto("/queue");
  if ((await row(/Post on/).count()) > 0) {
    await page.goto(await row(/Post on/).getAttribute("href"));
    await page.getByRole("button", { name: "Reject…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Needs more context" }).click();
    await page.getByText("Rejected").first().waitFor();
  }
  await page.goto("/history?state=succeeded");
  await page.getByRole("link", { name: /Refund \$120/ }).first().waitFor({ timeout: 5_000 }).catch(() => {});
}
