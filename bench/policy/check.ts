// npm run -s policy:check -- FILE…: checks policy files by themselves and runs the tests beside their rules. Every fault is
// named with line, column and what mends it; exits 1 when a file has one or a test fails, 2 when no file is named.
import { readFileSync } from "node:fs";
import { runCases } from "@/lib/policy/cases";
import { checkPolicy } from "@/lib/policy/check";
import { withFixes } from "@/lib/policy/fixes";

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("Name a file: npm run policy:check -- policies/balanced.yaml");
  process.exit(2);
}
let sound = true;
for (const file of files) {
  const text = readFileSync(file, "utf8");
  const { policy, faults } = checkPolicy(text);
  for (const { line, column, detail, pointer, fix } of withFixes(text, faults, {}, [])) {
    console.error(`${file}:${line}:${column} ${detail}${pointer ? ` (${pointer})` : ""}${fix ? `. ${fix}` : ""}`);
  }
  const failed = policy ? runCases(policy, [], new Date().toISOString()).filter(({ ok }) => !ok) : [];
  for (const { name, expected, tier, effect, because } of failed) {
    console.error(`${file}: the test “${name}” fails: it expects ${Object.values(expected).join(", ")} and comes out ${tier}, ${effect} (${because.join("; ")})`);
  }
  if (!policy || failed.length > 0) sound = false;
  else console.log(`${file} is a sound policy: ${policy.rules?.length ?? 0} rules, ${policy.relax?.length ?? 0} that relax, ${policy.limits?.length ?? 0} limits, ${policy.tests?.length ?? 0} tests.`);
}
if (!sound) process.exit(1);
