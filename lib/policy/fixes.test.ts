import { expect, test } from "vitest";
import { balanced } from "./balanced";
import type { Known } from "./check";
import { yamlOf } from "./document-view";
import { withFixes } from "./fixes";
import { lookThrough } from "./sound";

const base = yamlOf({ tiers: balanced.tiers, defaults: balanced.defaults });
const known: Known = {
  tools: [{ name: "process_refund", paramsSchema: { type: "object", properties: { amount: { type: "number" }, note: { type: "string" }, open: { type: "boolean" } }, required: ["amount", "open"] } }],
  agents: ["support-bot"],
  groups: new Map([["reviewers", 1], ["admins", 1]]),
};
const rule = (body: string) => `${base}rules:\n  - { name: a, ${body} }\n`;
const when = (condition: string) => rule(`tier: high, tools: [process_refund], when: '${condition}'`);
const relax = (body: string) => `${base}relax:\n  - { name: a, ${body} }\n`;
const limit = (body: string) => `${base}limits:\n  - { name: a, ${body} }\n`;
const tier = (change: object) => yamlOf({ tiers: { ...balanced.tiers, medium: { ...balanced.tiers.medium, ...change } }, defaults: balanced.defaults } as never);
const nested = (levels: number) => Array.from({ length: levels }, (_, at) => `params.amount > ${at}`).join(" && ");

