import pino from "pino";

/** Structured JSON logs. Nothing that may hold a secret or a payload is passed to it; headers are never logged. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? "info",
  base: { process: process.env.COUNTERSIGN_PROCESS ?? "web" },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ["authorization", "cookie", "password", "secret", "*.authorization", "*.cookie", "*.password", "*.secret"],
});
