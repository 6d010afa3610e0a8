import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

export const ROLES = ["support", "finance", "content"] as const;
export type Role = (typeof ROLES)[number];

/** Acme is only needed for the tools that agents run themselves. */
export type Settings = { url: string; keys: Record<Role, string>; acme?: { url: string; token: string } };

const DemoFile = z.object({
  url: z.string(),
  agents: z.array(z.object({ name: z.string(), key: z.string().startsWith("csk_").optional() })).default([]),
  acme: z.object({ url: z.url(), token: z.string() }).optional(),
});

/** From the environment where it says so, else from what the set-up of the demo wrote down. */
export async function readSettings(variables: NodeJS.ProcessEnv): Promise<Settings> {
  const file = join(variables.DATA_DIR ?? ".data", "demo.json");
  const demo = await readDemo(file);
  const url = variables.COUNTERSIGN_URL || demo?.url;
  const keyOf = (role: Role) =>
    variables[`COUNTERSIGN_KEY_${role.toUpperCase()}`] || demo?.agents.find(({ name }) => name.startsWith(role))?.key;
  const [support, finance, content] = ROLES.map(keyOf);
  if (!url || !support || !finance || !content) {
    throw new Error(
      `The demo agents have no keys yet. Start the demo first with: npm run up (it writes ${file}),\n` +
        `or set COUNTERSIGN_URL and ${ROLES.map((role) => `COUNTERSIGN_KEY_${role.toUpperCase()}`).join(", ")}.`,
    );
  }
  const { ACME_URL, ACME_API_TOKEN } = variables;
  const acme = ACME_URL && ACME_API_TOKEN ? { url: ACME_URL, token: ACME_API_TOKEN } : demo?.acme;
  return { url, keys: { support, finance, content }, ...(acme && { acme }) };
}

async function readDemo(file: string) {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return DemoFile.parse(JSON.parse(text));
  } catch {
    throw new Error(`${file} is not what the set-up writes. Remove it and run npm run up again.`);
  }
}
