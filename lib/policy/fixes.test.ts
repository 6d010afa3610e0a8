import { expect, test } from "vitest";
import { balanced } from "./balanced";
import type { Known } from "./check";
import { yamlOf } from "./document-view";
import { withFixes } from "./fixes";
import { lookThrough } from "./sound";

const base = yamlOf({ tiers: balanced.tiers, defaults: balanced.defaults });
const known: Known = {
  tools: [{ name: "process_refund", paramsSchema: { type: "object", properties: { amount: { type: "number" }, note: { type: "string" } }, required: ["amount"] } }],
  agents: ["support-bot"],
  groups: new Map([["reviewers", 1], ["admins", 1]]),
};
const marked = (text: string) => withFixes(text, lookThrough(text, known).faults, known, ["friends"]);

test.each([
  ["surprise: 1\n", /./],
  ["signal: {}\n", /Write signals/],
  ["signals: { injectoin: { at_least: high } }\n", /./],
  ["rules:\n  - { name: a, when: 'params.amount >', tier: high }\n", /Correct the condition/],
  ["rules:\n  - { name: a, when: 'parms.amount > 5', tier: high }\n", /Write params/],
  ["rules:\n  - { name: a, tools: [process_refund], when: 'params.amout > 5', tier: high }\n", /Write amount/],
  ["rules:\n  - { name: a, tools: [process_refund], when: 'params.note == \"x\"', tier: high }\n", /has\(params.note\)/],
  ["rules:\n  - { name: a, tools: [process_refund], when: 'params.amount == \"x\"', tier: high }\n", /own type/],
  ["rules:\n  - { name: a, tools: [nothing_*], tier: high }\n", /Known are process_refund|Register/],
  ["agents:\n  suport-bot: { autonomy: off }\n", /Write support-bot/],
  ["agents:\n  ghost: { autonomy: off }\n", /Known are support-bot/],
  ["rules:\n  - { name: a, when: 'agent.name in lists.frends', tier: high }\n", /Write friends/],
  ["rules:\n  - { name: a, tier: high }\n  - { name: a, tier: low }\n", /name of its own/],
  ["rules:\n  - { name: a, when: '1 < 2', tier: high }\n", /leave `when` out/i],
  ["rules:\n  - { name: a }\n", /say what follows/i],
  ["rules:\n  - { name: a, tier: huge }\n", /words named/],
  ["relax:\n  - { name: a, access: [write], when: 'intent.asked', tier: low, because: b }\n", /last day/],
  ["relax:\n  - { name: a, when: 'intent.asked', tier: low, because: b, until: pack }\n", /scope/],
  ["rules:\n  - { name: a, tier: high, require: { approve: [{ group: admins, approvals: 3 }] } }\n", /fewer approvals/],
  ["rules:\n  - { name: a, tools: [process_refund], when: 'has(params.note) && params.note.matches(\"(a+)+$\")', tier: high }\n", /re2/],
  ["blocked: { release_within: soon }\n", /number and a unit/],
  ["blocked: { release_within: 1h }\nblocked: { release_within: 2h }\n", /Keep one/],
  ["tools: { procss_refund: high }\n", /Write process_refund/],
  ["lists:\n - a\n", /Write settings/],
  ["rules: [\n", /./],
])("%j is told with its place and what mends it", (more, fix) => {
  const [fault] = marked(base + more);
  expect(fault).toMatchObject({ fix: expect.stringMatching(fix) });
  expect(fault!.fix).not.toMatch(/policy reference/);
  expect(fault!.line).toBeGreaterThan(base.split("\n").length - 3);
});

test("what a press mends is mended", () => {
  const text = `${base}rules:\n  - { name: a, tools: [process_refnd], tier: high }\n`;
  const { line, replace } = marked(text)[0]!;
  const lines = text.split("\n");
  const old = lines[line - 1]!;
  lines[line - 1] = old.slice(0, replace!.column - 1) + replace!.by + old.slice(replace!.column - 1 + replace!.wrong.length);
  expect(lookThrough(lines.join("\n"), known).faults).toEqual([]);
});
