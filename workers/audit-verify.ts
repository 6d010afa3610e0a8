// npm run audit:verify ends here (scripts/audit-verify.mjs finds the database first).
import { BEYOND, verifyAudit, type Finding } from "@/lib/audit/verify";

const asJson = process.argv.includes("--json");
const say = (line: string) => void process.stdout.write(`${line}\n`);
const began = performance.now();

const report = (finding: Finding) => say(asJson ? JSON.stringify(finding) : `BAD  ${finding.table}: ${finding.row}: ${finding.fault}`);

const result = await verifyAudit(report);
const seconds = Math.round((performance.now() - began) / 10) / 100;
if (asJson) {
  say(JSON.stringify({ ...result, seconds, ok: result.findings === 0, beyond: BEYOND }));
} else {
  say(`Read ${result.events} events (${result.unusedNumbers} sequence numbers unused) and ${result.revisions} payloads (${result.erased} erased) in ${seconds} s.`);
  say("What no reading of these tables can find, only sealing:");
  for (const line of BEYOND) say(`  - ${line}`);
  say(result.findings === 0 ? "OK: every event, payload, decision, attempt and version is what was recorded." : `NOT OK: ${result.findings} bad ${result.findings === 1 ? "row" : "rows"}, named above.`);
}
process.exitCode = result.findings === 0 ? 0 : 1;
