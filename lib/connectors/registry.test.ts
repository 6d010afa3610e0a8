import { expect, test, vi } from "vitest";
import { Refusal } from "@/lib/errors";
import { kindOf, kinds, operationOf } from "./registry";
import { callOf } from "./testing";

const settings = vi.hoisted(() => ({ ALLOW_PRIVATE_TARGETS: false, ALLOW_NOOP_CONNECTOR: false }));
vi.mock("@/lib/env", () => ({ env: () => settings }));

test("the no-op connector is there only where the configuration allows it", () => {
  settings.ALLOW_NOOP_CONNECTOR = false;
  expect(kinds().map(({ kind }) => kind)).toEqual(["http", "email", "postgres", "agent"]);
  expect(operationOf("noop", "run")).toBeUndefined();
  settings.ALLOW_NOOP_CONNECTOR = true;
  expect(kindOf("noop")?.kind).toBe("noop");
  expect(operationOf("noop", "run")).toBeDefined();
});

test.each([
  ["http", "nothing"],
  ["http", "constructor"],
  ["__proto__", "request"],
  ["toString", "call"],
])("there is no operation %s.%s", (kind, operation) => {
  expect(operationOf(kind, operation)).toBeUndefined();
});

test("what is stored but does not fit has failed before anything happens, and names no value", async () => {
  const call = callOf({ config: { baseUrl: "http://secret-host" }, credentials: {}, binding: {} });
  const outcome = await operationOf("http", "request")!.run(call);
  expect(outcome).toMatchObject({ kind: "failed" });
  expect(JSON.stringify(outcome)).not.toContain("secret-host");
  const { preview, idempotent, timeout, rollBack } = operationOf("http", "request")!;
  await expect(preview(call)).rejects.toThrow(Refusal);
  expect([idempotent(call.binding), timeout(call.config), rollBack!.idempotent(call.binding)]).toEqual(["no", 1_000, "no"]);
  expect(rollBack!.possible(call.binding)).toContain("does not fit");
});

test("a tool that the agent runs itself is never run by a worker", async () => {
  const run = operationOf("agent", "run")!;
  const call = callOf({ config: {}, credentials: {}, binding: {} });
  await expect(run.run(call)).rejects.toThrow("given to a worker");
  expect(run.rollBack?.possible({})).not.toBe(true);
  expect((await run.preview(call)).sentence).toContain("The agent runs this itself");
});

test.each([
  [{}, { kind: "succeeded" }],
  [{ fail: "failed" }, { kind: "failed" }],
  [{ fail: "retry" }, { kind: "retry" }],
  [{ fail: "unknown" }, { kind: "unknown" }],
])("the no-op connector bound to %j ends as told", async (binding, expected) => {
  settings.ALLOW_NOOP_CONNECTOR = true;
  const call = callOf({ config: {}, credentials: {}, binding });
  expect(await operationOf("noop", "run")!.run(call)).toMatchObject(expected);
  expect(call.sent()).toBe(true);
});

test("the no-op connector throws when told to, and stops waiting at the time limit", async () => {
  settings.ALLOW_NOOP_CONNECTOR = true;
  const { run } = operationOf("noop", "run")!;
  await expect(run(callOf({ config: {}, credentials: {}, binding: { fail: "throw" } }))).rejects.toThrow("told to throw");
  const signal = AbortSignal.timeout(20);
  expect(await run(callOf({ config: {}, credentials: {}, binding: { delayMs: 60_000 }, signal }))).toMatchObject({ kind: "unknown" });
});
