import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { failed, retry, unknown } from "./outcome";
import type { ConnectorKind, Operation, Outcome } from "./types";

const Nothing = z.strictObject({});
type Nothing = z.infer<typeof Nothing>;

const NoopBinding = z.strictObject({
  delayMs: z.int().min(0).max(600_000).optional(),
  fail: z.enum(["failed", "retry", "unknown", "throw"]).optional(),
  idempotent: z.boolean().optional(),
  rollBack: z.enum(["succeeds", "changed", "failed"]).optional(),
  probe: z.enum(["happened", "did_not_happen", "cannot_tell"]).optional(),
});
type NoopBinding = z.infer<typeof NoopBinding>;

/** Has no effect and says what it is told to. For benches and tests: bound only where ALLOW_NOOP_CONNECTOR says so. */
const run: Operation<Nothing, Nothing, NoopBinding> = {
  binding: NoopBinding,
  idempotent: ({ idempotent }) => (idempotent ? "key" : "no"),
  timeout: () => 30_000,
  preview: async () => ({ sentence: "Nothing happens" }),

  async run({ binding, signal, sending }): Promise<Outcome> {
    await sending();
    if (binding.delayMs) {
      const passed = await delay(binding.delayMs, true, { signal }).catch(() => false);
      if (!passed) return binding.idempotent ? retry("Stopped while it waited", { mayHaveHappened: true }) : unknown("Stopped while it waited");
    }
    switch (binding.fail) {
      case "failed":
        return failed("It was told to fail");
      case "retry":
        return retry("It was told to be tried again");
      case "unknown":
        return unknown("It was told to lose track");
      case "throw":
        throw new Error("it was told to throw");
      case undefined:
        return { kind: "succeeded", response: { ok: true }, ...(binding.rollBack && { after: { ok: true } }) };
    }
  },

  probe: async ({ binding }) => ({ finding: binding.probe ?? "cannot_tell", evidence: "It was told to say so" }),

  rollBack: {
    possible: ({ rollBack }) => (rollBack ? true : "Nothing happened, so there is nothing to undo"),
    idempotent: () => "natural",
    preview: async ({ binding }) => ({
      sentence: "Nothing is undone",
      changedSince: binding.rollBack === "changed" ? CHANGE : [],
    }),
    async run({ binding, force, sending }) {
      if (binding.rollBack === "changed" && !force) return { kind: "changed", reason: "It was told to have changed", difference: CHANGE };
      await sending();
      return binding.rollBack === "failed" ? failed("It was told to fail") : { kind: "succeeded", response: { undone: true } };
    },
  },
};

const CHANGE = [{ field: "state", from: "as we left it", to: "changed" }];

export const noop: ConnectorKind<Nothing, Nothing> = {
  kind: "noop",
  title: "No operation (benches and tests)",
  config: Nothing,
  credentials: Nothing,
  hosts: () => [],
  operations: { run },
  test: async () => ({ ok: true, message: "Nothing to reach" }),
};
