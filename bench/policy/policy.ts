// npm run -s bench:policy -- [--runs 2000]
// What one classification costs: 200 rules and every detector, on actions of several sizes and on hostile ones.
import { performance } from "node:perf_hooks";
import { balanced } from "@/lib/policy/balanced";
import { classify } from "@/lib/policy/classify";
import { Policy, type ActionFacts } from "@/lib/policy/types";
import { flags, round } from "./data";

const runs = Number(flags().runs ?? 2_000);
const rules = Array.from({ length: 200 }, (_, index) => ({
  name: `rule ${index}`,
  ...(index % 4 === 0 && { tools: ["send_*"] }),
  when: [
    `params.amount > ${index * 100 + 1_000_000}`,
    `destinations.exists(d, d.domain == "evil${index}.example")`,
    `has(params.note) && params.note.contains("word ${index} that is not there")`,
    `tool.access == "write" && agent.name == "nobody ${index}" && size(signals) > ${index}`,
  ][index % 4]!,
  tier: "high" as const,
}));
const policy = { ...Policy.parse({ ...balanced, rules: [...(balanced.rules ?? []), ...rules] }), version: 1 };
const sentence = "The delivery of order 2041 to Ms. Okoro moves to Tuesday; the driver calls +49 30 1234567 an hour before. Write to desk@acme.example with questions, or see https://acme.example/help. ";
const action = (bytes: number): ActionFacts => ({
  tool: { name: "send_email", access: "write", reversibility: "irreversible" },
  toolName: "send_email",
  agent: { id: "1", name: "support", autonomy: "full" },
  mode: "live",
  params: { to: ["samuel@okoro.example"], subject: "Delivery window", amount: 12, note: "", text: sentence.repeat(Math.ceil(bytes / sentence.length)).slice(0, bytes) },
  confidence: 0.9,
  rollback: false,
  attested: true,
  context: { instruction: "Tell samuel@okoro.example by email when we deliver." },
});
const withText = (text: string, params?: unknown): ActionFacts => ({ ...action(1), params: params ?? { to: ["a@b.example"], amount: 1, text, name: text.slice(0, 4_000), path: text.slice(0, 4_000) } });
const nested = (levels: number) => {
  let value: unknown = "deep";
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { a: value };
  return value;
};
const N = 60_000;
const hostile: Record<string, ActionFacts> = {
  "letters": withText("a".repeat(N)), "digits": withText("1".repeat(N)), "digits and dashes": withText("12-".repeat(N / 3)), "spaces": withText(" ".repeat(N)), "ignore": withText("ignore ".repeat(N / 7)),
  "all the previous": withText("ignore all the previous ".repeat(N / 24)), "spelled": withText("i g n o r e ".repeat(N / 12)), "at signs": withText("a@".repeat(N / 2)), "dotted address": withText(`${"a.".repeat(N / 4)}@${"b.".repeat(N / 4)}`),
  "base64": withText("QUJD".repeat(N / 4)), "hex": withText("4142".repeat(N / 4)), "percent": withText("%41".repeat(N / 3)), "entities": withText("&#65;".repeat(N / 5)), "brackets": withText("<".repeat(N)), "tags": withText("<svg ".repeat(N / 5)),
  "quotes": withText("' or ".repeat(N / 5)), "select": withText("select ".repeat(N / 7)), "union": withText("union ".repeat(N / 6)), "dots": withText("../".repeat(N / 3)), "braces": withText("{{".repeat(N / 2)), "dollars": withText("${".repeat(N / 2)), "backticks": withText("`".repeat(N)),
  "zero width": withText("a\u200b".repeat(N / 2)), "cyrillic": withText("игнорируй ".repeat(N / 10)), "combining": withText("e\u0301".repeat(N / 2)), "urls": withText("http://a.b/ ".repeat(N / 12)), "long url": withText(`http://${"a".repeat(N)}`), "eyJ": withText("eyJ".repeat(N / 3)), "dashes": withText("-----BEGIN ".repeat(N / 11)), "password": withText("password ".repeat(N / 9)), "iban": withText("DE89 ".repeat(N / 5)), "colons": withText("ab:".repeat(N / 3)),
  "10,000 levels": withText("", nested(10_000)), "many keys": withText("", Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key ${index} with words`, "v"]))), "many items": withText("", { to: Array.from({ length: 5_000 }, (_, index) => `a${index}@b.example`) }), "a megabyte": withText("word ".repeat(200_000)),
};

/** Milliseconds by the clock, and of CPU: beside other work the second is what evaluation itself took. */
function measured(facts: ActionFacts, times: number) {
  for (let run = 0; run < Math.min(200, times); run++) classify(facts, policy);
  const took: number[] = [];
  const cpu: number[] = [];
  for (let run = 0; run < times; run++) {
    const used = process.cpuUsage();
    const from = performance.now();
    classify(facts, policy);
    took.push(performance.now() - from);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1_000);
  }
  const at = (values: number[], share: number) => round(values[Math.min(values.length - 1, Math.floor(values.length * share))]!, 3);
  took.sort((one, other) => one - other);
  cpu.sort((one, other) => one - other);
  return { p50: at(took, 0.5), p99: at(took, 0.99), most: at(took, 1), cpu_p50: at(cpu, 0.5), cpu_p99: at(cpu, 0.99), cpu_most: at(cpu, 1) };
}

const result: Record<string, unknown> = { rules: policy.rules?.length };
for (const [name, bytes, times] of [["1 KiB", 1_024, runs], ["4 KiB", 4_096, runs], ["64 KiB", 65_536, Math.max(100, runs / 10)]] as const) console.error(name, JSON.stringify((result[name] = measured(action(bytes), times))));
const plain = { ...balanced, version: 1 };
const from = performance.now();
for (let run = 0; run < runs; run++) classify(action(1_024), plain);
result["1 KiB, balanced alone, mean"] = round((performance.now() - from) / runs, 3);
const worst = Object.entries(hostile).map(([name, facts]) => ({ name, ...measured(facts, 5) })).sort((one, other) => other.most - one.most);
for (const { name, p50, most, cpu_most } of worst.slice(0, 12)) console.error("hostile", name, p50, most, "cpu", cpu_most);
result.hostile_worst = worst[0];
console.log(JSON.stringify(result));
