import fs from "node:fs";
import path from "node:path";
import { step } from "../step.mjs";
import { ROOT } from "../tree.mjs";
import { installPackage, which } from "./system.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/** Playwright's own browser, else the system's; what is missing is installed where that is possible. */
export async function findBrowser() {
  const own = async () => {
    const { chromium } = await import("playwright");
    const file = chromium.executablePath();
    return file && fs.existsSync(file) ? file : undefined;
  };
  let found = (process.env.E2E_BROWSER && which(process.env.E2E_BROWSER)) || (await own()) || which(...NAMES);
  if (!found && (await installPackage("chromium"))) found = which(...NAMES);
  if (!found) {
    console.log("Asking Playwright to download its browser");
    const cli = path.join(ROOT, "node_modules", "playwright", "cli.js");
    await step(process.execPath, [cli, "install", "chromium"], { limit: 180_000, what: "playwright install" }).catch((error) => console.error(error.message));
    found = await own();
  }
  return found ? { path: found } : { how: "sudo apt-get install -y --no-install-recommends chromium   (or: npx playwright install --with-deps chromium)" };
}
