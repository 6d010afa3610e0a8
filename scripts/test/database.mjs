// Vitest's global setup for the integration project: one PostgreSQL for the run, and in it one
// migrated template that each test file clones.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { migrate } from "../db/migrate.mjs";
import { startPostgres } from "../db/postgres.mjs";
import { ensureDatabase } from "../db/roles.mjs";
import { generateClient } from "../build.mjs";
import { freePort } from "../process.mjs";

export default async function setup(project) {
  await generateClient();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "countersign-test-"));
  const password = randomBytes(18).toString("base64url");
  const postgres = await startPostgres({
    dir: path.join(folder, "postgres"),
    port: () => freePort(0),
    password,
    logFile: path.join(folder, "postgres.log"),
    // Nobody needs these rows after a power cut.
    settings: { fsync: "off", full_page_writes: "off", max_wal_size: "4GB" },
  });
  const stop = async () => {
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  // Interrupted, Vitest does not come back to what is returned here.
  process.once("SIGTERM", () => process.exit(143));
  process.once("exit", () => {
    try {
      process.kill(postgres.pid, "SIGQUIT");
    } catch {
      return; // it has ended, as it should
    }
    fs.rmSync(folder, { recursive: true, force: true });
  });
  try {
    const url = (user, database) => `postgresql://${user}:${password}@127.0.0.1:${postgres.port}/${database}`;
    await ensureDatabase(postgres.url, {
      database: "template_countersign",
      owner: { name: "countersign_owner", password },
      app: { name: "countersign_app", password },
    });
    await migrate({ ownerUrl: url("countersign_owner", "template_countersign"), appUrl: url("countersign_app", "template_countersign") });
    project.provide("superuserUrl", postgres.url);
    project.provide("ownerUrl", url("countersign_owner", "template_countersign"));
    project.provide("appUrl", url("countersign_app", "template_countersign"));
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
