import { z } from "zod";

const port = z.coerce.number("a port number; 0 takes a free one").int().min(0).max(65_535);

const Environment = z.object({
  ACME_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "a postgresql:// address of a database of Acme's own" }),
  ACME_PORT: port,
  ACME_SMTP_PORT: port,
  ACME_API_TOKEN: z.string().min(16, "at least 16 characters, which callers send as a bearer token"),
});

export type Environment = z.infer<typeof Environment>;

/** What Acme was started with, or an error that names every wrong variable and what it should hold. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const parsed = Environment.safeParse(variables);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name}: ${variables[name] === undefined ? "is not set" : issue.message}`;
  });
  throw new Error(`Acme cannot start; set these in its environment:\n${lines.join("\n")}`);
}
