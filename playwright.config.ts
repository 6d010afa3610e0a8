import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { defineConfig } from "playwright/test";

// Read again in every worker: what the first one chose stays in the environment.
const folder = (process.env.E2E_FOLDER ??= path.join(os.tmpdir(), `countersign-e2e-${process.pid}`));
const port = Number((process.env.E2E_PORT ??= "3300"));
process.env.E2E_DATA_DIR ??= path.join(folder, "demo");
process.env.E2E_EMPTY_DATA_DIR ??= path.join(folder, "empty");
process.env.E2E_URL ??= `http://127.0.0.1:${port}`;
process.env.E2E_EMPTY_URL ??= `http://127.0.0.1:${port + 1}`;
const browser = process.env.E2E_BROWSER ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((file) => fs.existsSync(file));

/** The product as anybody starts it, with data of its own. */
const product = (url: string, dataDir: string, args = "") => ({
  command: `node scripts/up.mjs ${args}`,
  url: `${url}/api/ready`,
  env: { DATA_DIR: dataDir, PORT: new URL(url).port, DATABASE_URL: "", REDIS_URL: "", PUBLIC_URL: "" },
  timeout: 180_000,
  // While stories are written: E2E_REUSE=1 with E2E_URL and E2E_DATA_DIR takes a product that runs already.
  reuseExistingServer: Boolean(process.env.E2E_REUSE),
  gracefulShutdown: { signal: "SIGTERM" as const, timeout: 40_000 },
  stdout: "pipe" as const,
  stderr: "pipe" as const,
});

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // Stories are long, and axe looks at every page of them four times.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  // One product for all of them, and some stop or change everything: one story at a time.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  use: {
    baseURL: process.env.E2E_URL,
    actionTimeout: 20_000,
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    timezoneId: "Europe/Berlin",
    locale: "en-GB",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu", "--no-first-run", "--no-sandbox"],
    },
  },
  webServer: [
    product(process.env.E2E_URL, process.env.E2E_DATA_DIR),
    product(process.env.E2E_EMPTY_URL, process.env.E2E_EMPTY_DATA_DIR, "--empty"),
  ],
});
