import { z } from "zod";
import type { ConnectorKind, Operation } from "./types";

const Nothing = z.strictObject({});
type Nothing = z.infer<typeof Nothing>;

/**
 * For tools that the agent runs itself once approved: it fetches a grant bound to the payload and reports back.
 * No worker ever calls it.
 */
const run: Operation<Nothing, Nothing, Nothing> = {
  binding: Nothing,
  idempotent: () => "no",
  timeout: () => 1_000,
  preview: async () => ({ sentence: "The agent runs this itself, under a grant for exactly these params, and reports the result" }),
  run: async () => {
    throw new Error("a tool that the agent runs itself was given to a worker");
  },
};

export const agent: ConnectorKind<Nothing, Nothing> = {
  kind: "agent",
  title: "Run by the agent",
  config: Nothing,
  credentials: Nothing,
  operations: { run },
  test: async () => ({ ok: true, message: "Nothing to reach: the agent runs these tools itself" }),
};
