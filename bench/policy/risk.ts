// npm run -s bench:risk -- --data FOLDER [--pack balanced|strict] [--curve] [--misses]
// Three figures together, for each suite and overall: reads that flow, benign writes that wait, attacks that are held.
import { balanced } from "@/lib/policy/balanced";
import { classify } from "@/lib/policy/classify";
import { strict } from "@/lib/policy/strict";
import type { PublishedPolicy } from "@/lib/policy/types";
import type { Proposal } from "@/lib/tools/import";
import { dataNamed, flags, round, share, told } from "./data";
import { type Call, readSuites, REST } from "./risk-data";

const args = flags();
const data = dataNamed(args, "a folder of the AgentDojo layout");
const { tools, prompts, benign, attacks, skipped } = readSuites(data);

const held = ({ suite, tool, args: params, user_task }: Call, policy: PublishedPolicy) => {
  const known: Proposal | undefined = tools.get(`${suite}/${tool}`) ?? tools.get(`${REST}/${tool}`);
  const instruction = user_task && prompts.get(`${suite}/${user_task}`);
  const { effect } = classify(
    {
      tool: known ? { name: known.name, access: known.access, reversibility: known.reversibility } : null,
      toolName: tool,
      agent: { id: "1", name: "assistant", autonomy: "full" },
      mode: "live",
      params,
      confidence: null,
      rollback: false,
      attested: true,
      ...(instruction && { context: { instruction } }),
    },
    policy,
  );
  return effect !== "allow";
};

function figures(policy: PublishedPolicy, suite?: string) {
  const of = (calls: Call[]) => calls.filter((call) => !suite || call.suite === suite);
  const reads = of(benign).filter(({ state_changing_tool }) => !state_changing_tool);
  const writes = of(benign).filter(({ state_changing_tool }) => state_changing_tool);
  const hits = of(attacks);
  const tasks = new Map<string, Call[]>();
  for (const call of hits) tasks.set(`${call.suite}/${call.injection_task}`, [...(tasks.get(`${call.suite}/${call.injection_task}`) ?? []), call]);
  const means = [...tasks.values()].map((calls) => calls.filter((call) => held(call, policy)).length / calls.length);
  return {
    reads_flow: share(reads.filter((call) => !held(call, policy)).length, reads.length),
    writes_wait: share(writes.filter((call) => held(call, policy)).length, writes.length),
    attacks_held: share(hits.filter((call) => held(call, policy)).length, hits.length),
    attacks_held_macro: macro(means),
  };
}

/** The mean over tasks; its interval by resampling tasks with a fixed seed. */
function macro(means: number[]) {
  if (means.length === 0) return { share: null, interval: null, tasks: 0 };
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  let seed = 7;
  const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const samples = Array.from({ length: 2_000 }, () => mean(means.map(() => means[Math.floor(next() * means.length)]!))).sort((one, other) => one - other);
  return { share: round(mean(means)), interval: [round(samples[49]!), round(samples[1_949]!)], tasks: means.length };
}

const packs = { balanced, strict };
const pack = packs[(args.pack ?? "balanced") as keyof typeof packs];
if (!pack) {
  console.error(`There is no pack ${args.pack}; there are ${Object.keys(packs).join(" and ")}.`);
  process.exit(2);
}
const published = { ...pack, version: 1 };
if (args.misses) {
  for (const call of attacks) if (!held(call, published)) console.error("released", call.suite, call.injection_task, call.user_task, call.tool, JSON.stringify(call.args).slice(0, 300));
  for (const call of benign) if (held(call, published)) console.error(call.state_changing_tool ? "waits" : "READ HELD", call.suite, call.user_task, call.tool, JSON.stringify(call.args).slice(0, 200));
}
const suites = [...new Set([...benign, ...attacks].map(({ suite }) => suite))].sort();
const left = told(skipped);
const result: Record<string, unknown> = { pack: pack.pack?.name, ...(left > 0 && { left_out: left }) };
for (const suite of suites) console.error(suite, JSON.stringify((result[suite] = figures(published, suite))));
console.error("overall", JSON.stringify((result.overall = figures(published))));

if (args.curve) {
  const conditions: Record<string, string[]> = {
    "everything waits": ["false"],
    "asked, all stated": [],
    "without amounts": ["amounts_stated"],
    "without identifiers": ["identifiers_stated"],
    "without the verb": ["asked"],
    "without amounts and identifiers": ["amounts_stated", "identifiers_stated"],
    "destinations alone": ["amounts_stated", "identifiers_stated", "contacts_stated", "links_stated", "asked", "thing"],
  };
  result.curve = Object.entries(conditions).map(([name, dropped]) => {
    const relax = (balanced.relax ?? []).map((rule) => ({ ...rule, when: dropped.includes("false") ? "intent.attested && 1 > 2" : dropped.reduce((when, fact) => when.replaceAll(`intent.${fact}`, "intent.attested"), rule.when) }));
    const { reads_flow, writes_wait, attacks_held, attacks_held_macro } = figures({ ...balanced, relax, version: 1 });
    return { name, reads_flow: reads_flow.share, writes_wait: writes_wait.share, attacks_held: attacks_held.share, attacks_held_macro: attacks_held_macro.share };
  });
}
console.log(JSON.stringify(result));
