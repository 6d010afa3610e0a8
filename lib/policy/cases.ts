import { classify } from "./classify";
import type { Case } from "./sections";
import type { Access, ActionFacts, Effect, Policy, Tier } from "./types";

export type CaseTool = { name: string; access: Access; reversibility: string };

/** How one example came out; `because` are the reasons as a reviewer would read them. */
export type CaseResult = { name: string; ok: boolean; expected: { tier?: Tier | undefined; effect?: Effect | undefined }; tier: Tier; effect: Effect; because: string[] };

/** Runs the examples that stand beside the rules. `now` is an ISO time: relax rules have a last day. */
export function runCases(policy: Policy, tools: readonly CaseTool[], now: string): CaseResult[] {
  const published = { ...policy, version: 0 };
  return (policy.tests ?? []).map((example) => {
    const { tier, effect, reasons } = classify(factsOf(example, tools, now), published);
    const { expect } = example;
    return {
      name: example.name,
      ok: (expect.tier === undefined || expect.tier === tier) && (expect.effect === undefined || expect.effect === effect),
      expected: expect,
      tier,
      effect,
      because: reasons.map(({ text }) => text),
    };
  });
}

function factsOf(example: Case, tools: readonly CaseTool[], now: string): ActionFacts {
  const registered = tools.find(({ name }) => name === example.tool);
  const access = example.access ?? registered?.access;
  return {
    tool: access ? { name: example.tool, access, reversibility: registered?.reversibility ?? "irreversible" } : null,
    toolName: example.tool,
    agent: { id: "", name: example.agent, autonomy: example.autonomy },
    mode: example.mode,
    params: example.params,
    confidence: example.confidence ?? null,
    rollback: false,
    ...((example.instruction !== undefined || example.sources) && {
      context: { ...(example.instruction !== undefined && { instruction: example.instruction }), ...(example.sources && { sources: example.sources }) },
    }),
    attested: example.attested,
    cost: example.cost ?? null,
    ...(example.beyond && { beyond: example.beyond }),
    now,
  };
}
