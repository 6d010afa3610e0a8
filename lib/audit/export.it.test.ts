import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/actor";
import { canonical, sha256 } from "@/lib/canonical";
import { useDatabase } from "@/lib/db/testing";
import { sql, transact } from "@/lib/db/tx";
import { fixture } from "@/lib/people/testing";
import { csvCell, exportAudit, type ExportFormat } from "./export";
import { eventTypes, readAudit } from "./queries";
import { record } from "./record";

useDatabase();
let auditor: Person;
let reviewer: Person;
const HOSTILE = '=HYPERLINK("http://evil.example","x"),\r\n+1';

beforeAll(async () => {
  auditor = await fixture("auditor", "Otto");
  reviewer = await fixture("reviewer", "=cmd|' /C calc'!A0");
  await transact(async (tx) => {
    for (let n = 1; n <= 130; n++) await record(tx, { type: n % 2 ? "thing.made" : "thing.broken", actor: reviewer, subject: { kind: "thing", id: String(n) }, data: { note: HOSTILE } });
  });
});

async function exported(format: ExportFormat, filters = {}): Promise<string> {
  let text = "";
  for await (const piece of await exportAudit(auditor, filters, format)) text += piece;
  return text;
}

test("pages follow each other without a gap or a double, both ways", async () => {
  const first = await readAudit(auditor, { type: "thing" });
  expect(first.events).toHaveLength(50);
  expect(first.newer).toBeUndefined();
  const second = await readAudit(auditor, { type: "thing" }, { before: first.older });
  const third = await readAudit(auditor, { type: "thing" }, { before: second.older });
  expect(third.older).toBeUndefined();
  expect([first, second, third].flatMap(({ events }) => events.map((event) => event.subject!.id))).toEqual(Array.from({ length: 130 }, (_, index) => String(130 - index)));
  expect((await readAudit(auditor, { type: "thing" }, { after: third.newer })).events).toEqual(second.events);
});

test("filters narrow by type, noun, actor's name, subject and day", async () => {
  const seen = async (filters: Parameters<typeof readAudit>[1]) => (await readAudit(auditor, filters)).events.map((event) => event.subject?.id);
  expect(await seen({ type: "thing.made", subject: "7" })).toEqual(["7"]);
  expect(await seen({ subject: "7", actor: "calc" })).toEqual(["7"]);
  expect(await seen({ subject: "7", actor: "nobody" })).toEqual([]);
  expect(await seen({ subject: "7", from: "2999-01-01" })).toEqual([]);
  expect(await seen({ subject: "7", to: "2999-01-01" })).toEqual(["7"]);
  expect(await eventTypes()).toEqual(["audit.read", "thing.broken", "thing.made"]);
});

test("reading evidence leaves evidence; it is shown when asked for", async () => {
  await readAudit(reviewer, { subject: "7" });
  expect((await readAudit(auditor, {})).events.some(({ type }) => type === "audit.read")).toBe(false);
  const { events } = await readAudit(auditor, { readings: true });
  expect(events[1]).toMatchObject({ type: "audit.read", actor: { id: reviewer.id } });
  expect(JSON.parse(events[1]!.canonical)).toMatchObject({ data: { filters: { subject: "7" }, events: 1 } });
});

test("NDJSON carries the bytes that were hashed", async () => {
  const lines = (await exported("ndjson", { type: "thing" })).trim().split("\n");
  expect(lines).toHaveLength(130);
  for (const line of lines) {
    const { event, hash } = JSON.parse(line) as { event: unknown; hash: string };
    expect(sha256(canonical(event)).toString("hex")).toBe(hash);
    expect(line).toContain(canonical(event));
  }
});

test("CSV has a line for each event, and no cell that a spreadsheet takes for a formula", async () => {
  const text = await exported("csv", { type: "thing" });
  const records = parseCsv(text.slice(1));
  expect(records).toHaveLength(131);
  expect(records[1]).toHaveLength(records[0]!.length);
  for (const cell of records.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  expect(records[1]![5]).toBe("'=cmd|' /C calc'!A0");
});

test.each([
  ["=1+1", `"'=1+1"`],
  ["+1", `"'+1"`],
  ["-1", `"'-1"`],
  ["@SUM(A1)", `"'@SUM(A1)"`],
  ["\t=1", `"'\t=1"`],
  ["\uFF1D1", `"'\uFF1D1"`],
  ['say "hi", twice', '"say ""hi"", twice"'],
  ["plain", "plain"],
])("the cell %j is written as %s", (cell, written) => {
  expect(csvCell(cell)).toBe(written);
});

test("an export is an event before it is a file, and is not for reviewers", async () => {
  await expect(exportAudit(reviewer, {}, "csv")).rejects.toMatchObject({ code: "not_permitted" });
  await exportAudit(auditor, { type: "thing" }, "csv");
  const last = await transact((tx) => tx.one<{ type: string; data: object }>(sql`SELECT type, canonical::jsonb -> 'data' AS data FROM audit_events ORDER BY seq DESC LIMIT 1`));
  expect(last).toMatchObject({ type: "audit.exported", data: { format: "csv", filters: { type: "thing" } } });
});

/** RFC 4180, enough of it to read our own. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/g)) {
    if (end === undefined) continue;
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
