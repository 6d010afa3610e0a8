import { z } from "zod";
import type { ConnectorKind, Operation } from "./types";

const Nothing = z.strictObject({});
type Nothing = z.infer<typeof Nothing>;

const AgentBinding = z.strictObject({
  /** The agent can undo what it did, under a grant of its own. */
  rollBack: z.boolean().optional(),
});
type AgentBinding = z.infer<typeof AgentBinding>;

const notOurs = async (): Promise<never> => {
  throw new Error("a tool that the agent runs itself was given to a worker");
};

/**
 * For tools that the agent runs itself once approved: it fetches a grant bound to the payload and reports back.
 * No worker ever calls it.
 */
const run: Operation<Nothing, Nothing, AgentBinding> = {
  binding: AgentBinding,
  idempotent: () => "no",
  timeout: () => 1_000,
  preview: async () => ({ sentence: "The agent runs this itself, under a grant for exactly these params, and reports the result" }),
  run: notOurs,
  rollBack: {
    possible: ({ rollBack }) => (rollBack ? true : "The agent does not say that it can undo this. Ask its owner"),
    idempotent: () => "no",
    preview: async () => ({
      sentence: "The agent undoes this itself, under a grant for exactly this rollback, and reports the result",
      changedSince: null,
    }),
    run: notOurs,
  },
};

export const agent: ConnectorKind<Nothing, Nothing> = {
  kind: "agent",
  title: "Run by the agent",
  config: Nothing,
  credentials: Nothing,
  hosts: () => [],
  operations: { run },
  test: async () => ({ ok: true, message: "Nothing to reach: the agent runs these tools itself" }),
};
