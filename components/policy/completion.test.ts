import { expect, test } from "vitest";
import { offersAt } from "./completion";

const known = { tools: [{ name: "process_refund", params: ["amount", "customer"] }], agents: ["support-bot"], groups: ["reviewers"], lists: ["friends"] };
const offered = (text: string) => offersAt(text, text.length, known)?.options.map(({ label }) => label) ?? [];

test.each([
  ["ru", "rules"],
  ["rules:\n  - { name: a, tools: [pro", "process_refund"],
  ["rules:\n  - name: a\n    ti", "tier"],
  ["rules:\n  - name: a\n    when: params.am", "amount"],
  ["rules:\n  - name: a\n    when: agent.name in lists.", "friends"],
  ["lists:\n  foes: [a]\nrules:\n  - name: a\n    when: agent.name in lists.", "foes"],
  ["rules:\n  - name: a\n    when: intent.", "attested"],
  ["rules:\n  - name: a\n    when: si", "signals"],
  ["rules:\n  - name: a\n    tier: ", "high"],
  ["tools:\n  pro", "process_refund"],
  ["agents:\n  sup", "support-bot"],
  ["tiers:\n  high:\n    approve: [{ group: re", "reviewers"],
  ["signals:\n  inj", "injection"],
])("after %j it offers %s", (text, label) => expect(offered(text)).toContain(label));

test("it offers nothing where anything may stand", () => expect(offered("rules:\n  - name: some")).toEqual([]));
