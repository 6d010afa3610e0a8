import type { Action, Countersign, Report } from "./client";
import type { Settings } from "./settings";

type Acme = Settings["acme"];

/** What these agents run themselves, with their own access to Acme, once Countersign has granted it. */
const OWN_TOOLS: Record<string, (acme: NonNullable<Acme>, params: Record<string, unknown>) => Promise<string>> = {
  run_report: async (acme, params) => {
    const { orders, total, currency } = await ask(acme, "/api/reports/sales", params);
    return `${orders} orders, ${total} ${currency}`;
  },
  purge_orders: async (acme, params) => {
    const { removed } = await ask(acme, "/api/orders/purges", params);
    return `${removed} archived orders removed`;
  },
};

/** An approved action of a tool that its agent runs. */
export const isOurTurn = ({ tool, state }: Action) => state === "approved" && Object.hasOwn(OWN_TOOLS, tool);

/**
 * Fetches the grant, runs exactly the params it was signed for (not the ones remembered from submitting: a reviewer
 * may have edited them), and reports how it went.
 */
export async function runOwn(countersign: Countersign, { id, tool }: Action, acme: Acme): Promise<Action> {
  const { grant, params, dry_run: dryRun } = await countersign.grant(id);
  if (dryRun) return countersign.report(id, { grant, outcome: "succeeded", detail: "A dry run: nothing was done." });
  return countersign.report(id, { grant, ...(await outcomeOf(tool, params, acme)) });
}

async function outcomeOf(tool: string, params: Record<string, unknown>, acme: Acme): Promise<Omit<Report, "grant">> {
  const run = OWN_TOOLS[tool];
  if (!run || !acme) {
    return { outcome: "failed", detail: "This agent was started without access to Acme; nothing was done." };
  }
  try {
    return { outcome: "succeeded", detail: await run(acme, params) };
  } catch (error) {
    return { outcome: "failed", detail: (error as Error).message };
  }
}

async function ask({ url, token }: NonNullable<Acme>, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(new URL(path, url), {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  const answer = (await response.json()) as Record<string, unknown> & { error?: { message: string } };
  if (!response.ok) throw new Error(`Acme answered ${response.status}: ${answer.error?.message ?? "no reason given"}`);
  return answer;
}