/** Every fault there is: the policy, the text that stands where it points, what it says, what mends it. */
const FAULTS: [what: string, text: string, at: string, detail: RegExp, fix: RegExp][] = [
  // The text itself.
  ["no YAML", `${base}rules: [\n`, "", /flow|collection|end/i, /indentation|bracket/],
  ["bad indentation", `${base}rules:\n  - name: a\n   tier: high\n`, "", /./, /indentation|colon/i],
  ["a key twice", `${base}blocked: { release_within: 1h }\nblocked: { release_within: 2h }\n`, "blocked: { release_within: 2h }", /unique/, /Keep one/],
  ["too long", `${base}# ${"x".repeat(1_000_001)}\n`, "", /million/, /./],
  ["references without end", `${base}lists: { a: &a [x], b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a], c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b], d: [*c,*c,*c,*c,*c,*c,*c,*c] }\n`, "", /refers to itself/, /write it out/i],
  ["no policy at all", "just words\n", "just words", /expected object/i, /settings/],
  ["a missing section", yamlOf({ tiers: balanced.tiers } as never), "", /expected object|Required|Invalid/i, /settings/],
  // Unknown names.
  ["a setting", `${base}surprise: 1\n`, "surprise", /no setting surprise/, /./],
  ["a setting within", rule("teir: high, tier: high"), "teir", /no setting teir/, /Write tier/],
  ["a detector", `${base}signals: { injectoin: { at_least: high } }\n`, "injectoin", /./, /Write injection|Known are/],
  ["a variable", when("parms.amount > 5"), "parms.amount", /Unknown variable: parms/, /Write params/],
  ["a function", when("contians(params.amount)"), "contians", /./, /./],
  ["a fact", when("intent.aksed && params.amount > 5"), "intent.aksed", /no intent\.aksed/, /Write asked/],
  ["a fact of an item", when('signals.exists(s, s.severty == "high")'), "s.severty", /no signals\.severty/, /Write severity/],
  ["a tool's fact", when('tool.acess == "read"'), "tool.acess", /no tool\.acess/, /Write access/],
  // Names that nothing has.
  ["a tool", rule("tools: [process_refnd], tier: high"), "process_refnd", /no tool process_refnd/, /Write process_refund/],
  ["a pattern of tools", rule("tools: [nothing_*], tier: high"), "nothing_*", /no tool nothing_\*/, /Known are process_refund|Register/],
  ["a tool with a tier of its own", `${base}tools: { procss_refund: high }\n`, "procss_refund", /no tool/, /Write process_refund/],
  ["an agent of a rule", rule("agents: [support-bt], tier: high"), "support-bt", /no agent/, /Write support-bot/],
  ["an agent", `${base}agents:\n  suport-bot: { autonomy: off }\n`, "suport-bot", /no agent/, /Write support-bot/],
  ["a tool that an agent may use", `${base}agents:\n  support-bot: { can: [proces_refund] }\n`, "proces_refund", /no tool/, /Write process_refund/],
  ["a tool that an agent may not use", `${base}agents:\n  support-bot: { cannot: [ghost] }\n`, "ghost", /no tool/, /Known are|Register/],
  ["a group of a tier", tier({ approve: [{ group: "reviewrs", approvals: 1 }] }), "reviewrs", /no group/, /Write reviewers/],
  ["a group of a rule", rule("tier: high, require: { approve: [{ group: reviewrs, approvals: 1 }] }"), "reviewrs", /no group/, /Write reviewers/],
  ["a group to escalate to", tier({ on_expiry: "escalate", escalate: { to: "admns", within: "1h" } }), "to: admns", /no group/, /Write admins/],
  ["nobody to escalate to", tier({ on_expiry: "escalate" }), "medium", /which group is asked next/, /escalate: \{ to: admins/],
  ["a group asked twice", tier({ approve: [{ group: "reviewers", approvals: 1 }, { group: "reviewers", approvals: 1 }] }), "group: reviewers", /asked twice/, /raise its approvals/i],
  ["a list", when("agent.name in lists.frends"), "lists.frends", /no list frends/, /Write friends/],
  // Conditions against the tools' schemas.
  ["a param that the tool lacks", when("params.amout > 5"), "params.amout", /no param amout/, /Write amount/],
  ["an optional param", when('params.note == "x"'), 'params.note', /optional/, /has\(params.note\)/],
  ["a text beside a number", when('params.amount == "x"'), "params.amount", /overload/, /own type/],
  ["a number beside a truth", when("params.open > 5"), "params.open", /overload/, /own type/],
  ["a sum of nothing", limit("max: 5, of: amout, per: day, tools: [process_refund]"), "amout", /no param amout/, /Write amount/],
  ["a sum of what is no number", limit("max: 5, of: open, per: day, tools: [process_refund]"), "open", /no number/, /./],
  // Conditions by themselves.
  ["an unfinished condition", when("params.amount >"), "'", /./, /Correct the condition/],
  ["no truth", when("params.amount + 1.0"), "params.amount", /true or false/, /./],
  ["always the same", when("1 < 2"), "1 < 2", /always the same/, /leave `when` out/i],
  ["a pattern of the engine's own", when('has(params.note) && params.note.matches("(a+)+$")'), "has(", /re2/, /re2/],
  ["loops in loops in loops", when("origins.all(x, origins.all(y, origins.all(z, x == y && y == z)))"), "origins", /nested 3 deep/, /./],
  ["too much of it", when(nested(90)), "amount > 50", /too large: at most 250/, /two rules/],
  ["history that is not counted", when("history.repeats > 3"), "history.repeats", /history: true/, /./],
  // What a rule must say.
  ["a rule without a consequence", rule("tools: [process_refund]"), "{ name: a", /what follows/, /tier, an effect/],
  ["two rules of one name", `${base}rules:\n  - { name: a, tier: high }\n  - { name: a, tier: low }\n`, "a, tier: low", /another rule is called a/, /name of its own/],
  ["two relax rules of one name", `${base}relax:\n  - { name: a, access: [write], when: 'intent.asked', tier: low, until: pack, because: b }\n  - { name: a, access: [read], when: 'intent.asked', tier: low, until: pack, because: b }\n`, "a, access: [read]", /another rule/, /name of its own/],
  ["two limits of one name", `${base}limits:\n  - { name: a, max: 1, per: day }\n  - { name: a, max: 2, per: day }\n`, "a, max: 2", /another limit/, /name of its own/],
  ["a tier that is none", rule("tier: huge"), "huge", /low.*medium.*high/, /words named/],
  ["no name", `${base}rules:\n  - { tier: high }\n`, "{ tier", /expected string/, /text/],
  ["an empty name", `${base}rules:\n  - { name: "", tier: high }\n`, '"', /give it a name/, /Give it a name/],
  ["a relax rule without expiry", relax("access: [write], when: 'intent.asked', tier: low, because: b"), "{ name", /./, /last day/],
  ["a relax rule with no day", relax("access: [write], when: 'intent.asked', tier: low, because: b, until: soon"), "soon", /2027-03-31/, /last day/],
  ["a relax rule without scope", relax("when: 'intent.asked', tier: low, because: b, until: pack"), "{ name", /./, /scope/],
  ["a relax rule without a reason", relax("access: [write], when: 'intent.asked', tier: low, until: pack"), "{ name", /./, /reason/],
  ["a relax rule without a condition", relax("access: [write], tier: low, because: b, until: pack"), "{ name", /./, /./],
  ["destruction relaxed", relax("access: [destructive], when: 'intent.asked', tier: low, because: b, until: pack"), "destructive", /read.*draft.*write/, /./],
  ["a limit of nothing", limit("max: 0, per: day"), "0", /above zero/, /rule that blocks/],
  ["a limit without a period", limit("max: 5"), "{ name", /hour.*day/, /words named/],
  ["a signal without a consequence", `${base}signals: { pii: { from: high } }\n`, "{ from", /what follows/, /at_least or effect/],
  ["a list's name", `${base}lists: { "Our Domains": [a] }\n`, "", /./, /small letters/],
  ["a duration", `${base}blocked: { release_within: soon }\n`, "soon", /number and a unit/, /number and a unit/],
  ["no list", `${base}lists:\n - a\n`, "- a", /expected (?:object|record)/, /Write settings/],
  // Requirements and tiers.
  ["more approvals than people", rule("tier: high, require: { approve: [{ group: admins, approvals: 3 }] }"), "3", /nobody could meet it/, /fewer approvals/],
  ["high without a look", yamlOf({ tiers: { ...balanced.tiers, high: { review: "none" } }, defaults: balanced.defaults } as never), "none", /before/, /Write before/],
  ["unregistered that is not high", yamlOf({ tiers: balanced.tiers, defaults: { ...balanced.defaults, unregistered: "low" } } as never), "low", /high/, /Write high/],
  ["a reminder after the end", tier({ remind_after: "3h" }), "3h", /sooner/, /./],
  ["an escalation after the end", tier({ escalate: { to: "admins", within: "1h", after: "3h" } }), "3h", /sooner/, /./],
  ["a pause of a clock that runs", tier({ pause_at_most: "1h" }), "1h", /while_asked/, /while_asked/],
];

test.each(FAULTS)("%s is named with its line, its column and what mends it", (_, text, at, detail, fix) => {
  const faults = withFixes(text, lookThrough(text, known).faults, known, ["friends"]);
  const fault = faults.find((one) => detail.test(one.detail));
  expect(fault, JSON.stringify(faults).slice(0, 900)).toBeDefined();
  const line = text.split("\n")[fault!.line - 1];
  expect(line).toBeDefined();
  expect(line!.slice(fault!.column - 1)).toMatch(new RegExp(`^${at.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
  expect(fault!.fix).toMatch(fix);
  expect(fault!.fix).not.toMatch(/policy reference/);
});

test("what a press mends is mended", () => {
  const text = `${base}rules:\n  - { name: a, tools: [process_refnd], tier: high }\n`;
  const { line, replace } = withFixes(text, lookThrough(text, known).faults, known, [])[0]!;
  const lines = text.split("\n");
  const old = lines[line - 1]!;
  lines[line - 1] = old.slice(0, replace!.column - 1) + replace!.by + old.slice(replace!.column - 1 + replace!.wrong.length);
  expect(lookThrough(lines.join("\n"), known).faults).toEqual([]);
});
