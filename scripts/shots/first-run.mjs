import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { waitUntil } from "../process.mjs";
import { ROOT } from "../tree.mjs";

export const FIRST_RUN = ["welcome", "welcome-faults", "first-agent", "first-agent-key", "first-action", "first-action-alone", "first-action-decided", "first-queue"];

/** The real first run, in an installation of its own that is gone afterwards: each step happens once and is taken in every look. */
export async function takeFirstRun({ browser, take, say }) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "countersign-first-"));
  const started = spawn(process.execPath, [path.join(ROOT, "scripts", "up.mjs"), "--empty"], { cwd: ROOT, env: { ...process.env, DATA_DIR: dir }, stdio: ["ignore", "ignore", "inherit"] });
  try {
    const address = () => {
      try {
        return JSON.parse(fs.readFileSync(path.join(dir, "up.json"), "utf8")).address;
      } catch {
        return undefined;
      }
    };
    if (!(await waitUntil(() => started.exitCode !== null || address(), 300_000, 500)) || !address()) throw new Error("The empty installation did not start");
    const context = await browser.newContext({ baseURL: address(), timezoneId: "Europe/Berlin", locale: "en-GB", reducedMotion: "reduce" });
    await walk(await context.newPage(), take);
    await context.close();
  } catch (error) {
    say(`The first run: ${error.message.split("\n")[0]}`);
  } finally {
    if (started.exitCode === null) {
      started.kill("SIGTERM");
      await waitUntil(() => started.exitCode !== null, 40_000);
    }
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

async function walk(page, take) {
  const create = async (password) => {
    await page.getByLabel("Your name").fill("Greta Gründer");
    await page.getByLabel("Email").fill("greta@first.example");
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Create the admin account" }).click();
  };
  await page.goto("/queue");
  await page.getByRole("heading", { name: "Welcome" }).waitFor();
  await take(page, "welcome");
  await create("password");
  await page.locator("[aria-invalid=true]").first().waitFor();
  await take(page, "welcome-faults");
  await create("copper lantern walks at noon");
  await page.getByLabel("Name", { exact: true }).waitFor();
  await take(page, "first-agent");
  await page.getByRole("button", { name: "Create the agent and its key" }).click();
  const command = page.getByRole("figure").filter({ hasText: "First action" });
  const code = await command.locator("code").innerText();
  await take(page, "first-agent-key");
  await propose(code);
  const look = page.getByRole("link", { name: "Look and decide" });
  await look.waitFor();
  await take(page, "first-action");
  await look.click();
  await page.getByRole("button", { name: "Approve alone…" }).click();
  await page.getByRole("dialog").waitFor();
  await take(page, "first-action-alone");
  await page.getByRole("dialog").getByLabel("Why it is right to go on").fill("The first one, to see that it works.");
  await page.getByRole("dialog").getByLabel("Your password").fill("copper lantern walks at noon");
  await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
  await page.getByText("alone, on their own").waitFor();
  await page.getByText("Succeeded").first().waitFor({ timeout: 30_000 }).catch(() => {});
  await take(page, "first-action-decided");
  await page.goto("/queue");
  await page.getByRole("heading", { level: 1, name: "Queue" }).waitFor();
  await take(page, "first-queue");
}

/** Does what the shown command would, without a shell. */
async function propose(code) {
  const [, url] = /(https?:\/\/\S+)/.exec(code);
  const headers = Object.fromEntries([...code.matchAll(/-H ['"]([^:'"]+): ([^'"]+)['"]/g)].map(([, name, value]) => [name, value.replaceAll(/\$\([^)]*\)/g, "1")]));
  const [, body] = /-d '([\s\S]+)'/.exec(code);
  const answer = await fetch(url, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`The first action was refused: ${await answer.text()}`);
}
