import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Action, Countersign, Report, State } from "./client";
import { watch } from "./watch";

const asked: { path?: string; body: unknown }[] = [];
const acme = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  asked.push({ path: request.url, body: JSON.parse(body) });
  response.writeHead(200, { "Content-Type": "application/json" }).end('{"removed":3}');
});
beforeAll(() => new Promise<void>((resolve) => acme.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => acme.close(resolve)));

const action = (state: State): Action => ({
  id: "1",
  state,
  tool: "purge_orders",
  tier: "high",
  summary: "Purge",
  reasons: [],
  decision: null,
  outcome: null,
  links: { self: "", events: "", review: "" },
});

/** A gateway where the action goes through these states, and whose reviewer moved the day. */
function gateway(...states: State[]) {
  const reports: Report[] = [];
  const countersign: Countersign = {
    get: async () => action(states.shift()!),
    grant: async () => ({ grant: "signed", params: { before: "2022-01-01" }, payload_hash: "", expires_at: "" }),
    report: async (_id, report) => {
      reports.push(report);
      return action(report.outcome);
    },
    submit: () => Promise.reject(new Error("not in this test")),
    cancel: () => Promise.reject(new Error("not in this test")),
  };
  return { countersign, reports };
}

test("an approved tool of the agent's own runs with the granted params, and is reported once", async () => {
  const { countersign, reports } = gateway("approved");
  const heard: State[] = [];
  const url = `http://127.0.0.1:${(acme.address() as AddressInfo).port}`;
  const done = await watch(countersign, action("pending"), { url, token: "t" }, ({ state }) => heard.push(state));
  expect(done.state).toBe("succeeded");
  expect(heard).toEqual(["approved", "succeeded"]);
  expect(asked).toEqual([{ path: "/api/orders/purges", body: { before: "2022-01-01" } }]);
  expect(reports).toEqual([{ grant: "signed", outcome: "succeeded", detail: "3 archived orders removed" }]);
});

test("without access to the target it reports that it failed, rather than nothing", async () => {
  const { countersign, reports } = gateway();
  expect((await watch(countersign, action("approved"), undefined, () => {})).state).toBe("failed");
  expect(reports[0]?.detail).toContain("nothing was done");
});

test("a rejected action ends the wait and runs nothing", async () => {
  const { countersign, reports } = gateway("rejected");
  expect((await watch(countersign, action("pending"), undefined, () => {})).state).toBe("rejected");
  expect(reports).toEqual([]);
});
