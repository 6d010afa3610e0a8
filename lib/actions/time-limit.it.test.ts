import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, test, vi } from "vitest";
import { noop } from "@/lib/connectors/noop";
import { useDatabase } from "@/lib/db/testing";
import { execute } from "./execute";
import { addTool, assemble, propose, type Cast } from "./testing";

vi.stubEnv("ALLOW_NOOP_CONNECTOR", "true");
useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await assemble();
});

test("an attempt ends at its time limit, garbage collected meanwhile or not", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  vi.spyOn(noop.operations.run!, "timeout").mockReturnValue(500);
  await addTool("dawdle", { access: "read", binding: { idempotent: false, delayMs: 20_000 } });
  const action = await propose(cast.agent, "dawdle");
  const collecting = setInterval(collect, 50);
  try {
    expect(await execute(cast.worker, action.id)).toMatchObject({ state: "unknown", outcome: { reason: "Stopped while it waited" } });
  } finally {
    clearInterval(collecting);
    vi.restoreAllMocks();
  }
}, 10_000);
