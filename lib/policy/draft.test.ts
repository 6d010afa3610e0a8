import { expect, test } from "vitest";
import { parse } from "yaml";
import { balanced } from "./balanced";
import { checkPolicy } from "./check";
import { classify } from "./classify";
import { draftRule, type Covered } from "./draft";
import type { Policy } from "./types";

const schema = { type: "object", properties: { customer: { type: "string" }, amount: { type: "number" }, card: { type: "string" }, "odd-name": { type: "number" } }, required: ["customer"] };
const refund: Covered = {
  tool: "refund", access: "write", agent: "support-bot", tier: "medium", reasons: [{ rule: "defaults.write", text: "It changes something" }],
  params: { customer: "cus_81", amount: 120, card: "4242", "odd-name": 3 }, sensitive: ["/card"], required: ["customer"], until: "2099-03-31",
};

function under(params: object, agent = "support-bot") {
  const { relax } = parse(draftRule(refund).text!) as Pick<Policy, "relax">;
  const text = JSON.stringify({ ...balanced, relax: [...(balanced.relax ?? []), ...relax!] });
  const { policy, faults } = checkPolicy(text, { tools: [{ name: "refund", paramsSchema: schema }], agents: ["support-bot", "other-bot"] });
  expect(faults.filter(({ pointer }) => pointer.startsWith("/relax/1"))).toEqual([]);
  return classify(
    {
      tool: { name: "refund", access: "write", reversibility: "compensable" }, toolName: "refund", agent: { id: "1", name: agent, autonomy: "full" },
      mode: "live", params, confidence: null, rollback: false, attested: true, context: { instruction: "x" }, now: "2026-11-21T00:00:00Z",
    },
    { ...(policy ?? ({ ...balanced, relax } as Policy)), version: 1 },
  ).tier;
}

test("the rule that is drafted covers this call and smaller ones to the same place, and no others", () => {
  expect(under({ customer: "cus_81", amount: 120 })).toBe("low");
  expect(under({ customer: "cus_81", amount: 20 })).toBe("low");
  expect(under({ customer: "cus_81", amount: 121 })).toBe("medium");
  expect(under({ customer: "cus_82", amount: 20 })).toBe("medium");
  expect(under({ customer: "cus_81" })).toBe("medium");
  expect(under({ customer: "cus_81", amount: 20 }, "other-bot")).toBe("medium");
});

test("it shows nothing sensitive and quotes what agents write", () => {
  expect(draftRule(refund).text).not.toContain("4242");
  const params = { customer: 'x" || true || "\n- name: y' };
  const { relax } = parse(draftRule({ ...refund, params }).text!) as { relax: { when: string }[] };
  expect(relax).toHaveLength(1);
  expect(relax[0]!.when).toBe(`params.customer == ${JSON.stringify(params.customer)}`);
});

test("where no rule could cover it, it says why, and what a rule would not lift", () => {
  expect(draftRule({ ...refund, access: "destructive" })).toMatchObject({ text: null, notes: [expect.stringContaining("Destruction")] });
  expect(draftRule({ ...refund, access: null })).toMatchObject({ text: null });
  expect(draftRule({ ...refund, params: { note: "hello" } })).toMatchObject({ text: null });
  expect(draftRule({ ...refund, reasons: [{ rule: "signals.injection", text: "It tells the reviewer what to do" }] }).notes).toEqual(["A relax rule does not lift this: It tells the reviewer what to do."]);
});
