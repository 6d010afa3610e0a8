import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright";
import { findBrowser } from "../test/browser.mjs";
import { prepareAdministration, removeEndpoints, simulate } from "./administration.mjs";
import { besidePages, openReceiver, writeMails } from "./beside.mjs";
import { FIRST_RUN, takeFirstRun } from "./first-run.mjs";
import { pagesOf } from "./pages.mjs";
import { prepareReviewing, pressApprove } from "./reviewing.mjs";

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const LOOKS = [
  { name: "light", viewport: DESKTOP, colorScheme: "light" },
  { name: "dark", viewport: DESKTOP, colorScheme: "dark" },
  { name: "phone", viewport: PHONE, colorScheme: "light", hasTouch: true, isMobile: true },
];

/** Prepares what pages tell of, then photographs every one as its reader. No password, and of a key only its beginning, is on one. */
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
    const wanted = (name) => only.length === 0 || only.includes(name);
    if (only.length === 0) fs.rmSync(into, { recursive: true, force: true });
    fs.mkdirSync(into, { recursive: true });
    const save = async (page, name, look) => {
      await hideKeys(page);
      await page.screenshot({ path: path.join(into, `${name}-${look}.png`) });
    };
    const context = await open({ viewport: DESKTOP }, states.rosa);
    const admin = await open({ viewport: DESKTOP }, states.ada);
    const receiver = await openReceiver();
    const pageOf = async (who) => (await open({ viewport: DESKTOP }, states[who])).newPage();
    const [ada, rosa] = [await admin.newPage(), await context.newPage()];
    const proposed = (role, tool, params) => propose(demo, role, tool, params);
    await proposeAlike(proposed);
    await decideSome(rosa);
    const prepared = {
      ...(await prepareReviewing({ rosa, ravi: await pageOf("ravi"), ada, propose: proposed, say })),
      ...(await prepareAdministration({ ada, alma: await pageOf("alma"), receiver: receiver.url, say })),
    };
    await simulate(ada).catch((error) => say(`the simulation: ${error.message.split("\n")[0]}`));
    const all = [...(await pagesOf(context, admin, prepared, proposed)), ...besidePages(demo, writeMails())];
    const pages = all.filter(({ name, onlyByName }) => (onlyByName ? only.includes(name) : wanted(name)));
    for (const look of LOOKS) {
      say(`${pages.length} pages, ${look.name}`);
      const contexts = {};
      for (const { name, who, address, html, before, after, tall } of pages) {
        contexts[who] ??= await open(look, states[who]);
        const page = await contexts[who].newPage();
        try {
          if (html) await page.setContent(html);
          else await page.goto(address);
          if (address?.startsWith("/")) await page.getByRole("heading", { level: 1 }).first().waitFor(); // not the skeleton
          // Until the page listens its times are the server's, which knows no zone.
          await page.waitForFunction(() => [...document.querySelectorAll("time")].every((time) => !time.textContent.endsWith("UTC")), undefined, { timeout: 10_000 }).catch(() => {});
          // Charts and what targets hold come after the page.
          await page.waitForFunction(() => !document.querySelector("main :is([aria-busy=true], .animate-pulse)"), undefined, { timeout: 5_000 }).catch(() => {});
          await before?.(page, look.name);
          if (!before || tall) await grow(page, look.viewport);
          await save(page, name, look.name);
          await after?.(page);
        } catch (error) {
          say(`${name}: ${error.message.split("\n")[0]}`);
        }
        await page.close();
      }
      for (const one of Object.values(contexts)) await one.close();
    }
    await removeEndpoints(ada).catch((error) => say(`the endpoint stays: ${error.message.split("\n")[0]}`));
    receiver.close();
    if (FIRST_RUN.some(wanted)) {
      say("The first run");
      const take = async (page, name) => {
        if (wanted(name)) await inEveryLook(page, (look) => save(page, name, look));
      };
      await takeFirstRun({ browser, take, say });
    }
  } finally {
    await browser.close();
  }
}

/** A page whose state would be lost by opening it again, in each look in turn. */
async function inEveryLook(page, shoot) {
  const client = await page.context().newCDPSession(page);
  for (const { name, viewport, colorScheme, hasTouch = false } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await client.send("Emulation.setTouchEmulationEnabled", { enabled: hasTouch });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    if ((await page.getByRole("dialog").count()) === 0) await grow(page, viewport);
    await shoot(name);
  }
  await client.send("Emulation.setTouchEmulationEnabled", { enabled: false });
  await client.detach();
  await page.setViewportSize(DESKTOP);
}

/** What a secret is made of becomes dots, as wide as before. */
function hideKeys(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      node.textContent = node.textContent.replaceAll(/(csk_(?:live|test)_|whsec_|\/invitation\/)([\w+/=-]{20,})/g, (_, begins, secret) => begins + secret.slice(0, 4) + "•".repeat(secret.length - 4));
    }
  });
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

/** As an agent of the demo does; its id. */
async function propose({ url, agents }, role, tool, params) {
  const { key } = agents.find(({ name, key }) => name.startsWith(role) && key);
  const answer = await fetch(`${url}/api/v1/actions`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", "Idempotency-Key": `screenshots-${randomUUID()}` },
    body: JSON.stringify({ tool, params }),
  });
  const action = await answer.json();
  if (!answer.ok) throw new Error(`${tool} could not be proposed: ${action.detail}`);
  return action.id;
}

/** Refunds that differ little: two to approve, the others to decide together and by that precedent. */
async function proposeAlike(propose) {
  for (const amount of [41, 42, 43, 44.5]) {
    await propose("support", "process_refund", { order: "ord_2001", customer: "cus_1001", amount, currency: "USD", reason: "The parcel came late" });
  }
}

/** Four approved and carried out, one rejected: so that history and audit have something to show. */
async function decideSome(page) {
  const row = (text) => page.getByRole("main").getByRole("link", { name: text }).first();
  // The list may come after the page.
  const stands = (text) => row(text).waitFor({ timeout: 5_000 }).then(() => true, () => false);
  for (const text of [/contact details/i, /Refund \$120/, /Refund \$41/, /Refund \$42/]) {
    await page.goto("/queue");
    if (!(await stands(text))) continue;
    await page.goto(await row(text).getAttribute("href"));
    await pressApprove(page);
  }
  await page.goto("/queue?view=waiting&tool=publish_post");
  if (await stands(/Post on/)) {
    await page.goto(await row(/Post on/).getAttribute("href"));
    await page.getByRole("button", { name: "Reject…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Needs more context" }).click();
    await page.getByRole("list", { name: "At a glance" }).getByText("Rejected").waitFor();
  }
  await page.goto("/history?state=succeeded");
  // While it may still be taken back, an approval is no precedent.
  for (let tries = 0; tries < 20 && (await row(/Refund \$42/).count()) === 0; tries++) {
    await page.waitForTimeout(1_000);
    await page.reload();
  }
}
