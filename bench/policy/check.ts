// npm run -s policy:check -- FILE: checks a policy file by itself; exits 1 and names every fault with line and column.
import { readFileSync } from "node:fs";
import { checkPolicy } from "@/lib/policy/check";

const file = process.argv[2];
if (!file) {
  console.error("Name a file: npm run policy:check -- policy.yaml");
  process.exit(2);
}
const { policy, faults } = checkPolicy(readFileSync(file, "utf8"));
for (const { line, column, detail, pointer } of faults) console.error(`${file}:${line}:${column} ${detail}${pointer ? ` (${pointer})` : ""}`);
if (!policy) process.exit(1);
console.log(`${file} is a sound policy: ${policy.rules?.length ?? 0} rules, ${policy.relax?.length ?? 0} that relax.`);
