import { z } from "zod";

const key = z.string().regex(/^\d+:[A-Za-z0-9+/]{43}=$/, "each key is <number>:<32 bytes in base64>");
// Values that stand in examples; whoever deploys them has no secret at all.
const KNOWN = ["secret", "changeme", "change-me", "password", "development", "insecure"];

const secret = z
  .string({ error: "is missing" })
  .min(32, "must be at least 32 characters; try: openssl rand -base64 32")
  .refine((value) => !KNOWN.some((known) => value.toLowerCase().startsWith(known)), "is a well-known default; make your own");

const postgresUrl = z.string({ error: "is missing; use postgresql://user:password@host:5432/database" }).regex(
  /^postgres(ql)?:\/\/.+/,
  "must look like postgresql://user:password@host:5432/database",
);

const Env = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  DATABASE_URL: postgresUrl,
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
  REDIS_URL: z.string().regex(/^rediss?:\/\/.+/, "must look like redis://host:6379").optional(),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "must be the address people open, like https://countersign.example" }).transform((url) => url.replace(/\/+$/, "")),
  AUTH_SECRET: secret,
  ENCRYPTION_KEYS: z.string({ error: "is missing" }).transform((text) => text.split(",").map((part) => part.trim())).pipe(z.array(key).min(1)),
  DATA_DIR: z.string().default(".data"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(16),
  LEASE_SECONDS: z.coerce.number().int().min(2).max(3600).default(60),
  SWEEP_SECONDS: z.coerce.number().min(0.05).max(300).default(1),
  METRICS_TOKEN: z.string().min(16, "must be at least 16 characters").optional(),
  ALLOW_PRIVATE_TARGETS: z.stringbool().default(false),
  ALLOW_NOOP_CONNECTOR: z.stringbool().default(false),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: "must be the address of Slack's Web API, like https://slack.com/api" }).default("https://slack.com/api"),
  /** Where tokens of the demo's workspace (xoxb-demo-…) go instead. */
  SLACK_DEMO_URL: z.url({ protocol: /^https?$/, error: "must be the address of the demo's workspace" }).optional(),
});

export type Env = z.infer<typeof Env>;

/** The configuration that `source` describes, or one error that names every variable that is wrong and its fix. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Env.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path[0]?.toString() ?? "?"} ${issue.message}`);
  throw new Error(`The configuration is not complete:\n${lines.join("\n")}\n\nThe README lists every variable; \`npm run up\` makes them all by itself.`);
}

let read: Env | undefined;
/** The process's configuration, read once. @throws Error with a readable report when it is wrong. */
export function env(): Env {
  return (read ??= parseEnv(process.env));
}
