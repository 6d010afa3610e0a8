import { expect, test } from "vitest";
import { stringify } from "yaml";
import { balanced } from "./balanced";
import { checkPolicy, type Known } from "./check";
import { strict } from "./strict";

const base = stringify({ tiers: balanced.tiers, defaults: balanced.defaults });
const known: Known = {
  tools: [{ name: "process_refund", paramsSchema: { type: "object", properties: { amount: { type: "number" }, note: { type: "string" } }, required: ["amount"] } }],
  agents: ["support-bot"],
  groups: new Map([["reviewers", 1], ["admins", 1]]),
};
const faultsOf = (more: string) => checkPolicy(`${base}${more}`, known).faults;
const lineOf = (more: string, part: string) => `${base}${more}`.split("\n").findIndex((line) => line.includes(part)) + 1;

test.each([["balanced", balanced], ["strict", strict]] as const)("the pack %s is sound, written out and read again", (_, pack) => {
  expect(checkPolicy(stringify(pack))).toEqual({ policy: pack, faults: [] });
});

test.each([
  ["a setting that is none", "surprise: 1\n", "surprise", /no setting surprise/],
  ["a condition that does not parse", "rules:\n  - { name: a, when: 'params.amount >', tier: high }\n", "params.amount", /Unexpected token/],
  ["a variable that is none", "rules:\n  - { name: a, when: 'parms.amount > 5', tier: high }\n", "parms", /Unknown variable: parms/],
  ["a param that the tool lacks", "rules:\n  - { name: a, tools: [process_refund], when: 'params.amout > 5', tier: high }\n", "amout", /no param amout/],
  ["an optional param without has()", "rules:\n  - { name: a, tools: [process_refund], when: 'params.note == \"x\"', tier: high }\n", "params.note", /has\(params.note\)/],
  ["a type that does not fit", "rules:\n  - { name: a, tools: [process_refund], when: 'params.amount == \"x\"', tier: high }\n", "params.amount", /no such overload/],
  ["a tool that is none", "rules:\n  - { name: a, tools: [nothing_*], tier: high }\n", "nothing_", /there is no tool nothing_\*/],
  ["an agent that is none", "agents:\n  ghost: { autonomy: off }\n", "ghost", /there is no agent ghost/],
  ["a list that is none", "rules:\n  - { name: a, when: 'agent.name in lists.friends', tier: high }\n", "lists.friends", /there is no list friends/],
  ["two rules of one name", "rules:\n  - { name: a, tier: high }\n  - { name: a, tier: low }\n", "tier: low", /another rule is called a/],
  ["a condition that is always the same", "rules:\n  - { name: a, when: '1 < 2', tier: high }\n", "1 < 2", /always the same/],
  ["a relax rule without expiry", "relax:\n  - { name: a, access: [write], when: 'intent.asked', tier: low, because: b }\n", "name: a", /until|day|Invalid/],
  ["a relax rule without scope", "relax:\n  - { name: a, when: 'intent.asked', tier: low, because: b, until: pack }\n", "name: a", /destruction cannot be relaxed|Invalid|expected array/],
  ["a requirement that nobody can meet", "rules:\n  - { name: a, tier: high, require: { approve: [{ group: admins, approvals: 3 }] } }\n", "approvals: 3", /nobody could meet it/],
  ["a pattern of the engine's own", "rules:\n  - { name: a, tools: [process_refund], when: 'has(params.note) && params.note.matches(\"(a+)+$\")', tier: high }\n", "matches", /re2\(/],
  ["loops in loops in loops", "rules:\n  - { name: a, when: 'origins.all(a, origins.all(b, origins.all(c, a == b && b == c)))', tier: high }\n", "origins", /nested 3 deep/],
])("%s is named with its line", (_, more, part, detail) => {
  const [fault] = faultsOf(more);
  expect(fault).toMatchObject({ line: lineOf(more, part), detail: expect.stringMatching(detail) });
  expect(fault!.column).toBeGreaterThan(0);
});

test("a duplicate key is a fault, not the last one's victory", () => {
  expect(faultsOf("blocked: { release_within: 1h }\nblocked: { release_within: 2h }\n")[0]).toMatchObject({ detail: expect.stringMatching(/unique/) });
});

test("the column points into the condition", () => {
  const more = "rules:\n  - name: a\n    tools: [process_refund]\n    when: params.amount > 5 && params.amout > 5\n    tier: high\n";
  const [fault] = faultsOf(more);
  expect(`${base}${more}`.split("\n")[fault!.line - 1]!.slice(fault!.column - 1)).toMatch(/^params\.amout/);
});
