import type { z } from "zod";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { agent } from "./agent";
import { email } from "./email/email";
import { http } from "./http/http";
import { noop } from "./noop";
import { prepared } from "./outcome";
import { postgres } from "./postgres/postgres";
import type { Call, ConnectorKind, Operation, ProbeCall, RollbackCall } from "./types";

/** An operation that takes configuration, credentials and binding as they are stored, and parses them itself. */
export type BoundOperation = Operation;

/** Every kind of connector that this deployment offers; the no-op one only where benches and tests may bind it. */
export function kinds(): ConnectorKind[] {
  return env().ALLOW_NOOP_CONNECTOR ? [...offered, noop] : offered;
}

export function kindOf(kind: string): ConnectorKind | undefined {
  return kinds().find((known) => known.kind === kind);
}

/** The operation, if this deployment has it. */
export function operationOf(kind: string, operation: string): BoundOperation | undefined {
  const found = kindOf(kind);
  const known = found && Object.hasOwn(found.operations, operation) ? found.operations[operation] : undefined;
  return found && known && bound(found, known);
}

const offered: ConnectorKind[] = [http, email, postgres, agent];

/**
 * The operation behind its schemas. What does not fit them (a stricter version of this code, say) has no effect:
 * `run` and `rollBack.run` say failed, it counts as not repeatable and not to be undone, and `preview`,
 * `snapshot` and `probe` throw a Refusal.
 */
function bound(kind: ConnectorKind, operation: Operation): BoundOperation {
  const binding = (stored: unknown) => fitting(operation.binding, stored, "binding");
  const config = (stored: unknown) => fitting(kind.config, stored, "configuration");
  const ready = <C extends Call>(call: C): C => ({
    ...call,
    config: config(call.config),
    credentials: fitting(kind.credentials, call.credentials, "credentials"),
    binding: binding(call.binding),
  });
  const { rollBack, snapshot, probe } = operation;
  return {
    binding: operation.binding,
    idempotent: (stored) => orElse(() => operation.idempotent(binding(stored)), () => "no"),
    timeout: (stored) => orElse(() => operation.timeout(config(stored)), () => 1_000),
    preview: async (call) => operation.preview(ready(call)),
    ...(snapshot && { snapshot: async (call: Call) => snapshot.call(operation, ready(call)) }),
    run: (call) => prepared(() => ready(call), (parsed) => operation.run(parsed)),
    ...(probe && { probe: async (call: ProbeCall) => probe.call(operation, ready(call)) }),
    ...(rollBack && {
      rollBack: {
        possible: (stored: unknown) => orElse(() => rollBack.possible(binding(stored)), (refusal) => refusal.message),
        idempotent: (stored: unknown) => orElse(() => rollBack.idempotent(binding(stored)), () => "no" as const),
        preview: async (call: RollbackCall) => rollBack.preview(ready(call)),
        run: (call: RollbackCall) => prepared(() => ready(call), (parsed) => rollBack.run(parsed)),
      },
    }),
  };
}

function orElse<T>(ask: () => T, otherwise: (refusal: Refusal) => T): T {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Refusal) return otherwise(error);
    throw error;
  }
}

function fitting<T>(schema: z.ZodType<T>, stored: unknown, what: string): T {
  const parsed = schema.safeParse(stored);
  if (parsed.success) return parsed.data;
  // Messages only: a value could be a secret.
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || what}: ${issue.message}`);
  throw new Refusal("invalid", `The stored ${what} does not fit this operation: ${faults.join("; ")}`);
}
