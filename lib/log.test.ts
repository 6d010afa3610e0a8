import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { expect, test } from "vitest";

const loggingTo = (stdout: number | "pipe") =>
  spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", `const { log } = await import("./lib/log.ts"); log.warn("one"); log.warn({ password: "hunter2" }, "two"); process.exit(7);`], {
    stdio: ["ignore", stdout, "pipe"],
    env: { ...process.env, LOG_LEVEL: "info" },
    encoding: "utf8",
    timeout: 25_000,
  });

test("each line is JSON with its time and process, without what is secret", () => {
  const { status, stdout } = loggingTo("pipe");
  expect(status).toBe(7);
  const lines = stdout.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toMatchObject([{ msg: "one", process: expect.any(String), time: expect.any(String) }, { msg: "two", password: "[Redacted]" }]);
});

test.skipIf(!fs.existsSync("/dev/full"))("a full disk under the logs neither ends a process nor keeps it from ending", () => {
  const full = fs.openSync("/dev/full", "w");
  const { status, stderr } = loggingTo(full);
  fs.closeSync(full);
  expect({ status, stderr }).toEqual({ status: 7, stderr: "" });
});
