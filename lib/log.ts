import fs from "node:fs";
import pino from "pino";

/** Structured JSON logs. Nothing that may hold a secret or a payload is passed to it; headers are never logged. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? "info",
    base: { process: process.env.COUNTERSIGN_PROCESS ?? "web" },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ["authorization", "cookie", "password", "secret", "*.authorization", "*.cookie", "*.password", "*.secret"],
  },
  // Not pino's own: where the logs' disk is full it ends the process, or keeps it from ending.
  { write: (line) => writeAll(Buffer.from(line)) },
);

const BUSY_MS = 5;
const MOST_WAITS = 200;

/** Writes to the standard output; what cannot be written there is lost, and what the process is there for goes on. */
function writeAll(line: Buffer): void {
  let written = 0;
  let waits = 0;
  while (written < line.length) {
    try {
      written += fs.writeSync(1, line, written);
    } catch (error) {
      // A pipe whose reader is slow.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN" || waits++ === MOST_WAITS) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_MS);
    }
  }
}
