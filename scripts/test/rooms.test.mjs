import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../tree.mjs";

// [a file, what it imports, whether it may]
const CASES = [
  ["app/page.tsx", "@/components/ui/button", true],
  ["app/page.tsx", "@/lib/actions/decide", true],
  ["app/page.tsx", "@/workers/main", false],
  ["app/page.tsx", "@/demo/acme/acme", false],
  ["app/queue/page.tsx", "../page", false],
  ["workers/execute.ts", "@/lib/actions/execute", true],
  ["workers/execute.ts", "@/lib/api/app", false],
  ["workers/execute.ts", "@/app/page", false],
  ["workers/execute.ts", "@/components/ui/button", false],
  ["workers/execute.ts", "next/headers", false],
  ["components/actions/badge.tsx", "@/lib/actions/states", true],
  ["components/actions/badge.tsx", "@/lib/paths", true],
  ["components/actions/badge.tsx", "@/lib/actions/view", true],
  ["components/actions/badge.tsx", "@/components/ui/badge", true],
  ["components/actions/badge.tsx", "@/lib/db/tx", false],
  ["components/actions/badge.tsx", "@/lib/actions/shown/person-view", true],
  ["components/actions/badge.tsx", "@/lib/actions/decide", false],
  ["components/actions/badge.tsx", "@/lib/actions/desk/take", false],
  ["components/actions/badge.tsx", "@/app/page", false],
  ["components/ui/badge.tsx", "@/components/ui/cn", true],
  ["components/ui/badge.tsx", "@/components/actions/badge", false],
  ["components/ui/badge.tsx", "@/lib/paths", false],
  ["lib/audit/record.ts", "@/lib/db/tx", true],
  ["lib/audit/record.ts", "@/app/page", false],
  ["lib/audit/record.ts", "@/components/ui/button", false],
  ["lib/audit/record.ts", "@/workers/main", false],
  ["lib/audit/record.ts", "@/demo/acme/acme", false],
  ["lib/audit/record.ts", "next/headers", false],
  ["lib/audit/record.ts", "react", false],
  ["lib/audit/record.ts", "@/lib/next/mutation", false],
  ["lib/audit/record.ts", "@/lib/api/app", false],
  ["lib/audit/record.ts", "@/lib/actions/decide", false],
  ["lib/audit/record.ts", "@/lib/actions/states", true],
  ["lib/ids.ts", "@/lib/actions/decide", false],
  ["lib/actions/decide.ts", "@/lib/policy/classify", true],
  ["lib/actions/decide.ts", "@/lib/api/app", false],
  ["lib/actions/decide.ts", "@/lib/next/mutation", false],
  ["lib/actions/decide.ts", "next/cache", false],
  ["lib/actions/conclude.ts", "@/lib/actions/telling/tell", true],
  ["lib/actions/expire.ts", "@/lib/actions/upkeep/remind", false],
  ["lib/actions/reach.it.test.ts", "@/lib/actions/desk/take-next", true],
  ["lib/actions/shown/view.ts", "@/lib/actions/row", true],
  ["lib/actions/telling/halted-notice.ts", "@/lib/actions/halts/halted", true],
  ["lib/actions/shown/view.ts", "@/lib/actions/decide", false],
  ["lib/actions/shown/view.ts", "@/lib/api/app", false],
  ["lib/actions/recovery/probe.ts", "@/lib/actions/execute", true],
  ["lib/actions/recovery/probe.ts", "@/lib/actions/desk/take", false],
  ["lib/actions/desk/queue-filters.ts", "@/lib/actions/history/history-filters", true],
  ["lib/actions/desk/take.ts", "@/lib/actions/review/ask", false],
  ["lib/actions/review/review-state.ts", "@/lib/actions/desk/take", true],
  ["lib/actions/review/ask.ts", "@/lib/actions/upkeep/sweep", false],
  ["lib/actions/upkeep/sweep.ts", "@/lib/actions/recovery/bulk-rollback", true],
  ["lib/api/actions.ts", "@/lib/actions/submit", true],
  ["lib/api/actions.ts", "@/lib/next/session", false],
  ["lib/api/actions.ts", "next/server", false],
  ["lib/next/mutation.ts", "next/headers", true],
  ["lib/next/mutation.ts", "@/lib/actions/decide", true],
  ["lib/next/mutation.ts", "@/app/page", false],
  ["lib/policy/classify.ts", "@/lib/tools/summary", true],
  ["lib/policy/classify.ts", "@/lib/db/tx", false],
  ["lib/policy/classify.ts", "@/lib/env", false],
  ["lib/policy/classify.ts", "node:fs", false],
  ["lib/policy/classify.ts", "pg", false],
  ["lib/policy/versions.ts", "@/lib/db/tx", true],
  ["lib/signals/secret.ts", "@/lib/policy/types", true],
  ["lib/signals/secret.ts", "@/lib/queue/enqueue", false],
  ["lib/signals/secret.ts", "node:http", false],
  ["demo/acme/api.ts", "@/demo/acme/database", true],
  ["demo/acme/api.ts", "@/lib/db/tx", false],
  ["e2e/approve.spec.ts", "@/lib/paths", true],
  ["e2e/approve.spec.ts", "@/app/page", false],
  ["scripts/up/run.mjs", "../step.mjs", true],
  ["scripts/up/run.mjs", "@/lib/env", false],
];

let folder;
let refused;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "countersign-rooms-"));
  fs.copyFileSync(path.join(ROOT, ".oxlintrc.json"), path.join(folder, ".oxlintrc.json"));
  const files = new Map();
  for (const [file, name] of CASES) files.set(file, [...(files.get(file) ?? []), name]);
  for (const [file, names] of files) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), names.map((name) => `import ${JSON.stringify(name)};\n`).join(""));
  }
  const oxlint = path.join(ROOT, "node_modules", "oxlint", "bin", "oxlint");
  const said = await new Promise((resolve) => {
    execFile(process.execPath, [oxlint, "-f", "json"], { cwd: folder }, (_, stdout) => resolve(JSON.parse(stdout)));
  });
  refused = said.diagnostics
    .filter(({ code }) => code.includes("no-restricted-imports"))
    .map(({ filename, labels }) => `${filename} imports ${files.get(filename.replaceAll("\\", "/"))[labels[0].span.line - 1]}`);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

test.each(CASES)("%s imports %s: %s", (file, name, may) => {
  expect(refused.includes(`${file} imports ${name}`)).toBe(!may);
});
