import { z } from "zod";

const Environment = z.object({
  SLACK_PORT: z.coerce.number("a port number; 0 takes a free one").int().min(0).max(65_535),
  SLACK_BOT_TOKEN: z.string().startsWith("xoxb-demo-", "begins with xoxb-demo-, so that nobody takes it for a real one").min(26),
  SLACK_SIGNING_SECRET: z.string().min(16, "at least 16 characters"),
  SLACK_INTERACTIONS_URL: z.url({ protocol: /^https?$/, error: "the address that Slack sends clicks to" }),
  /** Keeps the messages from one start to the next; without it they are gone with the process. */
  SLACK_FILE: z.string().optional(),
});

export type Environment = z.infer<typeof Environment>;

/** What the workspace was started with, or an error that names every wrong variable and what it should hold. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const parsed = Environment.safeParse(variables);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${String(path[0])}: ${variables[String(path[0])] === undefined ? "is not set" : message}`);
  throw new Error(`The demo workspace cannot start; set these in its environment:\n${lines.join("\n")}`);
}
